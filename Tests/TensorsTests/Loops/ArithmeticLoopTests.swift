import Glibc
import Testing

@testable import Tensors

@Suite("Loops: arithmetic and gradients")
struct ArithmeticLoopTests {
  typealias Loop<Scalar> = (
    UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int
  ) -> Void

  /// A loop against a plain one: at every count, with one and two threads, and over its own input.
  private func check<Scalar: TensorScalar>(
    _ name: String, tolerance: Scalar = 0, _ loop: Loop<Scalar>,
    _ plain: (Scalar, Scalar) -> Scalar
  ) {
    let x = spread(Scalar(-3)...3, counts.max() ?? 0)
    let y = spread(Scalar(0.5)...2, counts.max() ?? 0)
    for count in counts {
      let expected = (0..<count).map { plain(x[$0], y[$0]) }
      var results: [[Scalar]] = []
      for threads in [1, 2] {
        withThreads(threads) {
          var z = [Scalar](x[..<count]) + [7]
          y.withUnsafeBufferPointer { y in
            z.withUnsafeMutableBufferPointer { z in
              guard let y = y.baseAddress, let z = z.baseAddress else { return }
              loop(z, y, z, count)
            }
          }
          #expect(z.last == 7)
          #expect(
            expected.indices.allSatisfy { i in
              let scale = max(abs(expected[i]), abs(x[i]))
              return z[i] == expected[i] || abs(z[i] - expected[i]) <= tolerance * scale
            },
            "\(name)")
          results.append(z)
        }
      }
      #expect(results[0] == results[1])
    }
  }

  private func checkAll<L: Loops>(_ loops: L.Type)
  where L.Scalar: TensorScalar {
    let a: L.Scalar = 1.75
    check("add", L.add) { $0 + $1 }
    check("subtract", L.subtract) { $0 - $1 }
    check("multiply", L.multiply) { $0 * $1 }
    check("divide", L.divide) { $0 / $1 }
    check("add a", { x, _, z, n in L.add(x, a, z, n) }, { x, _ in x + a })
    check("subtract from a", { x, _, z, n in L.subtract(a, x, z, n) }, { x, _ in a - x })
    check("multiply by a", { x, _, z, n in L.multiply(x, a, z, n) }, { x, _ in x * a })
    check("divide by a", { x, _, z, n in L.divide(x, a, z, n) }, { x, _ in x / a })
    check("divide a", { x, _, z, n in L.divide(a, x, z, n) }, { x, _ in a / x })
    check("y + a x", { _, x, y, n in L.multiplyAdd(y, a, x, n) }, { $0.addingProduct(a, $1) })
    check("z + x x", { _, x, z, n in L.multiplyAdd(z, x, x, n) }, { $0.addingProduct($1, $1) })
  }

  /// A function's gradient from dy and what it keeps, in double precision.
  private static let gradients:
    [(function: any ElementFunction.Type, of: @Sendable (Double, Double) -> Double)] = [
      (Rectifier.self, { $1 > 0 ? $0 : 0 }), (HyperbolicTangent.self, { $0 * (1 - $1 * $1) }),
      (Sigmoid.self, { $0 * $1 * (1 - $1) }), (Softplus.self, { $0 / (1 + exp(-$1)) }),
      (LogSigmoid.self, { $0 / (1 + exp($1)) }), (Gelu.self, { $0 * geluSlope($1) }),
      (Exponential.self, { $0 * $1 }), (ExponentialMinusOne.self, { $0 * ($1 + 1) }),
      (Magnitude.self, { $1 < 0 ? -$0 : $0 }),
    ]

  @Test("as a plain loop, in single precision")
  func single() {
    checkAll(FloatLoops.self)
    for (function, gradient) in Self.gradients {
      check(
        function.name, tolerance: 3e-7, function.floatLoops.gradient,
        { Float(gradient(Double($0), Double($1))) })
    }
  }

  @Test("as a plain loop, in double precision")
  func double() {
    checkAll(DoubleLoops.self)
    for (function, gradient) in Self.gradients {
      check(function.name, tolerance: 1e-15, function.doubleLoops.gradient, gradient)
    }
  }

  @Test("the slope of gelu is exact to 5·10⁻⁷, about its zero in relation to 0.3")
  func slope() throws {
    let x = spread(Float(-12.8)...13, 100_003)
    var dx = [Float](repeating: 1, count: x.count)
    dx.withUnsafeMutableBufferPointer { dx in
      x.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress, let dx = dx.baseAddress else { return }
        Gelu.floatLoops.gradient(dx, x, dx, 100_003)
      }
    }
    let worst = x.indices.map { i in
      let expected = Self.geluSlope(Double(x[i]))
      return fabs(Double(dx[i]) - expected) / max(fabs(expected), x[i] > -2 ? 0.3 : 0)
    }.max()
    #expect(try #require(worst) < 5e-7)
  }

  private static func geluSlope(_ x: Double) -> Double {
    0.5 * erfc(-x * 0.5.squareRoot()) + x * exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
  }
}
