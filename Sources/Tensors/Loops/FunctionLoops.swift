// Functions of one array. Each is a type of its own, so that its loop is compiled for it.

private struct Exponential<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.exponential }
}

private struct ExponentialMinusOne<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.exponentialMinusOne }
}

private struct Logarithm<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.logarithm }
}

private struct LogarithmOfOnePlus<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.logarithmOfOnePlusAny }
}

private struct HyperbolicTangent<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.hyperbolicTangent }
}

private struct Sigmoid<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.sigmoid }
}

private struct Softplus<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.softplus }
}

private struct LogSigmoid<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.logSigmoid }
}

private struct Rectifier<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { V.select(x < 0, 0, x) }
}

private struct SquareRoot<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.squareRoot }
}

private struct Magnitude<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x.magnitude }
}

private struct Square<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { x * x }
}

private struct Reciprocal<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { 1 / x }
}

private struct Negation<V: Lanes>: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V) -> V { -x }
}

extension Loops {
  static func exp(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, Exponential<Vector>())
  }
  static func expm1(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, ExponentialMinusOne<Vector>())
  }
  static func log(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, Logarithm<Vector>())
  }
  static func log1p(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, LogarithmOfOnePlus<Vector>())
  }
  static func tanh(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, HyperbolicTangent<Vector>())
  }
  static func sigmoid(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, Sigmoid<Vector>())
  }
  static func softplus(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, Softplus<Vector>())
  }
  static func logSigmoid(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, LogSigmoid<Vector>())
  }
  static func relu(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.light, Rectifier<Vector>())
  }
  static func sqrt(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.light, SquareRoot<Vector>())
  }
  static func abs(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.light, Magnitude<Vector>())
  }
  static func square(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.light, Square<Vector>())
  }
  static func reciprocal(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.light, Reciprocal<Vector>())
  }
  static func negate(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.light, Negation<Vector>())
  }
}
