/// What Swift's runtime wrote when it crashed, read from the lines that the process printed.
struct Backtrace: Hashable {
  /// One function call.
  struct Frame: Hashable {
    var index: Int
    var function: String
    /// The executable or library that the function is in.
    var image: String
    var file: String?
    var line: Int?
  }

  /// The runtime's words after "Fatal error:".
  var reason: String?
  /// The runtime's words for the signal, such as "Bad pointer dereference at …".
  var signal: String?
  /// From the innermost call.
  var frames: [Frame] = []

  /// How the runtime is to write it: the calls of the crashed thread alone, quickly.
  static let settings =
    "enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,"
    + "limit=32,top=4,sanitize=no,symbolicate=full,output-to=stderr"

  /// How a report begins.
  static let opening = "*** Signal "

  /// How the runtime's remarks on its own work begin.
  static let complaint = "swift-runtime: "

  private static let fatal = "Fatal error: "

  static func isFatal(_ line: String) -> Bool { line.contains(fatal) }

  /// Takes the next line of a report, the runtime's fatal error before it included.
  mutating func append(_ line: String) {
    if let fatal = line.firstRange(of: Self.fatal) {
      reason = String(line[fatal.upperBound...])
    } else if let crash = line.firstRange(of: "*** Program crashed: ") {
      signal = line[crash.upperBound...].split(separator: " at 0x").first.map(String.init)
    } else if let frame = Frame(line) {
      frames.append(frame)
    }
  }

  /// The innermost call in the learner's own source, if it is told apart from the rest by the
  /// library that it was compiled to, by the lessons' folder or by the name of a console cell's file.
  func place(library: String?, lessons: String) -> Frame? {
    let known = frames.filter { $0.file != nil }
    let own = known.first { frame in
      frame.image == library || frame.file?.hasPrefix(lessons + "/") == true
        || frame.file?.hasSuffix("-" + CellSource.fileName) == true
    }
    return own ?? known.first
  }
}

extension Backtrace.Frame {
  /// Reads ` 3 [ra] 0x00007f0b Learner.run(_:) + 285 in libcrash.so at /tmp/crash.swift:5:19`.
  fileprivate init?(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first, let index = Int(first),
      let address = words.firstIndex(where: { $0.hasPrefix("0x") }), address + 1 < words.count
    else { return nil }
    var rest = line[words[address + 1].startIndex...]
    self.index = index
    if let place = rest.firstRange(of: " at /") {
      let parts = rest[place.lowerBound...].dropFirst(4).split(separator: ":")
      if parts.count >= 2, let number = Int(parts[1]), !parts[0].contains("<compiler-generated>") {
        file = String(parts[0])
        self.line = number
      }
      rest = rest[..<place.lowerBound]
    }
    guard let library = rest.ranges(of: " in ").last else { return nil }
    image = String(rest[library.upperBound...])
    let name = rest[..<library.lowerBound]
    let call = name.ranges(of: " + ").last.map { name[..<$0.lowerBound] } ?? name
    function = String(call.replacing("specialized ", with: ""))
  }
}
