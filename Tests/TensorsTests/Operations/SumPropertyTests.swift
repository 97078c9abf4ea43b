import Testing

@testable import Tensors

@Suite("Sums against plain loops in Double")
struct SumPropertyTests {
  static let shapes = [
    [0], [1], [7], [1000], [20_011], [0, 3], [3, 0], [1, 1], [5, 3], [17, 33], [300, 1], [300, 2],
    [1, 300], [129, 64], [700, 100], [4, 5, 6], [3, 200, 2], [200, 3, 4], [2, 3, 0], [2, 70, 65],
    [9, 1, 16],
  ]

  @Test("along every axis, of views too, with one and two threads", arguments: shapes)
  func axes(shape: [Int]) {
    check(shape, Float.self, 3e-7)
    check(shape, Double.self, 6e-16)
  }

  private func check<Scalar: TensorScalar>(
    _ shape: [Int], _ type: Scalar.Type, _ tolerance: Double
  ) {
    let wide: Tensor<Scalar> = sample(shape + [2])
    let views: [Tensor<Scalar>] = [
      sample(shape), wide.select(axis: -1, index: 1),
      (sample(shape.reversed()) as Tensor<Scalar>).permutedView(Array(shape.indices.reversed())),
    ]
    for x in views {
      let places = Tensor<Double>(shape: shape) { Double($0) }
      for axis in shape.indices {
        // The positions of each line's elements in row-major order.
        let lines = self.lines(places, axis)
        let elements = x.scalars.map { Double($0) }
        let values = lines.map { $0.map { elements[$0] } }
        expect(x.sum(axis: axis), values, tolerance) { line in (sum(line), sum(line.map(abs))) }
        expect(x.variance(axis: axis), values.filter { !$0.isEmpty }, 2 * tolerance) { line in
          let mean = sum(line) / Double(line.count)
          let variance = sum(line.map { ($0 - mean) * ($0 - mean) }) / Double(line.count)
          return (variance, 1)
        }
        checkRunning(x, axis, lines, values, tolerance)
      }
      let all = Tensor([x.sum().scalar])
      expect(all, [x.scalars.map { Double($0) }], tolerance) { (sum($0), sum($0.map(abs))) }
    }
  }

  private func checkRunning<Scalar: TensorScalar>(
    _ x: Tensor<Scalar>, _ axis: Int, _ lines: [[Int]], _ values: [[Double]], _ tolerance: Double
  ) {
    let y = x.cumulativeSum(axis: axis).scalars
    for (line, values) in zip(lines, values) {
      for last in line.indices where last % 37 == 0 || last == line.count - 1 {
        let expected = sum(Array(values[...last]))
        let size = sum(values[...last].map(abs))
        #expect(abs(Double(y[line[last]]) - expected) <= tolerance * size)
      }
    }
  }

  /// Each result, the same with one and with two threads, against the exact one; the error is relative to
  /// the second of what `exact` gives.
  private func expect<Scalar: TensorScalar>(
    _ result: @autoclosure () -> Tensor<Scalar>, _ lines: [[Double]], _ tolerance: Double,
    _ exact: ([Double]) -> (Double, Double)
  ) {
    let results = [1, 2].map { withThreads($0, result).scalars }
    if lines.isEmpty { return }
    #expect(results[0] == results[1])
    #expect(results[0].count == lines.count)
    for (result, line) in zip(results[0], lines) {
      let (expected, size) = exact(line)
      #expect(abs(Double(result) - expected) <= tolerance * size)
    }
  }

  private func lines(_ places: Tensor<Double>, _ axis: Int) -> [[Int]] {
    let size = places.shape[axis]
    let inner = places.shape[(axis + 1)...].reduce(1, *)
    let outer = places.shape[..<axis].reduce(1, *)
    return (0..<outer * inner).map { line in
      (0..<size).map { (line / inner * size + $0) * inner + line % inner }
    }
  }

  /// The sum of a few thousand numbers with all that rounding cuts off.
  private func sum(_ x: [Double]) -> Double {
    var (sum, rest) = (0.0, 0.0)
    for x in x {
      let next = sum + x
      rest += abs(sum) >= abs(x) ? (sum - next) + x : (x - next) + sum
      sum = next
    }
    return sum + rest
  }

  @Test("Rows added up by group", arguments: [0, 1, 5, 300, 5000])
  func groups(count: Int) {
    for size in [0, 1, 3, 16, 37, 70] {
      for groups in [1, 7, 400] {
        let indices = (0..<count).map { $0 * $0 % groups }
        let x: Tensor<Float> = sample([count, size])
        let results = [1, 2].map { threads in
          withThreads(threads) { x.summed(at: indices, size: groups) }
        }
        #expect(results[0] == results[1])
        var plain = [Double](repeating: 0, count: groups * size)
        for (i, x) in x.scalars.enumerated() {
          plain[indices[i / size] * size + i % size] += Double(x)
        }
        for (a, b) in zip(results[0].scalars, plain) { #expect(abs(Double(a) - b) < 3e-5) }
      }
    }
  }
}
