/// A colour of the terminal; `standard` is the user's own foreground or background.
public enum Color: Hashable, Sendable {
  /// The user's own.
  case standard
  /// One of the terminal's 256 colours.
  case indexed(UInt8)
  /// Red, green and blue, for pictures; a terminal without takes the nearest that it has.
  case rgb(UInt8, UInt8, UInt8)
}

/// How a cell looks: colours and attributes.
///
/// Never the only carrier of a meaning.
public struct Style: Hashable, Sendable {
  /// Bold, dim and the like.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Attributes by their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier strokes.
    public static let bold = Attributes(rawValue: 1)
    /// Less intense.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted.
    public static let italic = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 16)
  }

  /// The glyph's colour.
  public var foreground: Color
  /// Bold, dim and the like.
  public var attributes: Attributes
  /// The colour behind the glyph: for the second pixel of a half block, never for text.
  public var background: Color

  /// A style; without arguments the terminal's own.
  public init(
    _ foreground: Color = .standard, _ attributes: Attributes = [], background: Color = .standard
  ) {
    self.foreground = foreground
    self.attributes = attributes
    self.background = background
  }

  /// The terminal's own foreground, no attribute.
  public static let standard = Style()
  /// Less intense, for what is secondary.
  public static let dim = Style(.standard, .dim)
  /// Bold, for titles.
  public static let bold = Style(.standard, .bold)
  /// Exchanged colours, for what is selected.
  public static let reverse = Style(.standard, .reverse)
}

/// A text of which each part has a style of its own.
public struct StyledText: Hashable, Sendable {
  /// A part of one style.
  public struct Run: Hashable, Sendable {
    /// The characters.
    public var text: String
    /// How they are shown.
    public var style: Style

    /// `text` in `style`.
    public init(_ text: String, _ style: Style = .standard) {
      self.text = text
      self.style = style
    }
  }

  /// The parts, from left to right.
  public var runs: [Run]

  /// A text of several parts.
  public init(_ runs: [Run] = []) { self.runs = runs }

  /// A text of one style.
  public init(_ text: String, _ style: Style = .standard) { self.runs = [Run(text, style)] }

  /// The text without styles.
  public var plain: String { runs.map(\.text).joined() }

  /// Adds `text` in `style` at the end.
  public mutating func append(_ text: String, _ style: Style = .standard) {
    runs.append(Run(text, style))
  }
}
