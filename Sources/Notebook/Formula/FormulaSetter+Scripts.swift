extension FormulaSetter {
  /// A base with its scripts: in Unicode's raised and lowered characters where it has them all,
  /// else a line higher or lower, else written out with `^` and `_`.
  func scripts(_ base: Formula, sub: Formula?, sup: Formula?, _ style: Style) -> FormulaBox {
    let inner = box(base, style)
    if isOneLine || isASCII {
      let lower = sub.map { characters($0, isRaised: false) ?? written("_", $0) } ?? ""
      let upper = sup.map { characters($0, isRaised: true) ?? written("^", $0) } ?? ""
      return inner.height == 1
        ? FormulaBox(inner.lines[0] + lower + upper) : atCorners(of: inner, lower, upper)
    }
    let lower = sub.map { characters($0, isRaised: false) } ?? ""
    let upper = sup.map { characters($0, isRaised: true) } ?? ""
    if base.hasLimits, style == .display || style == .text && (lower == nil || upper == nil) {
      return limits(inner, sub: sub, sup: sup)
    }
    if inner.height > 1 {
      return atCorners(
        of: inner, lower ?? sub.map { oneLine($0) } ?? "", upper ?? sup.map { oneLine($0) } ?? "")
    }
    switch (lower, upper) {
    case (let lower?, let upper?):
      return FormulaBox(inner.lines[0] + lower + upper)
    case (let lower?, nil):
      return beside(FormulaBox(inner.lines[0] + lower), "", raised: sup)
    case (nil, let upper):
      return beside(inner, upper ?? "", raised: upper == nil ? sup : nil, lowered: sub)
    }
  }

  /// Limits above and below their sum, product or maximum.
  private func limits(_ inner: FormulaBox, sub: Formula?, sup: Formula?) -> FormulaBox {
    let above = sup.map { [FormulaBox(oneLine($0))] } ?? []
    let below = sub.map { [FormulaBox(oneLine($0))] } ?? []
    return .stacked(above + [inner] + below, base: above.count)
  }

  /// Scripts a line higher and lower than `base`, with `middle` between them on its line.
  private func beside(
    _ base: FormulaBox, _ middle: String, raised: Formula?, lowered: Formula? = nil
  ) -> FormulaBox {
    let above = raised.map { [FormulaBox(oneLine($0))] } ?? []
    let below = lowered.map { [FormulaBox(oneLine($0))] } ?? []
    let column = FormulaBox.stacked(
      above + [FormulaBox(middle)] + below, base: above.count, alignment: .left)
    return .beside([base, column])
  }

  /// Scripts at the corners of a tall base.
  private func atCorners(of base: FormulaBox, _ lower: String, _ upper: String) -> FormulaBox {
    let between = Array(repeating: FormulaBox.empty, count: base.height - 2)
    let column = FormulaBox.stacked(
      [FormulaBox(upper)] + between + [FormulaBox(lower)], alignment: .left)
    return .beside([base, column.withBaseline(base.baseline)])
  }

  private func characters(_ script: Formula, isRaised: Bool) -> String? {
    let text = oneLine(script)
    if isASCII { return text.allSatisfy { $0 == "'" } ? text : nil }
    return scriptCharacters(text, isRaised: isRaised)
  }

  /// `_A`, `^{h − 1}`, `^(t)`.
  private func written(_ mark: String, _ script: Formula) -> String {
    let text = oneLine(script)
    let isWord = mark == "_" && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let isEnclosed = text.hasPrefix("(") && text.hasSuffix(")")
    return text.count == 1 || isWord || isEnclosed ? mark + text : "\(mark){\(text)}"
  }
}
