/// What no support vector machine can do.
public enum SupportVectorError: Error, Hashable, Sendable {
  /// ν asks a class for more than it has.
  case infeasible(nu: Double, limit: Double)
  /// All rows have this label.
  case oneLabel(String)
  /// The rows have no labels.
  case noLabels
  /// The rows have no number to predict.
  case noTarget
  /// The kernel of some rows is no finite number in single precision.
  case overflow
  /// A line of a model file says something that it cannot.
  case model(line: Int, ModelDefect)

  /// What is wrong with a line of a model file.
  public enum ModelDefect: Hashable, Sendable {
    /// Another word than the key that was asked for.
    case unknown(String)
    /// A key that is needed is not there.
    case missing(String)
    /// Another number of numbers.
    case count(String, expected: Int, found: Int)
    /// A coefficient or a pair INDEX:VALUE that is none.
    case vector(String)
  }
}

extension SupportVectorError: CustomStringConvertible {
  /// What happened and what to do.
  public var description: String {
    switch self {
    case .infeasible(let nu, let limit):
      "ν = \(nu) needs more support vectors of the smaller class than it has rows: "
        + "with these labels ν must be at most \((limit * 1e4).rounded(.down) / 1e4) = 2 min(n₊, n₋)/n"
    case .oneLabel(let label):
      "all rows have the label “\(label)”, and a classifier needs two: give data with another one, "
        + "or use SupportVectorMachine with the type one-class"
    case .noLabels:
      "the data have no labels, and a classifier needs two: name a column label, or use "
        + "SupportVectorMachine with the type one-class"
    case .noTarget:
      "the data have no number to predict: a regression needs a target, the last column"
    case .overflow:
      "the kernel of some rows is too large a number: standardise the data, or lower γ, coef0 or the "
        + "degree"
    case .model(let line, let defect): "line \(line): \(defect)"
    }
  }
}

extension SupportVectorError.ModelDefect: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknown(let text): "“\(text)” is nothing that a LIBSVM model has here; train it again"
    case .missing(let key): "the model has no \(key); train it again"
    case .count(let key, let expected, let found):
      "\(found) numbers behind \(key) where \(expected) are needed; train the model again"
    case .vector(let text):
      "“\(text)” is no coefficient and no pair INDEX:VALUE; train the model again"
    }
  }
}
