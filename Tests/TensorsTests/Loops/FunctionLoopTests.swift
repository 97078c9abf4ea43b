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
    var name: String
    var float: @Sendable (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
    var double: @Sendable (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void
    var reference: @Sendable (Double) -> Double
    var range: ClosedRange<Double>
    var testDescription: String { name }
  }

  private typealias F = FloatLoops
  private typealias D = DoubleLoops

  static let functions: [Function] = [
    Function(name: "exp", float: F.exp, double: D.exp, reference: exp, range: -87...88),
    Function(name: "expm1", float: F.expm1, double: D.expm1, reference: expm1, range: -20...88),
    Function(name: "expm1", float: F.expm1, double: D.expm1, reference: expm1, range: -1...1),
    Function(name: "log", float: F.log, double: D.log, reference: log, range: 1e-30...3),
    Function(name: "log", float: F.log, double: D.log, reference: log, range: 0.9...1.1),
    Function(name: "log", float: F.log, double: D.log, reference: log, range: 1...3e38),
    Function(name: "log1p", float: F.log1p, double: D.log1p, reference: log1p, range: -0.99...3),
    Function(name: "log1p", float: F.log1p, double: D.log1p, reference: log1p, range: -0.01...0.01),
    Function(name: "log1p", float: F.log1p, double: D.log1p, reference: log1p, range: 0...3e38),
    Function(name: "tanh", float: F.tanh, double: D.tanh, reference: tanh, range: -10...10),
    Function(name: "tanh", float: F.tanh, double: D.tanh, reference: tanh, range: -0.01...0.01),
    Function(
      name: "sigmoid", float: F.sigmoid, double: D.sigmoid, reference: sigmoid, range: -87...87),
    Function(
      name: "softplus", float: F.softplus, double: D.softplus, reference: softplus, range: -87...87),
    Function(
      name: "logSigmoid", float: F.logSigmoid, double: D.logSigmoid, reference: { -softplus(-$0) },
      range: -87...87),
    Function(name: "erf", float: F.erf, double: D.erf, reference: erf, range: -5...5),
    Function(name: "erf", float: F.erf, double: D.erf, reference: erf, range: -0.01...0.01),
    Function(name: "gelu", float: F.gelu, double: D.gelu, reference: gelu, range: -13...13),
    Function(name: "gelu", float: F.gelu, double: D.gelu, reference: gelu, range: -1...1),
    Function(name: "relu", float: F.relu, double: D.relu, reference: { max($0, 0) }, range: -1...1),
    Function(name: "sqrt", float: F.sqrt, double: D.sqrt, reference: sqrt, range: 0...3),
    Function(name: "abs", float: F.abs, double: D.abs, reference: fabs, range: -1...1),
    Function(
      name: "square", float: F.square, double: D.square, reference: { $0 * $0 }, range: -2...2),
    Function(
      name: "reciprocal", float: F.reciprocal, double: D.reciprocal, reference: { 1 / $0 },
      range: 0.1...7),
    Function(name: "negate", float: F.negate, double: D.negate, reference: { -$0 }, range: -1...1),
  ]

  private static func sigmoid(_ x: Double) -> Double {
    x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
  }
  private static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-fabs(x))) }
  private static func gelu(_ x: Double) -> Double { 0.5 * x * erfc(-x * 0.5.squareRoot()) }

  @Test("as exact as they say, in single and double precision", arguments: functions)
  func exactness(_ function: Function) {
    let x = spread(function.range, 100_003)
    let y = apply(function.double, to: x)
    let single = x.map(Float.init)
    let z = apply(function.float, to: single)
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
    check(function.float, in: Float(function.range.lowerBound)...Float(function.range.upperBound))
    check(function.double, in: function.range)
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
    let libraries: [(Loop<Float>, (Float) -> Float)] = [
      (F.exp, { expf($0) }), (F.expm1, { expm1f($0) }), (F.log, { logf($0) }),
      (F.log1p, { log1pf($0) }), (F.tanh, { tanhf($0) }), (F.erf, { erff($0) }),
      (F.sqrt, { sqrtf($0) }),
    ]
    for (loop, library) in libraries {
      for (x, y) in zip(x, apply(loop, to: x)) {
        let expected = library(x)
        #expect(
          y.isNaN && expected.isNaN || abs(y - expected) <= 1e-6 * abs(expected) || y == expected)
        if expected == 0 { #expect(y.sign == expected.sign) }
      }
    }
    let infinite: [Float] = [-.infinity, .infinity]
    #expect(apply(F.sigmoid, to: infinite) == [0, 1])
    #expect(apply(F.softplus, to: infinite) == [0, .infinity])
    #expect(apply(F.logSigmoid, to: infinite) == [-.infinity, 0])
    #expect(apply(F.gelu, to: infinite) == [0, .infinity])
    #expect(apply(F.relu, to: infinite) == [0, .infinity])
    for loop in [F.sigmoid, F.softplus, F.logSigmoid, F.gelu, F.relu] {
      #expect(apply(loop, to: [.nan])[0].isNaN)
    }
    #expect(
      apply(D.exp, to: [-746, -744, 710, 709.78]) == [-746, -744, 710, 709.78].map { exp($0) })
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
