internal import Cells

/// Text that grows, such as what a language model writes, with how likely each piece was.
public struct TextChart: Hashable, Codable, Sendable {
  /// A piece of text, such as a token with the blank before it.
  public struct Piece: Hashable, Codable, Sendable {
    /// The characters.
    public var text: String
    /// How likely it was, 0…1; NaN where nothing is known.
    @PackedNumber public var probability: Double

    /// `text`, which had `probability`.
    public init(_ text: String, probability: Double = .nan) {
      self.text = text
      self.probability = probability
    }
  }

  /// The pieces, the newest last.
  public var pieces: [Piece]

  /// A text of `pieces`.
  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A text of which no probability is known.
  public init(_ text: String) { pieces = [Piece(text)] }
}

extension TextChart: ChartKind {
  static var kindName: String { "text" }

  func height(width: Int, _ style: ChartStyle) -> Int {
    // Less, and what the shades mean would be left out.
    let lines = lines(width: width, style).count
    return min(40, hasProbabilities ? max(4, lines + 1) : lines)
  }

  func renamed(_ name: (String) -> String) -> Chart { .text(self) }
}
