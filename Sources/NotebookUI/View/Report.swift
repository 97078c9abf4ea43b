import Cells
import KernelRuntime

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
      let wayOn = failure.line == nil ? words.startsAgain : words.goThereOrStartAgain
      lines.append(
        StyledText("  " + wayOn, palette.secondary).truncated(to: width - 2, glyphs: surface.glyphs)
      )
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
    var line: Int?
  }

  /// Why the run failed or died; nil if it did not.
  var failure: Failure? {
    switch phase {
    case .failed(let failure):
      Failure(sentence: failure.sentence, line: failure.line)
    case .died(let exit):
      Failure(sentence: exit.message, line: exit.line)
    default: nil
    }
  }
}

extension KernelFailure {
  /// The message with the line, where it does not name it itself.
  fileprivate var sentence: String {
    guard let line, !message.contains("\(line)") else { return message }
    let name = file?.split(separator: "/").last.map { "\($0):" } ?? ""
    return "\(message) (\(name)\(line))"
  }
}
