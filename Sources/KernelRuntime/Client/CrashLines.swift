/// Tells what a process printed from what the runtime wrote as it crashed.
struct CrashLines {
  private(set) var backtrace = Backtrace()
  private var isReport = false
  /// Lines that may turn out to belong to a report.
  private var held: [PrintedLines.Line] = []

  /// Whether what comes next may belong to a report.
  var mayBeReport: Bool { isReport || !held.isEmpty }

  /// Takes the next line.
  ///
  /// - Returns: The lines now known to be the kernel's own.
  mutating func sort(_ line: PrintedLines.Line) -> [PrintedLines.Line] {
    if line.text.hasPrefix(Backtrace.opening) {
      isReport = true
      for line in held { backtrace.append(line.text) }
      held = []
    }
    // Its complaints, such as of a thread that it could not suspend on a busy machine, come between
    // the reason and the report.
    if line.text.hasPrefix(Backtrace.complaint) { return [] }
    if isReport {
      backtrace.append(line.text)
      return []
    }
    if line.text.isEmpty || Backtrace.isFatal(line.text), held.count < 4 {
      held.append(line)
      return []
    }
    defer { held = [] }
    return held + [line]
  }

  /// The lines that were held, at the end of the stream; a fatal error among them is the reason of
  /// a death without a report.
  mutating func finish() -> [PrintedLines.Line] {
    defer { held = [] }
    for line in held { backtrace.append(line.text) }
    return held
  }
}
