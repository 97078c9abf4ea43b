/// Logistic regressions between the rows of two matrices V and U: in each, the mean h of some rows of V is
/// to tell rows u of U with the label 1 from those with the label 0 by σ(u · h).
///
/// What word2vec is made of: with negative sampling the label says whether a word is from the text or
/// from the noise, with hierarchical softmax which way a path goes on from a node.
///
/// ```swift
/// batch.appendInput(centre)
/// batch.appendOutput(context, label: 1)
/// for _ in 0..<k { batch.appendOutput(noise.draw(using: &random), label: 0) }
/// batch.endRegression()
/// ```
@frozen
public struct LogisticBatch: Hashable, Sendable {
  /// The rows of V, those of one regression behind those of the other.
  @usableFromInline var inputs: [Int32] = []
  /// The rows of U.
  @usableFromInline var outputs: [Int32] = []
  /// The label of each row of U.
  @usableFromInline var labels: [UInt8] = []
  /// Where the rows of each regression end.
  @usableFromInline var inputEnds: [Int32] = []
  @usableFromInline var outputEnds: [Int32] = []

  /// No regression.
  @inlinable
  public init() {}

  /// How many regressions there are.
  @inlinable public var count: Int { inputEnds.count }

  /// Takes row `i` of V into the mean of the regression that is being written.
  @inlinable
  public mutating func appendInput(_ i: Int32) { inputs.append(i) }

  /// Takes row `i` of U into the regression that is being written.
  ///
  /// - Parameters:
  ///   - i: The row, which may stand there already.
  ///   - label: 1 or 0: y of −ln σ(u · h) where it is 1, else of −ln σ(−u · h).
  @inlinable
  public mutating func appendOutput(_ i: Int32, label: UInt8) {
    outputs.append(i)
    labels.append(label)
  }

  /// Ends the regression that is being written; one without an input or an output is none.
  @inlinable
  public mutating func endRegression() {
    let isEmpty =
      inputs.count == Int(inputEnds.last ?? 0) || outputs.count == Int(outputEnds.last ?? 0)
    if isEmpty { return dropOpen() }
    inputEnds.append(Int32(truncatingIfNeeded: inputs.count))
    outputEnds.append(Int32(truncatingIfNeeded: outputs.count))
  }

  /// The rows of V of regression `r`.
  @inlinable
  public func inputs(of r: Int) -> ArraySlice<Int32> {
    inputs[(r > 0 ? Int(inputEnds[r - 1]) : 0)..<Int(inputEnds[r])]
  }

  /// The rows of U of regression `r`.
  @inlinable
  public func outputs(of r: Int) -> ArraySlice<Int32> { outputs[outputRange(of: r)] }

  /// The labels of these rows.
  @inlinable
  public func labels(of r: Int) -> ArraySlice<UInt8> { labels[outputRange(of: r)] }

  @usableFromInline
  func outputRange(of r: Int) -> Range<Int> {
    (r > 0 ? Int(outputEnds[r - 1]) : 0)..<Int(outputEnds[r])
  }

  /// Forgets all regressions, but keeps their room.
  @inlinable
  public mutating func removeAll() {
    inputs.removeAll(keepingCapacity: true)
    outputs.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    inputEnds.removeAll(keepingCapacity: true)
    outputEnds.removeAll(keepingCapacity: true)
  }

  @usableFromInline
  mutating func dropOpen() {
    inputs.removeSubrange(Int(inputEnds.last ?? 0)...)
    outputs.removeSubrange(Int(outputEnds.last ?? 0)...)
    labels.removeSubrange(Int(outputEnds.last ?? 0)...)
  }
}
