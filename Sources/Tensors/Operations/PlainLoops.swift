import Glibc

// Until the vector loops are there.
extension ScalarRoutines where Scalar: TensorScalar {
  typealias ElementLoop =
    @Sendable (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
  private func plain(_ f: @escaping @Sendable (Double) -> Double) -> ElementLoop {
    { x, y, count in for i in 0..<count { y[i] = Scalar(f(Double(x[i]))) } }
  }
  var log1p: ElementLoop { plain { Glibc.log1p($0) } }
  var expm1: ElementLoop { plain { Glibc.expm1($0) } }
  var sqrt: ElementLoop { plain { $0.squareRoot() } }
  var abs: ElementLoop { plain { $0.magnitude } }
  var sigmoid: ElementLoop { plain { 1 / (1 + Glibc.exp(-$0)) } }
  var tanh: ElementLoop { plain { Glibc.tanh($0) } }
  var relu: ElementLoop { plain { $0 < 0 ? 0 : $0 } }
  var erf: ElementLoop { plain { Glibc.erf($0) } }
  var gelu: ElementLoop { plain { $0 * 0.5 * (1 + Glibc.erf($0 * 0.5.squareRoot())) } }
  var softplus: ElementLoop { plain { Swift.max($0, 0) + Glibc.log1p(Glibc.exp(-$0.magnitude)) } }
  var logSigmoid: ElementLoop { plain { Swift.min($0, 0) - Glibc.log1p(Glibc.exp(-$0.magnitude)) } }
  func geluGradient(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ dx: UnsafeMutablePointer<Scalar>,
    _ count: Int
  ) {
    for i in 0..<count {
      let x = Double(x[i])
      let density = Glibc.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      dx[i] = dy[i] * Scalar(0.5 * (1 + Glibc.erf(x * 0.5.squareRoot())) + x * density)
    }
  }
}
