import Glibc
import Testing

@testable import Tensors

/// Counts at which loops may stumble: none, one, around a vector, many pieces, and odd ones.
let counts = [0, 1, 15, 16, 17, 31, 1000, 100_003]

@Suite("Loops: functions of one array")
struct FunctionLoopTests {
  typealias Loop<Scalar> = (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void

  /// A function's loops, the C library's function in double precision, and where it is looked at.
  struct Function: Sendable, CustomTestStringConvertible {
    var function: any ElementFunction.Type
    var reference: @Sendable (Double) -> Double
    var range: ClosedRange<Double>
    var testDescription: String { function.name }

    init(
      _ function: any ElementFunction.Type, reference: @escaping @Sendable (Double) -> Double,
      range: ClosedRange<Double>
    ) {
      (self.function, self.reference, self.range) = (function, reference, range)
    }
  }

  static let functions: [Function] = [
    Function(Exponential.self, reference: exp, range: -87...88),
    Function(ExponentialMinusOne.self, reference: expm1, range: -20...88),
    Function(ExponentialMinusOne.self, reference: expm1, range: -1...1),
    Function(Logarithm.self, reference: log, range: 1e-30...3),
    Function(Logarithm.self, reference: log, range: 0.9...1.1),
    Function(Logarithm.self, reference: log, range: 1...3e38),
    Function(LogarithmOfOnePlus.self, reference: log1p, range: -0.99...3),
    Function(LogarithmOfOnePlus.self, reference: log1p, range: -0.01...0.01),
    Function(LogarithmOfOnePlus.self, reference: log1p, range: 0...3e38),
    Function(HyperbolicTangent.self, reference: tanh, range: -10...10),
    Function(HyperbolicTangent.self, reference: tanh, range: -0.01...0.01),
    Function(Sigmoid.self, reference: sigmoid, range: -87...87),
    Function(Softplus.self, reference: softplus, range: -87...87),
    Function(
      LogSigmoid.self, reference: { -softplus(-$0) },
      range: -87...87),
    Function(ErrorFunction.self, reference: erf, range: -5...5),
    Function(ErrorFunction.self, reference: erf, range: -0.01...0.01),
    Function(Gelu.self, reference: gelu, range: -13...13),
    Function(Gelu.self, reference: gelu, range: -1...1),
    Function(Rectifier.self, reference: { max($0, 0) }, range: -1...1),
    Function(SquareRoot.self, reference: sqrt, range: 0...3),
    Function(Magnitude.self, reference: fabs, range: -1...1),
  ]

  private static func sigmoid(_ x: Double) -> Double {
    x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
  }
  private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-fabs(x))) }
  private static func gelu(_ x: Double) -> Double { 0.5 * x * erfc(-x * 0.5.squareRoot()) }

  @Test("as exact as they say, in single and double precision", arguments: functions)
  func exactness(_ function: Function) {
    let x = spread(function.range, 100_003)
    let y = apply(function.function.doubleLoops.value, to: x)
    let single = x.map(Float.init)
    let z = apply(function.function.floatLoops.value, to: single)
    var (worst, worstSingle) = (0.0, 0.0)
    for i in x.indices {
      let (a, b) = (function.reference(x[i]), function.reference(Double(single[i])))
      if a != 0 { worst = max(worst, fabs((y[i] - a) / a)) }
      if b != 0 { worstSingle = max(worstSingle, fabs((Double(z[i]) - b) / b)) }
    }
    #expect(worst < 1e-15)
    #expect(worstSingle < 3e-7)
  }

  @Test(
    "the same bits at any place, with any number of threads, and in place", arguments: functions)
  func bits(_ function: Function) {
    check(
      function.function.floatLoops.value,
      in: Float(function.range.lowerBound)...Float(function.range.upperBound))
    check(function.function.doubleLoops.value, in: function.range)
  }

  private func check<Scalar: TensorScalar>(_ loop: Loop<Scalar>, in range: ClosedRange<Scalar>) {
    let x = spread(range, counts.max() ?? 0)
    let all = withThreads(1) { apply(loop, to: x) }
    for count in counts {
      for threads in [1, 2] {
        withThreads(threads) {
          var y = [Scalar](x[..<count]) + [7]
          y.withUnsafeMutableBufferPointer {
            guard let base = $0.baseAddress else { return }
            loop(base, base, count)
          }
          #expect(y == all[..<count] + [7])
        }
      }
    }
  }

  @Test("infinities, zeros, NaN and subnormal numbers, as the C library does")
  func edges() {
    let tiny = Float.leastNonzeroMagnitude
    let x: [Float] = [
      0, -0.0, .infinity, -.infinity, .nan, tiny, -tiny, 0x1p-130, .greatestFiniteMagnitude,
    ]
    let libraries: [(any ElementFunction.Type, (Float) -> Float)] = [
      (Exponential.self, { expf($0) }), (ExponentialMinusOne.self, { expm1f($0) }),
      (Logarithm.self, { logf($0) }),
      (LogarithmOfOnePlus.self, { log1pf($0) }), (HyperbolicTangent.self, { tanhf($0) }),
      (ErrorFunction.self, { erff($0) }),
      (SquareRoot.self, { sqrtf($0) }),
    ]
    for (function, library) in libraries {
      for (x, y) in zip(x, apply(function.floatLoops.value, to: x)) {
        let expected = library(x)
        #expect(
          y.isNaN && expected.isNaN || abs(y - expected) <= 1e-6 * abs(expected) || y == expected)
        if expected == 0 { #expect(y.sign == expected.sign) }
      }
    }
    let infinite: [Float] = [-.infinity, .infinity]
    #expect(apply(Sigmoid.floatLoops.value, to: infinite) == [0, 1])
    #expect(apply(Softplus.floatLoops.value, to: infinite) == [0, .infinity])
    #expect(apply(LogSigmoid.floatLoops.value, to: infinite) == [-.infinity, 0])
    #expect(apply(Gelu.floatLoops.value, to: infinite) == [0, .infinity])
    #expect(apply(Rectifier.floatLoops.value, to: infinite) == [0, .infinity])
    let functions: [any ElementFunction.Type] = [
      Sigmoid.self, Softplus.self, LogSigmoid.self, Gelu.self, Rectifier.self,
    ]
    for function in functions {
      #expect(apply(function.floatLoops.value, to: [.nan])[0].isNaN)
    }
    #expect(
      apply(Exponential.doubleLoops.value, to: [-746, -744, 710, 709.78])
        == [-746, -744, 710, 709.78].map { exp($0) })
  }

  private func apply<Scalar>(_ loop: Loop<Scalar>, to x: [Scalar]) -> [Scalar] {
    [Scalar](unsafeUninitializedCapacity: x.count) { output, count in
      x.withUnsafeBufferPointer { x in
        if let x = x.baseAddress, let y = output.baseAddress { loop(x, y, output.count) }
      }
      count = x.count
    }
  }
}

/// `count` numbers over a range, ends and all, in an order that mixes large and small.
func spread<Scalar: TensorScalar>(_ range: ClosedRange<Scalar>, _ count: Int) -> [Scalar] {
  let length = range.upperBound - range.lowerBound
  return (0..<count).map { i in
    let place = count < 2 ? 0 : Scalar(i * 7919 % count) / Scalar(count - 1)
    return min(range.upperBound, range.lowerBound + length * place)
  }
}
