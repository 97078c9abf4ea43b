// Gradients by a slope that is an array.

private struct Flow<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ dy: V, _ slope: V) -> V { dy.flow(slope) }
}

private struct FlowOver<V: Lanes>: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ dy: V, _ x: V) -> V { dy.flow(over: x) }
}

extension Loops {
  static func flow(_ dy: Input, _ slope: Input, _ dx: Output, _ count: Int) {
    map(dy, slope, dx, count, Grain.light, Flow<Vector>())
  }
  static func flow(_ dy: Input, over x: Input, _ dx: Output, _ count: Int) {
    map(dy, x, dx, count, Grain.light, FlowOver<Vector>())
  }
}
