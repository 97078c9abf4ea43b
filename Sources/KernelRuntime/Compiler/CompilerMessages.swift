/// Reads the compiler's text (`-diagnostic-style llvm`) back as diagnostics.
enum CompilerMessages {
  /// The remarks on `files`, in the compiler's order and at most `limit` of them.
  ///
  /// A line reads `FILE:LINE:COLUMN: SEVERITY: MESSAGE`; the source lines between them are skipped.
  static func diagnostics(in output: String, about files: [String], limit: Int = 50)
    -> [KernelCompiler.Diagnostic]
  {
    var found: [KernelCompiler.Diagnostic] = []
    for line in output.split(separator: "\n") {
      guard let file = files.first(where: { line.hasPrefix($0 + ":") }) else { continue }
      let fields = line.dropFirst(file.count + 1)
        .split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4, let row = Int(fields[0]), let column = Int(fields[1]),
        let severity = KernelCompiler.Diagnostic.Severity(rawValue: trimmed(fields[2]))
      else { continue }
      let remark = KernelCompiler.Diagnostic(
        file: file.split(separator: "/").last.map(String.init) ?? file, line: row, column: column,
        severity: severity, message: trimmed(fields[3]))
      // The compiler repeats a remark that several passes make.
      if !found.contains(remark) { found.append(remark) }
      if found.count == limit { break }
    }
    return found
  }

  /// The first error's words, whatever place it names.
  static func firstError(in output: String) -> String? {
    for line in output.split(separator: "\n") {
      if let range = line.firstRange(of: "error: ") { return String(line[range.upperBound...]) }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
