/// Why no gradient can be had.
public enum GradientError: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  /// The loss is NaN or infinite; `value` is its text.
  case notFinite(operation: String, value: String)
  /// Only a single number can be differentiated.
  case notScalar(shape: [Int])
  /// Nothing that was computed with leads to a parameter.
  case noGraph
  /// The graph was used already; `operation` is the first one met that has forgotten its operands.
  case graphUsed(operation: String)
  /// The gradient of parameter `number`, counted from 1, holds NaN or infinity; `value` is its text.
  case notFiniteGradient(number: Int, of: Int, shape: [Int], value: String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .notFinite(let operation, let value):
      "backward: the loss, a result of \(operation), is \(value); findingNonFinite { … } around the "
        + "computation tells which operation began it"
    case .notScalar(let shape):
      "backward: the loss has the shape \(shape), and a single number is needed: take its mean() or "
        + "sum()"
    case .noGraph: "backward: the loss does not depend on any parameter"
    case .graphUsed(let operation):
      "backward: the graph was used already (\(operation) has forgotten its operands): compute the "
        + "loss anew, or call backward(keepingGraph: true) the first time"
    case .notFiniteGradient(let number, let count, let shape, let value):
      "the gradient of parameter \(number) of \(count), of the shape \(shape), holds \(value), though "
        + "the loss is finite: look for a root or a logarithm at 0, or a gradient that overflows"
    }
  }
}
