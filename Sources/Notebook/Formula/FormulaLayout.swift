public import Cells

/// Lays TeX formulas out in cells.
///
/// Any text is laid out: an unknown command is shown as its name.
public struct FormulaLayout: Hashable, Sendable {
  /// Whether letters and lines may leave ASCII.
  public var glyphs: GlyphSet

  /// A layout in these glyphs.
  public init(glyphs: GlyphSet = .unicode) { self.glyphs = glyphs }

  /// The formula on one line: `(a + b)/c`, `x²`, `θ_A`.
  public func inline(_ tex: String) -> String {
    setter(isOneLine: true).oneLine(parsed(tex), .text)
  }

  /// The formula in two dimensions, broken at relations and operators where it is wider than
  /// `width`; on one line, wrapped, where even its parts do not fit.
  public func display(_ tex: String, width: Int) -> [StyledText] {
    let box = setter(isOneLine: false).lines(parsed(tex), width: max(1, width))
    return box.lines.map { line in
      let text = line.reversed().drop { $0 == " " }.reversed()
      return StyledText(String(text))
    }
  }

  private func parsed(_ tex: String) -> Formula {
    var parser = FormulaParser(tex)
    return parser.formula()
  }

  private func setter(isOneLine: Bool) -> FormulaSetter {
    FormulaSetter(isASCII: glyphs == .ascii, isOneLine: isOneLine)
  }
}
