public import Tensors

extension Dataset {
  /// Parts of the data drawn at random: `let parts = try data.split(0.7, 0.15, using: &pane.random)`.
  ///
  /// Each class has about the same share in every part. The parts are as large as their fractions, to
  /// the nearest row; what they leave is one part more. Rows keep their order.
  ///
  /// - Parameters:
  ///   - fractions: Above 0, with a sum of 1 at most.
  ///   - random: The run's generator.
  /// - Returns: A part for each fraction, and one with the rest where their sum is below 1.
  /// - Throws: `DatasetError.tooFewToSplit` where a part would be empty, `fractions` where they are others.
  public func split(
    _ fractions: Double..., using random: inout RandomSource
  ) throws(DatasetError) -> [Dataset] {
    try parts(of: count, named: name, labels, fractions, &random).map { rows(at: $0) }
  }
}

extension Images {
  /// Parts of the images drawn at random, as `Dataset.split` draws them.
  ///
  /// - Parameters:
  ///   - fractions: Above 0, with a sum of 1 at most.
  ///   - random: The run's generator.
  /// - Returns: A part for each fraction, and one with the rest where their sum is below 1.
  /// - Throws: `DatasetError.tooFewToSplit` where a part would be empty, `fractions` where they are others.
  public func split(
    _ fractions: Double..., using random: inout RandomSource
  ) throws(DatasetError) -> [Images] {
    try parts(of: count, named: name, labels, fractions, &random).map { images(at: $0) }
  }
}

private func parts(
  of count: Int, named name: String, _ labels: [Int]?, _ fractions: [Double],
  _ random: inout RandomSource
) throws(DatasetError) -> [[Int]] {
  let sum = fractions.reduce(0, +)
  if fractions.contains(where: { !($0 > 0) }) || !(sum < 1 + 1e-9) {
    throw .fractions(dataset: name, fractions.map { "\($0)" })
  }
  let isWhole = sum > 1 - 1e-9
  var ends = fractions.indices.map { index in
    Int((Double(count) * fractions[...index].reduce(0, +)).rounded())
  }
  if isWhole { ends.removeLast() }
  ends.append(count)
  let order = evenOrder(count, labels, &random)
  let starts = [0] + ends.dropLast()
  guard zip(starts, ends).allSatisfy({ $0 < $1 }) else {
    throw .tooFewToSplit(
      dataset: name, count: count, parts: isWhole ? fractions : fractions + [1 - sum])
  }
  return zip(starts, ends).map { order[$0..<$1].sorted() }
}

/// A random order of `count` rows in which every stretch has about the same share of each label.
private func evenOrder(_ count: Int, _ labels: [Int]?, _ random: inout RandomSource) -> [Int] {
  let order = random.permutation(count)
  guard let labels else { return order }
  let totals = labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  var seen: [Int: Int] = [:]
  // The j-th of the n rows of a label belongs at the place (j + ½)/n of the whole.
  let places = order.map { row in
    let label = labels[row]
    defer { seen[label, default: 0] += 1 }
    return (Double(seen[label, default: 0]) + 0.5) / Double(totals[label] ?? 1)
  }
  return order.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { order[$0] }
}
