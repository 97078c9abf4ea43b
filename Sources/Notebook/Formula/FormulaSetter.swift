import Cells

/// Sets a formula in cells, after the rules of TeX (Knuth, The TeXbook, appendix G) where a cell
/// allows it.
struct FormulaSetter {
  /// How much room a part has.
  enum Style {
    /// Limits above and below their sum.
    case display
    /// Inside a fraction: limits beside their sum where raised and lowered characters will do.
    case text
    /// In a script: no space around operators.
    case script
  }

  let isASCII: Bool
  /// Whether everything must fit one line.
  let isOneLine: Bool

  func box(_ formula: Formula, _ style: Style) -> FormulaBox {
    switch formula {
    case .symbol(let symbol): FormulaBox(glyph(symbol))
    case .row(let items): box(FormulaRow(items, style, self))
    case .fraction(let upper, let lower, let isStacked):
      isOneLine || !isStacked || style == .script
        ? slashed(upper, lower, style) : stacked(upper, lower)
    case .root(let content, let degree): root(content, degree: degree, style)
    case .scripts(.brace(let content, let isBelow), let sub, let sup):
      brace(content, isBelow: isBelow, label: (isBelow ? sub : sup) ?? .row([]), style)
    case .scripts(let base, let sub, let sup): scripts(base, sub: sub, sup: sup, style)
    case .accent(let accent, let content): accented(content, accent, style)
    case .brace(let content, let isBelow): brace(content, isBelow: isBelow, label: .row([]), style)
    case .fenced(let left, let content, let right):
      fenced(left: left, box(content, style), right: right)
    case .table(let rows, let kind): table(rows, kind, style)
    case .space(let columns): FormulaBox(blanks(columns))
    }
  }

  func glyph(_ symbol: FormulaSymbol) -> String { isASCII ? symbol.ascii : symbol.glyph }

  /// `formula` on one line, as it stands in a script.
  func oneLine(_ formula: Formula, _ style: Style = .script) -> String {
    FormulaSetter(isASCII: isASCII, isOneLine: true).box(formula, style).lines[0]
  }

  // MARK: Rows

  func box(_ row: FormulaRow) -> FormulaBox { box(row, row.items.indices) }

  /// A part of a row, without the space before its first item.
  func box(_ row: FormulaRow, _ range: Range<Int>) -> FormulaBox {
    guard let first = range.first else { return .empty }
    return .beside(
      range.flatMap { index in
        index == first || row.gaps[index] == 0
          ? [row.boxes[index]] : [FormulaBox(blanks(row.gaps[index])), row.boxes[index]]
      })
  }

  // MARK: Fractions

  private func stacked(_ upper: Formula, _ lower: Formula) -> FormulaBox {
    fraction(box(upper, .text), box(lower, .text))
  }

  /// `upper` over `lower` with a line between.
  func fraction(_ upper: FormulaBox, _ lower: FormulaBox) -> FormulaBox {
    let width = max(upper.width, lower.width, 1)
    let line = String(repeating: isASCII ? "-" : "─", count: width)
    return .stacked([upper, FormulaBox(line), lower], base: 1)
  }

  private static let vulgar = ["1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"]

  private func slashed(_ upper: Formula, _ lower: Formula, _ style: Style) -> FormulaBox {
    let text =
      inParentheses(upper, unless: !upper.isSum)
      + "/" + inParentheses(lower, unless: lower.isOneFactor)
    return FormulaBox(isASCII ? text : Self.vulgar[text] ?? text)
  }

  private func inParentheses(_ formula: Formula, unless isClear: Bool) -> String {
    let text = oneLine(formula, .text)
    return isClear ? text : "(\(text))"
  }

  // MARK: Roots

  private func root(_ content: Formula, degree: Formula?, _ style: Style) -> FormulaBox {
    let degree = degree.map { oneLine($0) } ?? ""
    let inner = box(content, style)
    if isASCII, inner.height == 1 {
      return FormulaBox("sqrt\(degree)(\(inner.lines[0]))")
    }
    let sign = isASCII ? "\\" : (scriptCharacters(degree, isRaised: true) ?? degree) + "√"
    if inner.height == 1 {
      if isOneLine || content.isOneFactor {
        return FormulaBox(
          sign + (content.isOneFactor ? inner.lines[0] : "(\(inner.lines[0]))"))
      }
      let line = FormulaBox(
        blanks(displayWidth(of: sign)) + String(repeating: "_", count: inner.width))
      return .stacked([line, FormulaBox(sign + inner.lines[0])], base: 1)
    }
    let line = String(repeating: isASCII ? "_" : "─", count: inner.width + 1)
    let corner = FormulaBox((isASCII ? " " : "┌") + line)
    let bar = FormulaBox.stacked(
      Array(repeating: FormulaBox(isASCII ? "|" : "│"), count: inner.height))
    let body = FormulaBox.beside([bar.withBaseline(inner.baseline), inner])
    let right = FormulaBox.stacked([corner, body], base: 1, alignment: .left)
    let left = FormulaBox(sign).withBaseline(inner.baseline - inner.height + 1)
    return .beside([left, right])
  }

  // MARK: Accents and braces

  private func accented(_ content: Formula, _ accent: FormulaAccent, _ style: Style) -> FormulaBox {
    let inner = box(content, style)
    if isASCII {
      guard inner.height == 1 else { return overlined(inner) }
      return FormulaBox("\(accent == .overline ? "bar" : accent.rawValue)(\(inner.lines[0]))")
    }
    let text = inner.lines[0]
    // A long bar is a line: of one made of many marks terminals leave gaps.
    let isLong = accent == .overline && !isOneLine && inner.width > 3
    if inner.height > 1 || isLong { return overlined(inner) }
    if accent == .overline || accent == .bar {
      return FormulaBox(text.map { String($0) + String(accent.mark) }.joined())
    }
    let middle = text.index(text.startIndex, offsetBy: max(0, text.count - 1) / 2)
    guard middle < text.endIndex else { return inner }
    return FormulaBox(
      text[...middle] + String(accent.mark) + text[text.index(after: middle)...])
  }

  private func overlined(_ inner: FormulaBox) -> FormulaBox {
    .stacked([FormulaBox(String(repeating: "_", count: inner.width)), inner], base: 1)
  }

  private func brace(
    _ content: Formula, isBelow: Bool, label: Formula, _ style: Style
  ) -> FormulaBox {
    let inner = box(content, style)
    guard isOneLine else { return braced(inner, isBelow: isBelow, label: label) }
    let name = oneLine(label, .text)
    let mark = isBelow ? "_" : "^"
    return FormulaBox(name.isEmpty ? inner.lines[0] : "[\(inner.lines[0])]\(mark){\(name)}")
  }

  /// A brace along `inner`, and its label.
  func braced(_ inner: FormulaBox, isBelow: Bool, label: Formula) -> FormulaBox {
    let name = oneLine(label, .text)
    let side = max(0, inner.width - 3)
    let ends = isASCII ? ("'", "+", "'") : isBelow ? ("╰", "┬", "╯") : ("╭", "┴", "╮")
    let line = { String(repeating: isASCII ? "-" : "─", count: $0) }
    let mark = FormulaBox(ends.0 + line(side / 2) + ends.1 + line(side - side / 2) + ends.2)
    let parts = name.isEmpty ? [mark] : [mark, FormulaBox(name)]
    return isBelow
      ? .stacked([inner] + parts) : .stacked(parts.reversed() + [inner], base: parts.count)
  }
}
