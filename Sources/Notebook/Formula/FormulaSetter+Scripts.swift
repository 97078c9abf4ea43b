extension FormulaSetter {
  /// A base with its scripts: in Unicode's raised and lowered characters where it has them all,
  /// else a line higher or lower, else written out with `^` and `_`.
  func scripts(_ base: Formula, sub: Formula?, sup: Formula?, _ style: Style) -> FormulaBox {
    let inner = box(base, style)
    let sub = sub.map { oneLine($0) } ?? ""
    let sup = sup.map { oneLine($0) } ?? ""
    let lower = characters(sub, isRaised: false)
    let upper = characters(sup, isRaised: true)
    if isOneLine || isASCII {
      return atCorners(of: inner, lower ?? written("_", sub), upper ?? written("^", sup))
    }
    if base.hasLimits, style == .display || style == .text && (lower == nil || upper == nil) {
      return limits(inner, sub: sub, sup: sup)
    }
    if inner.height > 1 { return atCorners(of: inner, lower ?? sub, upper ?? sup) }
    switch (lower, upper) {
    case (let lower?, let upper?): return FormulaBox(inner.lines[0] + lower + upper)
    case (let lower?, nil): return beside(FormulaBox(inner.lines[0] + lower), raised: sup)
    case (nil, let upper?): return beside(inner, upper, lowered: sub)
    case (nil, nil): return beside(inner, raised: sup, lowered: sub)
    }
  }

  /// Limits above and below their sum, product or maximum.
  private func limits(_ inner: FormulaBox, sub: String, sup: String) -> FormulaBox {
    let above = sup.isEmpty ? [] : [FormulaBox(sup)]
    let below = sub.isEmpty ? [] : [FormulaBox(sub)]
    return .stacked(above + [inner] + below, base: above.count)
  }

  /// Scripts a line higher and lower than `base`, with `middle` between them on its line.
  private func beside(
    _ base: FormulaBox, _ middle: String = "", raised: String = "", lowered: String = ""
  ) -> FormulaBox {
    let above = raised.isEmpty ? [] : [FormulaBox(raised)]
    let below = lowered.isEmpty ? [] : [FormulaBox(lowered)]
    let column = FormulaBox.stacked(
      above + [FormulaBox(middle)] + below, base: above.count, alignment: .left)
    return .beside([base, column])
  }

  /// Scripts at the corners of a tall base; behind one that is a single line.
  private func atCorners(of base: FormulaBox, _ lower: String, _ upper: String) -> FormulaBox {
    if base.height == 1 { return FormulaBox(base.lines[0] + lower + upper) }
    let between = Array(repeating: FormulaBox.empty, count: base.height - 2)
    let column = FormulaBox.stacked(
      [FormulaBox(upper)] + between + [FormulaBox(lower)], alignment: .left)
    return .beside([base, column.withBaseline(base.baseline)])
  }

  private func characters(_ script: String, isRaised: Bool) -> String? {
    if isASCII { return script.allSatisfy { $0 == "'" } ? script : nil }
    return scriptCharacters(script, isRaised: isRaised)
  }

  /// `_A`, `^{h − 1}`, `^(t)`.
  private func written(_ mark: String, _ script: String) -> String {
    let isWord = mark == "_" && script.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let isEnclosed = script.hasPrefix("(") && script.hasSuffix(")")
    return script.count == 1 || isWord || isEnclosed ? mark + script : "\(mark){\(script)}"
  }
}
