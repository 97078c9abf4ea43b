/// The colours of meanings and series: the same everywhere, legible on light and dark backgrounds
/// and to colour-blind eyes; without colour, attributes alone.
///
/// Every colour has a relative luminance between 0.165 and 0.275, so that its contrast (WCAG 2) is at
/// least 3:1 on black, on white and on both backgrounds of Solarized. Hues follow Okabe & Ito,
/// "Color Universal Design" (2008), darkened into that band; since colours of equal luminance come
/// close for colour-blind eyes, a meaning or a series always differs by glyph, dash or word as well.
public struct Palette: Hashable, Sendable {
  /// Whether colours may be used at all.
  public var hasColor: Bool
  /// Whether there are gradations of colour, as pictures need them: 256 colours or more.
  public var hasShades: Bool

  /// The palette in colour or without, with gradations or without.
  public init(hasColor: Bool = true, hasShades: Bool = true) {
    self.hasColor = hasColor
    self.hasShades = hasColor && hasShades
  }

  /// How many styles `series(_:)` has before they come round again.
  public static let seriesCount = seriesColors.count

  /// The style of the series number `index`, from 0; comes round after `seriesCount`.
  public func series(_ index: Int) -> Style {
    let number = ((index % Palette.seriesCount) + Palette.seriesCount) % Palette.seriesCount
    let plain: [Style.Attributes] = [[], .bold, .dim]
    return role(Palette.seriesColors[number], orPlain: plain[number % plain.count])
  }

  /// What is in focus or can be pressed.
  public var accent: Style { role(Palette.blue, .bold, orPlain: .bold) }
  /// What failed.
  public var error: Style { role(Palette.red, .bold, orPlain: .bold) }
  /// What may fail, or is out of date.
  public var warning: Style { role(Palette.orange, orPlain: .bold) }
  /// What came out well.
  public var success: Style { role(Palette.green, orPlain: []) }
  /// What stands back: axes, hints, ghosts, borders without focus.
  public var secondary: Style { role(Palette.gray, orPlain: .dim) }

  /// A keyword of source text.
  public var keyword: Style { role(Palette.purple, orPlain: .bold) }
  /// A string of source text.
  public var string: Style { role(Palette.green, orPlain: []) }
  /// A comment of source text.
  public var comment: Style { role(Palette.gray, .italic, orPlain: .dim) }
  /// A number of source text.
  public var number: Style { role(Palette.orange, orPlain: []) }
  /// A type's name in source text.
  public var type: Style { role(Palette.steel, orPlain: []) }
  /// A function's name in source text.
  public var function: Style { role(Palette.blue, orPlain: []) }

  private func role(
    _ index: UInt8, _ attributes: Style.Attributes = [], orPlain plain: Style.Attributes
  ) -> Style {
    hasColor ? Style(.indexed(index), attributes) : Style(.standard, plain)
  }

  private static let blue: UInt8 = 33
  private static let orange: UInt8 = 166
  private static let green: UInt8 = 29
  private static let purple: UInt8 = 169
  private static let red: UInt8 = 197
  private static let steel: UInt8 = 67
  private static let gray: UInt8 = 243

  static let seriesColors: [UInt8] = [33, 136, 169, 29, 137, 68, 130, 243]
}
