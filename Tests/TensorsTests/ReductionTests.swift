import Foundation
import Tensors
import Testing

@Suite("Sums, extremes and sums of exponentials")
struct ReductionTests {
  @Test("along either axis, however the matrix lies, as plain loops", arguments: sizes)
  func axes(rows: Int) {
    for columns in sizes {
      for x: Tensor<Double> in layouts(rows, columns) {
        let byRow = (0..<rows).map { i in (0..<columns).map { x[i, $0] } }
        let byColumn = (0..<columns).map { j in (0..<rows).map { x[$0, j] } }
        #expect(abs(x.sum().scalar - byRow.joined().reduce(0, +)) < 1e-11)
        for (axis, lines) in [(0, byColumn), (1, byRow)] {
          #expect(distance(x.sum(axis: axis), Tensor(lines.map { $0.reduce(0, +) })) < 1e-12)
          #expect(x.max(axis: axis).scalars == lines.map { $0.max() ?? -.infinity })
          if x.count > 0 { check(x, along: axis, lines) }
        }
      }
    }
  }

  func check(_ x: Tensor<Double>, along axis: Int, _ lines: [[Double]]) {
    #expect(x.argmax(axis: axis) == lines.map { $0.firstIndex(of: $0.max() ?? 0) ?? 0 })
    #expect(x.argmin(axis: axis) == lines.map { $0.firstIndex(of: $0.min() ?? 0) ?? 0 })
    let logSums = lines.map { log($0.reduce(0) { $0 + exp($1) }) }
    #expect(distance(x.logSumExp(axis: axis), Tensor(logSums)) < 1e-13)
    let sums = x.softmax(axis: axis).sum(axis: axis)
    #expect(distance(sums, Tensor(repeating: 1, shape: [lines.count])) < 1e-14)
  }

  @Test("the first of equals is the largest, and NaN is not hidden")
  func ties() {
    let x: Tensor<Double> = [[2, 7, 7], [1, 1, 0]]
    #expect(x.argmax(axis: 1) == [1, 0])
    #expect(x.argmax() == 1)
    #expect(x.argmin() == 5)
    #expect(x.max().scalar == 7)
    #expect(x.min().scalar == 0)
    #expect(x.mean(axis: 0).scalars == [1.5, 4, 3.5])
    #expect(Tensor([1, .nan, 3]).max().scalar.isNaN)
    #expect(Tensor([1, .nan, 3]).min().scalar.isNaN)
  }

  @Test("sums of exponentials neither overflow nor make NaN of −∞")
  func extremes() {
    let x = Tensor<Double>([1000, 1000, -.infinity, -.infinity, -.infinity, 0], shape: [3, 2])
    let sums = x.logSumExp(axis: 1)
    #expect(abs(sums[0] - 1000 - log(2)) < 1e-12)
    #expect(sums[1] == -.infinity)
    #expect(sums[2] == 0)
    #expect(logSumExp([-2000.0, -2000]) == -2000 + log(2))
  }

  @Test("exp agrees with the C library to 4·10⁻¹⁶, and at its limits")
  func exponential() {
    var random = RandomSource(seed: 11)
    let x = Tensor<Double>.uniform([200_001], in: -708..<709.7, using: &random)
    var worst = 0.0
    for (y, x) in zip(exp(x).scalars, x.scalars) {
      worst = max(worst, abs(y - Foundation.exp(x)) / Foundation.exp(x))
    }
    #expect(worst < 4e-16)
    let edges: [Double] = [0, -.infinity, .infinity, -746, 710, -744, 709.78, 1e300, -1e300]
    for (y, x) in zip(exp(Tensor(edges)).scalars, edges) {
      let expected = Foundation.exp(x)
      #expect(y == expected || abs(y - expected) <= max(expected * 4e-16, .leastNonzeroMagnitude))
    }
    #expect(exp(Tensor<Double>([.nan]))[0].isNaN)
    #expect(exp(Tensor<Float>([1, -200, 100])).scalars == [Foundation.expf(1), 0, .infinity])
  }

  @Test("logarithms, roots and 0 log 0")
  func functions() {
    let x: Tensor<Double> = [0.25, 4, 9]
    #expect(sqrt(x).scalars == [0.5, 2, 3])
    #expect(log(x).scalars == x.scalars.map { Foundation.log($0) })
    #expect(xlogy([0, 2], 0.0).scalars == [0, -.infinity])
    #expect(xlogy([0, 2], 1.0).scalars == [0, 0])
  }
}
