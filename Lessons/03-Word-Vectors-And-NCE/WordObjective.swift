/// Which way a word and its context predict each other.
enum Architecture: String, CaseIterable {
  /// The word in the centre predicts each word of its context.
  case skipGram
  /// The mean of the context predicts the word in the centre.
  case cbow
}

/// What a prediction is.
enum WordObjective: String, CaseIterable {
  /// The true word against k words of noise.
  case negativeSampling
  /// The decisions on the way to the word in a tree.
  case hierarchicalSoftmax
  /// One word among all.
  case fullSoftmax
}
