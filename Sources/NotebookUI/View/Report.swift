import Cells
import KernelRuntime

extension Model {
  /// What the run found, why it failed and where, and what the kernel printed last: below the charts.
  func reportLines(_ pane: PaneModel, width: Int, height: Int) -> [StyledText] {
    guard width > 4, height > 4 else { return [] }
    let palette = surface.palette
    let results = resultLines(pane, width: width - 2, upTo: height < 16 ? 2 : 3)
    var lines: [StyledText] = []
    if let failure = pane.run.flatMap(failure) {
      let sign = surface.glyphs == .unicode ? "✗ " : "! "
      lines += StyledText(sign + failure.sentence, palette.error)
        .wrapped(to: width - 2, hangingIndent: 2).prefix(4)
      let wayOn = failure.line == nil ? words.startsAgain : words.goThereOrStartAgain
      lines.append(
        StyledText("  " + wayOn, palette.secondary).truncated(to: width - 2, glyphs: surface.glyphs)
      )
    }
    let printed = printedLines(pane.log, upTo: lines.isEmpty ? min(3, height / 6) : 5)
    if !lines.isEmpty, !printed.isEmpty {
      lines.append(StyledText("  " + words.printedLast, palette.secondary))
    }
    lines += printed.map {
      StyledText("  " + $0, palette.secondary).truncated(to: width - 2, glyphs: surface.glyphs)
    }
    return Array(results + lines.prefix(height * 2 / 3 - results.count))
  }

  /// The last of what the kernel printed, in `count` lines, the first of which says how many there
  /// were before.
  private func printedLines(_ log: PrintedLines, upTo count: Int) -> [String] {
    let last = log.lines.suffix(count).map { text(of: $0) }
    guard log.omitted + log.lines.count > count, count > 1 else { return last }
    let shown = last.suffix(count - 1)
    return [words.moreLines(log.omitted + log.lines.count - shown.count)] + shown
  }

  /// The results of the run; until it has some, those of the latest one that had, named as such:
  /// then the charts above keep their room from run to run.
  ///
  /// Where they take more lines than `limit`, the last one says how many more there are, and the key
  /// that shows them.
  private func resultLines(_ pane: PaneModel, width: Int, upTo limit: Int) -> [StyledText] {
    guard let run = pane.run else { return [] }
    let isOwn = !run.record.results.isEmpty || !run.isOn
    let source = isOwn ? run : pane.runs.first { !$0.record.results.isEmpty }
    guard let results = source?.record.results, !results.isEmpty else { return [] }
    let dim = surface.palette.secondary
    let entries = results.map { result in
      StyledText([
        .init(names(result.name) + " ", isOwn ? .standard : dim),
        .init(significant(result.value), isOwn ? .bold : dim),
      ])
    }
    let lead = isOwn ? [] : [StyledText(words.ofEarlierRun, dim)]
    return packed(entries, after: lead, width: width, upTo: limit)
  }

  /// As many entries as there is room for, one after the other.
  private func packed(
    _ entries: [StyledText], after lead: [StyledText], width: Int, upTo limit: Int
  ) -> [StyledText] {
    let palette = surface.palette
    let separator = StyledText.Run(surface.glyphs == .unicode ? " · " : " | ", palette.secondary)
    var lines = lead
    for (index, entry) in entries.enumerated() {
      let isLast = lines.count == limit
      let rest = StyledText([
        .init(words.moreResults(entries.count - index) + " ", palette.secondary),
        .init(KeyTable.key(of: .openRuns)?.name(surface.glyphs) ?? "", palette.accent),
      ])
      // What is said of the rest needs its room as long as there is one.
      let room = isLast && index < entries.count - 1 ? width - 3 - rest.width : width
      if let last = lines.last, last.width + 3 + entry.width <= room {
        let between = index == 0 ? StyledText.Run("") : separator
        lines[lines.count - 1] = StyledText(last.runs + [between] + entry.runs)
      } else if isLast {
        let last = lines[limit - 1].truncated(
          to: max(0, width - 3 - rest.width), glyphs: surface.glyphs)
        lines[limit - 1] = StyledText(last.runs + [separator] + rest.runs)
        break
      } else {
        lines.append(entry)
      }
    }
    return lines.map { $0.truncated(to: width, glyphs: surface.glyphs) }
  }
}

/// Why a run failed or died, and where, as far as it is known.
struct RunFailure {
  var sentence: String
  /// The file's name, without a folder.
  var file: String?
  var line: Int?
}

extension Model {
  /// Why `run` failed or died; nil if it did not.
  func failure(of run: RunModel) -> RunFailure? {
    switch run.phase {
    case .failed(let failure):
      RunFailure(
        sentence: sentence(of: failure), file: failure.file.map(fileName), line: failure.line)
    case .died(let exit):
      RunFailure(
        sentence: words.text(of: exit), file: exit.file.map(fileName), line: exit.line)
    default: nil
    }
  }

  /// The words with the line, where they do not name it themselves.
  private func sentence(of failure: KernelFailure) -> String {
    let text = text(of: failure)
    guard let line = failure.line, !text.contains("\(line)") else { return text }
    let name = failure.file?.split(separator: "/").last.map { "\($0):" } ?? ""
    return "\(text) (\(name)\(line))"
  }
}
