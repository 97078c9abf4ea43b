/// A block of prose.
public indirect enum Block: Hashable, Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(items: [[Block]], start: Int?)
  case quote([Block])
  case code(language: String, text: String)
  case table(header: [[Inline]], rows: [[[Inline]]], alignments: [Alignment])
  /// A `$$…$$` formula, in TeX.
  case formula(String)
  /// A fenced `kernel NAME` block.
  case kernel(KernelReference)
  case rule

  /// Where a column of a table stands.
  public enum Alignment: Hashable, Sendable {
    case left, center, right
  }
}

/// A piece of a line of prose.
public indirect enum Inline: Hashable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  /// A `$…$` formula, in TeX.
  case formula(String)
  case link([Inline], address: String)
  case lineBreak
}
