/// A function of each element, written once for any vector of numbers: name, value and slope.
///
/// All there are stand in `ElementFunctions.swift`. A type conforms to `SlopeOfOperand` or to `SlopeOfResult`; the rest is given.
protocol ElementFunction: SendableMetatype {
  /// The name that errors tell.
  static var name: String { get }
  /// How many elements a thread takes at least.
  static var grain: Int { get }
  /// Where its derivative is tried.
  static var domain: Range<Double> { get }
  /// Whether `gradient` is given the result, not the operand.
  static var keepsResult: Bool { get }

  /// f(x).
  static func value<V: Lanes>(_ x: V) -> V
  /// dy f′(x), 0 where dy is, from what is kept: x or f(x).
  static func gradient<V: Lanes>(_ dy: V, kept: V) -> V

  // Requirements, so that both are compiled for each function.
  static var floatLoops: FunctionLoops<Float> { get }
  static var doubleLoops: FunctionLoops<Double> { get }
}

/// A function whose slope is had from the operand.
protocol SlopeOfOperand: ElementFunction {
  /// dy f′(x), 0 where dy is.
  static func gradient<V: Lanes>(_ dy: V, x: V) -> V
}

/// A function whose slope is had from the result.
protocol SlopeOfResult: ElementFunction {
  /// dy f′(x), 0 where dy is, where f(x) is y.
  static func gradient<V: Lanes>(_ dy: V, y: V) -> V
}

extension SlopeOfOperand {
  static var keepsResult: Bool { false }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, kept: V) -> V { gradient(dy, x: kept) }
}

extension SlopeOfResult {
  static var keepsResult: Bool { true }
  @inline(__always)
  static func gradient<V: Lanes>(_ dy: V, kept: V) -> V { gradient(dy, y: kept) }
}

extension ElementFunction {
  static var grain: Int { Grain.heavy }
  static var domain: Range<Double> { -2..<2 }

  static var floatLoops: FunctionLoops<Float> { loops(FloatLanes.self) }
  static var doubleLoops: FunctionLoops<Double> { loops(DoubleLanes.self) }

  @inline(__always)
  private static func loops<V: Lanes>(_: V.Type) -> FunctionLoops<V.Scalar> {
    FunctionLoops(
      value: { x, y, count in map(x, y, count, grain, Value<Self, V>()) },
      gradient: { dy, kept, dx, count in map(dy, kept, dx, count, grain, Gradient<Self, V>()) })
  }
}

/// The loops of one function over elements that lie one after another; the output may be an input.
struct FunctionLoops<Scalar> {
  /// y_i ← f(x_i).
  let value: (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
  /// dx_i ← dy_i f′(x_i), given x or y.
  let gradient:
    (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
}

private struct Value<F: ElementFunction, V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { F.value(x) }
}

private struct Gradient<F: ElementFunction, V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ dy: V, _ kept: V) -> V { F.gradient(dy, kept: kept) }
}

extension Primitive {
  /// The function of each element, in the graph where its operand is.
  static func of(_ function: any ElementFunction.Type) -> Primitive {
    let keepsResult = function.keepsResult
    return Primitive(function.name) { operands in
      let x = operands[0].stoppingGradient()
      let y = Tensor.mapped(x, by: Scalar.routines.functionLoops(function).value)
      let kept = keepsResult ? y : x
      return (y, { dy in [dy.flow(through: function, kept: kept)] })
    }
  }
}

extension Tensor {
  /// The gradient of the operand, where this is that of the function's result.
  func flow(through function: any ElementFunction.Type, kept: Tensor) -> Tensor {
    .mapped(self, kept, by: Scalar.routines.functionLoops(function).gradient)
  }
}
