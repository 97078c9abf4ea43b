/// A TeX formula as a tree.
indirect enum Formula: Hashable, Sendable {
  case symbol(FormulaSymbol)
  /// What stands side by side.
  case row([Formula])
  case fraction(Formula, Formula, isStacked: Bool)
  case root(Formula, degree: Formula?)
  case scripts(base: Formula, sub: Formula?, sup: Formula?)
  case accent(FormulaAccent, Formula)
  /// A horizontal brace, on which scripts become labels.
  case brace(Formula, isBelow: Bool)
  /// `\left( … \right)`: delimiters as tall as what they hold; empty where there is none.
  case fenced(left: String, Formula, right: String)
  case table([[Formula]], FormulaTable)
  /// Columns of white space.
  case space(Int)
}

/// How the columns of a table stand.
enum FormulaTable: Hashable, Sendable {
  /// Centred, as in a matrix.
  case matrix
  /// On the left, as in a list of cases.
  case cases
  /// Right and left in turn, as in a chain of equations.
  case aligned
}

/// A mark above a letter or a longer term.
enum FormulaAccent: String, Hashable, Sendable {
  case hat, bar, tilde, dot, vec, overline

  /// The combining character.
  var mark: Unicode.Scalar {
    switch self {
    case .hat: "\u{302}"
    case .bar: "\u{304}"
    case .tilde: "\u{303}"
    case .dot: "\u{307}"
    case .vec: "\u{20D7}"
    case .overline: "\u{305}"
    }
  }
}

/// A glyph or an upright word.
struct FormulaSymbol: Hashable, Sendable {
  /// What decides the space around a symbol (The TeXbook, chapter 17).
  enum Kind: Hashable, Sendable {
    case ordinary, function, binary, relation, opening, closing, punctuation
    /// A fraction or a table.
    case inner
    /// Delimiters and what they hold: opening to its left, closing to its right.
    case fenced
    /// A sign or a slash: whatever follows touches it.
    case prefix
  }

  var glyph: String
  /// Without Unicode.
  var ascii: String
  var kind: Kind
  /// Whether scripts are set above and below in a displayed formula.
  var hasLimits = false

  init(_ glyph: String, ascii: String? = nil, _ kind: Kind = .ordinary, hasLimits: Bool = false) {
    self.glyph = glyph
    self.ascii = ascii ?? glyph
    self.kind = kind
    self.hasLimits = hasLimits
  }
}
