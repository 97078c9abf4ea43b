/// What stands side by side, set, with the space before each item.
struct FormulaRow {
  /// Without the items that are only space.
  private(set) var items: [Formula] = []
  var boxes: [FormulaBox] = []
  private(set) var kinds: [FormulaSymbol.Kind] = []
  /// The columns before each item.
  private(set) var gaps: [Int] = []

  init(_ formulas: [Formula], _ style: FormulaSetter.Style, _ setter: FormulaSetter) {
    var spaces: [Int] = []
    var space = 0
    for formula in formulas {
      if case .space(let columns) = formula {
        space = max(space, columns)
      } else {
        items.append(formula)
        spaces.append(space)
        space = 0
      }
    }
    boxes = items.map { setter.box($0, style) }
    kinds = items.map(\.kind)
    makeSignsUnary()
    if setter.isOneLine { encloseFractions(spaces) }
    gaps = items.indices.map { index in
      guard index > 0 else { return 0 }
      let isTight = style == .script
      let own = gap(kinds[index - 1], kinds[index], isTight: isTight)
      return max(own, namesMeet(index, isTight) ? 1 : 0, isTight ? 0 : spaces[index])
    }
  }

  /// `(1/N) x`, lest it be read as 1/(N x).
  private mutating func encloseFractions(_ spaces: [Int]) {
    for index in items.indices.dropLast() where boxes[index].lines[0].contains("/") {
      guard case .fraction = items[index], spaces[index + 1] < 2 else { continue }
      switch kinds[index + 1] {
      case .ordinary, .function, .inner, .opening, .fenced:
        boxes[index] = FormulaBox("(\(boxes[index].lines[0]))")
      default: break
      }
    }
  }

  /// A `−` or `+` that has nothing to its left, or nothing to its right, is a sign.
  private mutating func makeSignsUnary() {
    for index in kinds.indices where kinds[index] == .binary {
      let before = index > 0 ? kinds[index - 1] : .opening
      let after = index + 1 < kinds.count ? kinds[index + 1] : .closing
      switch (before, after) {
      case (.binary, _), (.function, _), (.relation, _), (.opening, _), (.punctuation, _),
        (_, .relation), (_, .closing), (_, .punctuation):
        kinds[index] = .prefix
      default: break
      }
    }
  }

  /// The table of The TeXbook, chapter 18, with one column for every space.
  private func gap(
    _ left: FormulaSymbol.Kind, _ right: FormulaSymbol.Kind, isTight: Bool
  ) -> Int {
    switch (left.onItsRight, right.onItsLeft) {
    case (.ordinary, .function), (.function, .ordinary), (.function, .function),
      (.closing, .function):
      return 1
    case (_, _) where isTight: return 0
    case (.relation, .relation), (.relation, .closing), (.relation, .punctuation): return 0
    case (.opening, _), (.prefix, _): return 0
    case (.relation, _), (_, .relation), (.binary, _), (_, .binary): return 1
    case (.punctuation, .closing), (.punctuation, .punctuation): return 0
    case (.punctuation, _): return 1
    case (.inner, .closing), (.inner, .punctuation): return 0
    case (.inner, _), (_, .inner): return 1
    default: return 0
    }
  }

  /// Whether two names would run together (`theta x`, `tr S`), or a written script with what
  /// follows it (`x_A y`).
  private func namesMeet(_ index: Int, _ isTight: Bool) -> Bool {
    guard let left = boxes[index - 1].lines.last, let right = boxes[index].lines.last,
      let end = left.last, let start = right.first
    else { return false }
    if isTight, kinds[index - 1] == .relation || kinds[index] == .relation {
      return isName(kinds[index] == .relation ? right : left)
    }
    guard start.isLetter || start.isNumber else { return false }
    let isScript = boxes[index - 1].height == 1 && left.contains { $0 == "_" || $0 == "^" }
    return isScript || end.isLetter && (isName(left) || isName(right))
  }

  private func isName(_ text: String) -> Bool {
    text.prefix { $0.isLetter && $0.isASCII }.count > 1
  }
}

extension FormulaSymbol.Kind {
  fileprivate var onItsLeft: Self {
    self == .fenced ? .opening : self == .prefix ? .ordinary : self
  }
  fileprivate var onItsRight: Self { self == .fenced ? .closing : self }
}

extension Formula {
  /// How it spaces itself from its neighbours.
  var kind: FormulaSymbol.Kind {
    switch self {
    case .symbol(let symbol): symbol.kind
    case .scripts(let base, _, _): base.kind
    case .fraction(_, _, let isStacked): isStacked ? .inner : .ordinary
    case .fenced: .fenced
    case .table: .inner
    case .row, .root, .accent, .brace, .space: .ordinary
    }
  }

  /// Whether it needs parentheses above a slash.
  var isSum: Bool {
    guard case .row(let items) = self else { return false }
    return Self.outerKinds(of: items).contains {
      $0 == .binary || $0 == .relation || $0 == .punctuation || $0 == .function
    }
  }

  /// Whether it needs no parentheses behind a slash or a root sign.
  var isOneFactor: Bool {
    switch self {
    case .symbol, .fenced: true
    case .scripts(let base, _, _): base.isOneFactor
    case .accent(_, let content): content.isOneFactor
    case .row(let items): items.allSatisfy(\.isDigit) || Self.isOneFactor(items)
    case .fraction, .root, .brace, .table, .space: false
    }
  }

  /// A single factor, a derivative's `∂x`, or `p(x)`.
  private static func isOneFactor(_ items: [Formula]) -> Bool {
    guard let first = items.first else { return true }
    if items.count == 1 { return first.isOneFactor }
    if items.count == 2, first == .symbol(FormulaSymbol("∂", ascii: "d")) {
      return items[1].isOneFactor
    }
    let rest = first.kind == .opening ? items : Array(items.dropFirst())
    return first.kind != .function && rest.first?.kind == .opening
      && rest.last?.kind == .closing && outerKinds(of: rest).count == 2
  }

  /// The kinds of what stands outside parentheses, and of the outermost parentheses.
  private static func outerKinds(of items: [Formula]) -> [FormulaSymbol.Kind] {
    var depth = 0
    return items.map(\.kind).filter { kind in
      if kind == .closing { depth -= 1 }
      defer { if kind == .opening { depth += 1 } }
      return depth <= 0
    }
  }

  private var isDigit: Bool {
    guard case .symbol(let symbol) = self else { return false }
    return symbol.glyph.allSatisfy { $0.isNumber || $0 == "." }
  }

  var hasLimits: Bool {
    guard case .symbol(let symbol) = self else { return false }
    return symbol.hasLimits
  }
}
