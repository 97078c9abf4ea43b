/// Why a matrix has no solution or decomposition.
public enum LinearAlgebraError: Error, Codable, Hashable, Sendable {
  /// A row or column is a combination of those before it: pivot `pivot` of the LU factor, from 1, is 0.
  case singular(operation: String, line: MatrixLine, pivot: Int, size: Int)
  /// An element is NaN or infinite.
  case notFinite(operation: String, shape: [Int])
  /// The iteration within LAPACK did not end.
  case notConverged(operation: String, shape: [Int])
}

/// What a matrix consists of.
public enum MatrixLine: String, Codable, Hashable, Sendable {
  case row
  case column
}

extension LinearAlgebraError: CustomStringConvertible {
  /// What happened, where, and what to do, in one line.
  public var description: String {
    switch self {
    case .singular(let operation, let line, let pivot, let size):
      "\(operation): the \(size)×\(size) matrix is singular, pivot \(pivot) of its LU factor is 0: "
        + "\(line) \(pivot) of \(size) is a combination of those before it; remove it, or use "
        + "leastSquares"
    case .notFinite(let operation, let shape):
      "\(operation): an array of shape \(shape) has elements that are NaN or infinite; look where "
        + "they come from"
    case .notConverged(let operation, let shape):
      "\(operation): no convergence on the matrix of shape \(shape); scale its elements to a "
        + "common size"
    }
  }
}

extension Tensor {
  /// Refuses elements that are NaN or infinite: some routines of LAPACK would not end on them.
  func checkFinite(_ operation: String) throws(LinearAlgebraError) {
    if !hasOnlyFiniteElements() { throw .notFinite(operation: operation, shape: shape) }
  }

  /// Whether no element is NaN or infinite, in one pass without a branch.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func hasOnlyFiniteElements() -> Bool {
    let source = isColumnMajor ? transposed() : self
    return source.withElements { x in
      var isFinite = true
      for i in 0..<count { isFinite = isFinite && x[i].isFinite }
      return isFinite
    }
  }
}
