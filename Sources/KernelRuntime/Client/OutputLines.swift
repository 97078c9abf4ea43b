/// Bytes that a process printed, as lines of text that any terminal can show: a carriage return
/// begins the line again, other control characters and escape sequences are dropped.
struct OutputLines {
  typealias Line = PrintedLines.Line

  private enum Escape {
    case none, begun, control, string, stringEnd
  }

  private var current: [UInt8] = []
  private var escape = Escape.none
  private var beginsAgain = false
  /// Whether the current line has been taken before its end.
  private var isShown = false
  /// Whether there is something on the current line that was not taken.
  private(set) var isChanged = false
  private var lines: [Line] = []

  /// What of a line goes beyond this is not kept.
  private static let lengthLimit = 4096

  mutating func append(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { append(byte) }
  }

  /// The lines ended since the last call; with `isPartial`, what there is of the next one too.
  mutating func take(isPartial: Bool) -> [Line] {
    if isPartial, isChanged {
      lines.append(currentLine)
      isShown = true
      isChanged = false
    }
    defer { lines = [] }
    return lines
  }

  private var currentLine: Line {
    Line(String(decoding: current, as: UTF8.self), replacesLast: isShown)
  }

  private mutating func append(_ byte: UInt8) {
    switch (escape, byte) {
    case (.begun, UInt8(ascii: "[")): escape = .control
    case (.begun, UInt8(ascii: "]")), (.begun, UInt8(ascii: "P")): escape = .string
    case (.begun, 0x20...0x2F): break
    case (.begun, _): escape = .none
    case (.control, 0x40...0x7E): escape = .none
    case (.control, 0x20...0x3F): break
    case (.string, 0x07): escape = .none
    case (.string, 0x1B): escape = .stringEnd
    case (.string, 0x0A), (.control, _), (.none, _): appendPlain(byte)
    case (.string, _): break
    case (.stringEnd, _): escape = .none
    }
  }

  private mutating func appendPlain(_ byte: UInt8) {
    escape = .none
    switch byte {
    case 0x1B: escape = .begun
    case UInt8(ascii: "\n"): endLine()
    case UInt8(ascii: "\r"): beginsAgain = true
    case UInt8(ascii: "\t"): for _ in 0..<(8 - current.count % 8) { add(UInt8(ascii: " ")) }
    case 0x20...0x7E, 0x80...0xFF: add(byte)
    default: break
    }
  }

  private mutating func add(_ byte: UInt8) {
    if beginsAgain { current.removeAll(keepingCapacity: true) }
    beginsAgain = false
    guard current.count < Self.lengthLimit else { return }
    current.append(byte)
    isChanged = true
  }

  private mutating func endLine() {
    if isChanged || !isShown { lines.append(currentLine) }
    current.removeAll(keepingCapacity: true)
    (beginsAgain, isShown, isChanged) = (false, false, false)
  }
}
