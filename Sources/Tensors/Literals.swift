/// A number or a list of such in the literal of an array: `[[1, 2], [3, 4]]`.
public enum TensorLiteral<Scalar: TensorScalar>: Sendable {
  case number(Scalar)
  case list([TensorLiteral])

  fileprivate var shape: [Int] {
    switch self {
    case .number: []
    case .list(let parts): [parts.count] + (parts.first?.shape ?? [])
    }
  }

  fileprivate func scalars(_ shape: ArraySlice<Int>) -> [Scalar] {
    switch self {
    case .number(let value) where shape.isEmpty: return [value]
    case .list(let parts) where parts.count == shape.first:
      return parts.flatMap { $0.scalars(shape.dropFirst()) }
    default: stop("Tensor literal: the lists on one level differ in length")
    }
  }
}

extension TensorLiteral: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A number.
  public init(floatLiteral value: Double) { self = .number(Scalar(value)) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Scalar(value)) }
}

extension TensorLiteral: ExpressibleByArrayLiteral {
  /// A list of equally long lists, or of numbers.
  public init(arrayLiteral elements: TensorLiteral...) { self = .list(elements) }
}

extension Tensor: ExpressibleByArrayLiteral {
  /// A vector `[1, 2]`, a matrix `[[1, 2], [3, 4]]`, and so on.
  public init(arrayLiteral elements: TensorLiteral<Scalar>...) {
    let list = TensorLiteral.list(elements)
    self.init(list.scalars(list.shape[...]), shape: list.shape)
  }
}

// Numbers that are computed can stand in nested lists too: `Tensor([[c, -s], [s, c]])`.
extension Tensor {
  /// A matrix of equally long rows: [N, D].
  @_disfavoredOverload
  public init(_ rows: [[Scalar]]) {
    let size = rows.first?.count ?? 0
    for row in rows where row.count != size {
      stop("Tensor: a row of \(row.count) numbers among rows of \(size)")
    }
    self.init(rows.flatMap { $0 }, shape: [rows.count, size])
  }

  /// An array of equally large matrices: [N, M, D].
  @_disfavoredOverload
  public init(_ matrices: [[[Scalar]]]) {
    let parts = matrices.map { Tensor($0) }
    let shape = parts.first?.shape ?? [0, 0]
    for part in parts where part.shape != shape {
      stop("Tensor: a matrix of the shape \(part.shape) among those of \(shape)")
    }
    self.init(parts.flatMap(\.scalars), shape: [parts.count] + shape)
  }
}
