extension Inline {
  /// What is read when all marks are left out; formulas on one line.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .formula(let tex): FormulaLayout().inline(tex)
    case .emphasis(let content), .strong(let content), .link(let content, _): content.plainText
    case .lineBreak: " "
    }
  }
}

extension [Inline] {
  /// The text of all pieces.
  public var plainText: String { map(\.plainText).joined() }
}
