public import Margin

/// A model that writes several texts at once, each word by word.
///
/// It keeps what it needs of the words so far, such as the keys and values of attention: then a word
/// costs one place, and not the whole text.
public protocol NextWordModel<Scalar> {
  /// What its numbers are.
  associatedtype Scalar: TensorScalar

  /// Takes the next word of each text and tells the logits of the word behind it: [N, V].
  ///
  /// A word with the logit −∞ is never written.
  mutating func logits(after words: [Int]) -> Tensor<Scalar>

  /// Goes on with the texts at these places alone, in this order; a place may come several times.
  mutating func keep(_ places: [Int])
}

/// How texts begin and end.
public struct TextBounds: Hashable, Sendable {
  /// The word before the first one.
  public let start: Int
  /// The word that ends a text.
  public let end: Int
  /// How many words a text has at most, its end included.
  public let longest: Int

  /// Texts behind `start` that stop at `end`, or after `longest` words.
  public init(start: Int, end: Int, longest: Int) {
    (self.start, self.end, self.longest) = (start, end, longest)
  }
}
