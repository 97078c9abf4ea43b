import Cells

extension Model {
  /// Why the run failed, where, and what the kernel printed last: below the charts.
  func reportLines(_ pane: PaneModel, width: Int, height: Int) -> [StyledText] {
    guard width > 4, height > 4 else { return [] }
    let palette = surface.palette
    var lines: [StyledText] = []
    if let failure = pane.run?.failure {
      let sign = surface.glyphs == .unicode ? "✗ " : "! "
      lines += StyledText(sign + failure.sentence, palette.error)
        .wrapped(to: width - 2, hangingIndent: 2).prefix(4)
      let place = failure.line.map { line in
        words.failedAt(failure.function, failure.file ?? "", line)
      }
      lines += StyledText("  " + (place ?? words.startsAgain))
        .wrapped(to: width - 2, hangingIndent: 2).prefix(2)
    }
    let printed = pane.log.suffix(lines.isEmpty ? min(3, height / 6) : 5)
    if !lines.isEmpty, !printed.isEmpty {
      lines.append(StyledText("  " + words.printedLast, palette.secondary))
    }
    lines += printed.map {
      StyledText("  " + $0, palette.secondary).truncated(to: width - 2, glyphs: surface.glyphs)
    }
    return Array(lines.prefix(height * 2 / 3))
  }
}

extension RunModel {
  /// What happened and where, as far as it is known.
  struct Failure {
    var sentence: String
    var function: String?
    var file: String?
    var line: Int?
  }

  /// Why the run failed or died; nil if it did not.
  var failure: Failure? {
    switch phase {
    case .failed(let failure):
      Failure(sentence: failure.message, file: failure.file, line: failure.line)
    case .died(let exit):
      Failure(
        sentence: exit.message, function: exit.function, file: exit.file, line: exit.line)
    default: nil
    }
  }
}
