// Gradients of functions of one array: of x, the gradient of the result, and y, what they need to know.

private struct RectifierGradient<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { V.select(0 < y, x, 0) }
}

private struct TangentGradient<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x.flow(1 - y * y) }
}

private struct SigmoidGradient<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x.flow(y * (1 - y)) }
}

private struct SoftplusGradient<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x.flow(y.sigmoid) }
}

private struct LogSigmoidGradient<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ x: V, _ y: V) -> V { x.flow((-y).sigmoid) }
}

private struct Flow<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ dy: V, _ slope: V) -> V { dy.flow(slope) }
}

private struct FlowOver<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ dy: V, _ x: V) -> V { V.select(dy == 0, 0, dy / x) }
}

extension Loops {
  static func flow(_ dy: Input, _ slope: Input, _ dx: Output, _ count: Int) {
    map(dy, slope, dx, count, Grain.light, Flow<Vector>())
  }
  static func flow(_ dy: Input, over x: Input, _ dx: Output, _ count: Int) {
    map(dy, x, dx, count, Grain.light, FlowOver<Vector>())
  }
  static func reluGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int) {
    map(dy, x, dx, count, Grain.light, RectifierGradient<Vector>())
  }
  static func tanhGradient(_ dy: Input, y: Input, _ dx: Output, _ count: Int) {
    map(dy, y, dx, count, Grain.light, TangentGradient<Vector>())
  }
  static func sigmoidGradient(_ dy: Input, y: Input, _ dx: Output, _ count: Int) {
    map(dy, y, dx, count, Grain.light, SigmoidGradient<Vector>())
  }
  static func softplusGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int) {
    map(dy, x, dx, count, Grain.heavy, SoftplusGradient<Vector>())
  }
  static func logSigmoidGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int) {
    map(dy, x, dx, count, Grain.heavy, LogSigmoidGradient<Vector>())
  }
}
