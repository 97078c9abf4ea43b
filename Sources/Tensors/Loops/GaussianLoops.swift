import Glibc

private struct ErrorFunction: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: FloatLanes) -> FloatLanes { x.errorFunction }
}

private struct Gelu: UnaryFunction {
  @inline(__always)
  func callAsFunction(_ x: FloatLanes) -> FloatLanes { x.gelu }
}

private struct GeluGradient: BinaryFunction {
  @inline(__always)
  func callAsFunction(_ dy: FloatLanes, _ x: FloatLanes) -> FloatLanes { dy.flow(x.geluSlope) }
}

extension FloatLoops {
  static func erf(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, ErrorFunction())
  }
  static func gelu(_ x: Input, _ y: Output, _ count: Int) {
    map(x, y, count, Grain.heavy, Gelu())
  }
  static func geluGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int) {
    map(dy, x, dx, count, Grain.heavy, GeluGradient())
  }
}

// Double precision is for checks: the C library's functions, one by one.
extension DoubleLoops {
  static func erf(_ x: Input, _ y: Output, _ count: Int) {
    for i in 0..<count { y[i] = Glibc.erf(x[i]) }
  }
  static func gelu(_ x: Input, _ y: Output, _ count: Int) {
    for i in 0..<count { y[i] = x[i] * normalDistribution(x[i]) }
  }
  static func geluGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int) {
    for i in 0..<count {
      let density = Glibc.exp(-0.5 * x[i] * x[i]) * 0.3989422804014327
      dx[i] = dy[i] == 0 ? 0 : dy[i] * (normalDistribution(x[i]) + x[i] * density)
    }
  }

  private static func normalDistribution(_ x: Double) -> Double {
    0.5 * erfc(x * -0.7071067811865476)
  }
}
