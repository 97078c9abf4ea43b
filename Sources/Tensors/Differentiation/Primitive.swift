/// An operation with its derivative side by side; calling it enters the graph.
///
/// The module's own are listed in `Primitive.table`. An author's own is written the same way:
///
/// ```swift
/// let cube = Primitive<Float>("cube") { x in
///   let x = x[0]
///   return (x * x * x, { dy in [3 * x * x * dy] })
/// }
/// let y = cube(x)
/// ```
///
/// Whatever both parts compute stays outside the graph.
public struct Primitive<Scalar: TensorScalar> {
  /// From the gradient of the result, of the result's shape, to those of the operands, each of a
  /// shape that broadcasting made of the operand's; nil for an operand that wants none.
  public typealias Pullback = (_ dy: Tensor<Scalar>) -> [Tensor<Scalar>?]

  /// The name that errors tell.
  public let name: String
  let body: (_ operands: [Tensor<Scalar>]) -> (value: Tensor<Scalar>, pullback: Pullback)

  /// An operation of any number of operands.
  ///
  /// - Parameters:
  ///   - name: The name that errors tell.
  ///   - body: Gives the value, and the pullback that holds whatever it needs of the way there. An
  ///     operand's `wantsGradient` tells whether its part is needed.
  public init(
    _ name: String,
    _ body: @escaping (_ operands: [Tensor<Scalar>]) -> (value: Tensor<Scalar>, pullback: Pullback)
  ) {
    self.name = name
    self.body = body
  }

  /// The value, in the graph where an operand is.
  public func callAsFunction(_ operands: Tensor<Scalar>...) -> Tensor<Scalar> { apply(operands) }

  /// The value, in the graph where an operand is.
  public func callAsFunction(_ operands: [Tensor<Scalar>]) -> Tensor<Scalar> { apply(operands) }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(_ operands: [Tensor<Scalar>]) -> Tensor<Scalar> {
    let isTracked = Recording.isOn && operands.contains { $0.node != nil }
    var (value, pullback) = isTracked ? Recording.paused { body(operands) } : body(operands)
    if Recording.findsNonFinite { check(value, of: operands) }
    if isTracked {
      value.node = Node(
        name, shape: value.shape, operands: operands.map(\.node), pullback: pullback)
    }
    return value
  }

  private func check(_ value: Tensor<Scalar>, of operands: [Tensor<Scalar>]) {
    guard !value.isFinite, operands.allSatisfy(\.isFinite) else { return }
    let shapes = operands.map { "\($0.shape)" }.joined(separator: ", ")
    let wrong = value.scalars.first { !$0.isFinite }.map { "\($0)" } ?? ""
    stop("\(name): the result of finite operands of the shapes \(shapes) holds \(wrong)")
  }
}

extension Tensor {
  /// Whether a gradient can flow back to what this was computed from.
  public var wantsGradient: Bool { node != nil }

  /// The same numbers outside the graph: no gradient flows through.
  public func stoppingGradient() -> Tensor {
    var copy = self
    copy.node = nil
    return copy
  }
}
