import Cells

extension ProseLayout {
  func proseLines(of blocks: [Block]) -> [ProseLine] { lines(of: blocks, width: width, level: 0) }

  /// `level` counts the lists around.
  private func lines(of blocks: [Block], width: Int, level: Int) -> [ProseLine] {
    var lines: [ProseLine] = []
    for (index, block) in blocks.enumerated() {
      if index > 0, !touches(blocks[index - 1], block, isInList: level > 0) {
        lines.append(ProseLine())
      }
      lines += self.lines(of: block, width: max(1, width), level: level)
    }
    return lines
  }

  /// A heading and its kernel, an item's text and the list below it stand without a blank line.
  private func touches(_ upper: Block, _ lower: Block, isInList: Bool) -> Bool {
    switch (upper, lower) {
    case (.heading, .kernel): true
    case (.paragraph, .list): isInList
    default: false
    }
  }

  private func lines(of block: Block, width: Int, level: Int) -> [ProseLine] {
    switch block {
    case .heading(let level, let text):
      wrapped(text, width: width, style: level > 2 ? style.subheading : style.heading)
    case .paragraph(let text): wrapped(text, width: width)
    case .list(let items, let start): list(items, from: start, width: width, level: level)
    case .quote(let blocks): quote(blocks, width: width)
    case .code(_, let text): code(text, width: width)
    case .table(let header, let rows, let alignments):
      table(header: header, rows: rows, alignments: alignments, width: width)
    case .formula(let tex): formula(tex, width: width)
    case .kernel(let kernel): lines(of: kernel, width: width)
    case .rule: [ProseLine(horizontalRule(width), style.mark)]
    }
  }

  func horizontalRule(_ width: Int) -> String {
    String(repeating: isASCII ? "-" : "─", count: width)
  }

  private func list(_ items: [[Block]], from start: Int?, width: Int, level: Int) -> [ProseLine] {
    let bullets = isASCII ? ["-", "*", "+"] : ["•", "◦", "▪"]
    let marks = items.indices.map { index in
      start.map { "\($0 + index)." } ?? bullets[level % bullets.count]
    }
    let isLoose = items.contains { $0.filter(\.isParagraph).count > 1 }
    let markWidth = (marks.map(\.count).max() ?? 0) + 1
    // Where there is no room for the indentation, the text comes first.
    let indent = width > markWidth + 2 ? markWidth : 0
    var lines: [ProseLine] = []
    for (mark, item) in zip(marks, items) {
      if isLoose, !lines.isEmpty { lines.append(ProseLine()) }
      let body = self.lines(of: item, width: width - indent, level: level + 1)
      for (index, line) in (body.isEmpty ? [ProseLine()] : body).enumerated() {
        if index == 0, indent > 0 {
          lines.append(line.behind(blanks(indent - mark.count - 1) + mark + " ", style.mark))
        } else {
          lines.append(line.width == 0 ? line : line.behind(blanks(indent)))
        }
      }
    }
    return lines
  }

  private func quote(_ blocks: [Block], width: Int) -> [ProseLine] {
    guard width > 4 else { return lines(of: blocks, width: width, level: 0) }
    return lines(of: blocks, width: width - 2, level: 0).map {
      $0.behind(isASCII ? "| " : "│ ", style.mark)
    }
  }

  /// Code is indented; a line that is too long goes on below, further in.
  private func code(_ text: String, width: Int) -> [ProseLine] {
    let margin = width > 8 ? 2 : 0
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      let indent = min(line.prefix { $0 == " " }.count, width / 2)
      let room = width - margin - indent
      let continuation = room > 8 ? 2 : 0
      let code = StyledText(String(line.drop { $0 == " " }), style.code)
      let pieces = code.wrapped(to: max(1, room - continuation))
      return pieces.enumerated().map { index, piece in
        ProseLine(piece).behind(blanks(margin + indent + (index == 0 ? 0 : continuation)))
      }
    }
  }

  /// Centred, as on paper.
  private func formula(_ tex: String, width: Int) -> [ProseLine] {
    let lines = FormulaLayout(glyphs: glyphs).display(tex, width: width).map { ProseLine($0) }
    let margin = (width - (lines.map(\.width).max() ?? 0)) / 2
    return lines.map { $0.width == 0 ? $0 : $0.behind(blanks(margin)) }
  }

  /// One dim line: the pane shows the rest.
  private func lines(of kernel: KernelReference, width: Int) -> [ProseLine] {
    let values = kernel.values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let text = (isASCII ? "> " : "▸ ") + kernel.name + "  " + values.joined(separator: ", ")
    return StyledText(text, style.mark).wrapped(to: width).map { ProseLine($0) }
  }
}

extension Block {
  fileprivate var isParagraph: Bool {
    if case .paragraph = self { true } else { false }
  }
}
