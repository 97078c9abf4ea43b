/// The colours of meanings and series: the same everywhere, legible on light and dark backgrounds
/// and to colour-blind eyes; without colour, attributes alone.
public struct Palette: Hashable, Sendable {
  /// Whether colours may be used at all.
  public var hasColor: Bool

  /// The palette in colour or without.
  public init(hasColor: Bool = true) { self.hasColor = hasColor }
}
