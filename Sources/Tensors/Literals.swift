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
