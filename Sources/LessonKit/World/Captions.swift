public import Margin

/// How much a caption tells, and in which words.
public struct CaptionStyle: Hashable, Sendable {
  /// The probability that an optional part is told: each size, the place, the ground.
  public var share: Double
  /// Whether synonyms occur, and two objects are told from either side.
  public var usesSynonyms: Bool

  /// A style; the usual one tells every other optional part.
  public init(share: Double = 0.5, usesSynonyms: Bool = true) {
    self.share = share
    self.usesSynonyms = usesSynonyms
  }

  /// All that there is to say.
  public static let full = CaptionStyle(share: 1)
}

extension Scene {
  /// What is said of the scene.
  ///
  /// “a [size] colour shape [place] [on ground]”, or with a relation and a second object in the place
  /// of the place.
  ///
  /// - Parameters:
  ///   - style: How much is told, and in which words.
  ///   - random: What is left out, which synonym, from which side.
  /// - Returns: Words with a blank between them, all lower case.
  public func caption(
    _ style: CaptionStyle = CaptionStyle(), using random: inout RandomSource
  ) -> String {
    var parts: [String] = []
    if let relation {
      let isReversed = style.usesSynonyms && random.bernoulli()
      let told = isReversed ? Array(objects.reversed()) : objects
      parts.append(told[0].mention(style, using: &random))
      let side = isReversed ? relation.opposite : relation
      parts.append(side.wording(style, using: &random))
      parts.append(told[1].mention(style, using: &random))
    } else {
      parts.append(objects[0].mention(style, using: &random))
      if let place = objects[0].place, random.bernoulli(style.share) {
        parts.append(place.wording(style, using: &random))
      }
    }
    if random.bernoulli(style.share) { parts.append(ground.wording(style, using: &random)) }
    return parts.joined(separator: " ")
  }
}

extension SceneObject {
  /// “a [size] colour shape”.
  fileprivate func mention(
    _ style: CaptionStyle, using random: inout RandomSource
  ) -> String {
    var words = random.bernoulli(style.share) ? [size.wording(style, using: &random)] : []
    words.append(kind.color.wording(style, using: &random))
    words.append(kind.shape.wording(style, using: &random))
    return withArticle(words.joined(separator: " "))
  }
}

/// “a red circle”, “an orange bar”.
public func withArticle(_ words: String) -> String {
  "aeiou".contains(words.prefix(1)) && !words.isEmpty ? "an \(words)" : "a \(words)"
}
