/// Lines of text that a kernel printed one after the other.
public struct PrintedLines: Codable, Hashable, Sendable {
  /// A line, or what there is of it so far.
  public struct Line: Codable, Hashable, Sendable {
    /// Text that any terminal can show.
    public var text: String
    /// Whether it stands in place of the line before it, as after a carriage return.
    public var replacesLast: Bool
    /// What it says, where the process says it by itself.
    public var remark: KernelRemark?

    /// A line that says `text`.
    public init(_ text: String, replacesLast: Bool = false) {
      self.text = text
      self.replacesLast = replacesLast
    }

    /// A line that says `remark`, in English.
    public init(_ remark: KernelRemark) {
      self.init(harmless("\(remark)"))
      self.remark = remark
    }
  }

  /// How many lines were printed before these and are not told.
  public var omitted: Int
  /// The lines in order.
  public var lines: [Line]

  /// `lines`, after `omitted` that are not told.
  public init(_ lines: [Line], omitted: Int = 0) {
    self.lines = lines
    self.omitted = omitted
  }
}

extension PrintedLines {
  /// Adds what was printed next; a line that replaces the last one here takes its place.
  public mutating func append(_ next: PrintedLines) {
    if next.omitted > 0 {
      omitted += lines.count + next.omitted
      lines = []
    }
    for line in next.lines {
      if line.replacesLast, let last = lines.indices.last {
        lines[last].text = line.text
      } else {
        lines.append(line)
      }
    }
  }

  /// Keeps the last `count` lines; those before are counted as omitted.
  public mutating func keepLast(_ count: Int) {
    let excess = lines.count - count
    guard excess > 0 else { return }
    omitted += excess
    lines.removeFirst(excess)
  }
}
