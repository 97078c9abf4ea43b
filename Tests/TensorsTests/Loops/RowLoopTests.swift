import Glibc
import Testing

@testable import Tensors

/// Shapes of rows at which loops may stumble: none, one, around a vector, and many.
let rowShapes = [
  [0, 5], [1, 1], [3, 15], [2, 16], [5, 17], [4, 31], [2, 64], [1000, 7], [3, 1000], [300, 333],
]

@Suite("Loops: rows and sums")
struct RowLoopTests {
  /// The result of `body`, which fills an array of `count`: the same by one and by two threads.
  private func filled<Scalar: TensorScalar>(
    _ count: Int, from start: Scalar = .nan, _ body: (UnsafeMutablePointer<Scalar>) -> Void
  ) -> [Scalar] {
    let results = [1, 2].map { threads in
      withThreads(threads) {
        // One more, so that there is an address, and it shows whether it was written to.
        var result = [Scalar](repeating: start, count: count + 1)
        result[count] = 7
        result.withUnsafeMutableBufferPointer {
          if let base = $0.baseAddress { body(base) }
        }
        #expect(result[count] == 7)
        return Array(result[..<count])
      }
    }
    #expect(results[0] == results[1] || results[0].contains { $0.isNaN })
    return results[0]
  }

  private func expectClose<Scalar: TensorScalar>(
    _ a: [Scalar], _ b: [Double], _ tolerance: Double, _ what: Comment
  ) {
    let worst = zip(a, b).map { fabs(Double($0) - $1) / max(1, fabs($1)) }.max() ?? 0
    #expect(a.count == b.count && worst <= tolerance, what)
  }

  private func checkSoftmax<L: Loops>(_ loops: L.Type, _ rows: Int, _ size: Int, _ e: Double)
  where L.Scalar: TensorScalar {
    let count = rows * size
    let x = spread(L.Scalar(-9)...9, count + 1)
    let dy = spread(L.Scalar(-1)...1.5, count + 1)
    let exact = (0..<rows).map { i in (0..<size).map { Double(x[i * size + $0]) } }
    let logSums = exact.map { row in log(row.reduce(0) { $0 + exp($1) }) }
    let logs = zip(exact, logSums).flatMap { row, sum in row.map { $0 - sum } }

    let y = filled(count) { L.softmax(x, $0, rows: rows, size: size) }
    expectClose(y, logs.map { exp($0) }, e, "softmax")
    expectClose(filled(count) { L.logSoftmax(x, $0, rows: rows, size: size) }, logs, e, "log")
    expectClose(filled(rows) { L.logSumExp(x, $0, rows: rows, size: size) }, logSums, e, "sums")

    let targets = (0..<rows + 1).map { $0 * 31 % size }
    var losses = [L.Scalar](repeating: 0, count: rows + 1)
    let gradient = filled(count) {
      L.crossEntropy(
        x, targets: targets, losses: &losses, $0, scale: 0.5, rows: rows, size: size)
    }
    let expected = logs.enumerated().map { i, log in
      0.5 * (exp(log) - (targets[i / size] == i % size ? 1 : 0))
    }
    expectClose(gradient, expected, e, "gradient of the cross-entropy")
    expectClose(losses.dropLast(), (0..<rows).map { -logs[$0 * size + targets[$0]] }, e, "loss")
    let others = filled(rows) {
      L.crossEntropy(
        x, targets: targets.map(Int32.init), losses: $0, nil, scale: 1, rows: rows, size: size)
    }
    #expect(others == Array(losses.dropLast()))

    let exactDY = (0..<count).map { Double(dy[$0]) }
    let dots = (0..<rows).map { i in
      (0..<size).reduce(0.0) { $0 + exactDY[i * size + $1] * exp(logs[i * size + $1]) }
    }
    let totals = (0..<rows).map { i in (0..<size).reduce(0.0) { $0 + exactDY[i * size + $1] } }
    expectClose(
      filled(count) { L.softmaxGradient(dy, y: y + [0], $0, rows: rows, size: size) },
      (0..<count).map { exp(logs[$0]) * (exactDY[$0] - dots[$0 / size]) }, e, "gradient")
    let logY = logs.map { L.Scalar($0) } + [0]
    expectClose(
      filled(count) { L.logSoftmaxGradient(dy, y: logY, $0, rows: rows, size: size) },
      (0..<count).map { exactDY[$0] - exp(logs[$0]) * totals[$0 / size] }, 4 * e, "log gradient")
  }

  @Test("softmax, cross-entropy and their gradients as plain loops", arguments: rowShapes)
  func softmax(shape: [Int]) {
    checkSoftmax(FloatLoops.self, shape[0], shape[1], 2e-6)
    checkSoftmax(DoubleLoops.self, shape[0], shape[1], 4e-15)
  }

  @Test("infinities in a row")
  func infinities() {
    let x: [Float] = [-.infinity, 0, -.infinity, -.infinity, .infinity, 1, .nan, 0]
    let sums = filled(4) { FloatLoops.logSumExp(x, $0, rows: 4, size: 2) }
    #expect(sums[..<3] == [0, -.infinity, .infinity])
    #expect(sums[3].isNaN)
    let both: [Float] = [.infinity, .nan, .nan, .infinity]
    #expect(filled(2) { FloatLoops.logSumExp(both, $0, rows: 2, size: 2) }.allSatisfy { $0.isNaN })
    #expect(filled(2) { FloatLoops.softmax(x, $0, rows: 1, size: 2) } == [0, 1])
  }

  private func checkNorm<L: Loops>(_ loops: L.Type, _ rows: Int, _ size: Int, _ e: Double)
  where L.Scalar: TensorScalar {
    let count = rows * size
    let x = spread(L.Scalar(-2)...3, count + 1)
    let dy = spread(L.Scalar(-1)...1.5, count + 1)
    let scale = spread(L.Scalar(0.5)...2, size)
    let bias = spread(L.Scalar(-1)...1, size)
    var means = [L.Scalar](repeating: 0, count: rows + 1)
    var (inverses, shifts) = (means, means)
    let y = filled(count) {
      L.layerNorm(
        x, scale: scale, bias: bias, epsilon: 1e-5, $0, means: &means, inverses: &inverses,
        shifts: &shifts, rows: rows, size: size)
    }
    let dx = filled(count) {
      L.layerNormGradient(
        dy, x: x, means: means, inverses: inverses, shifts: shifts, scale: scale, $0, rows: rows,
        size: size)
    }
    var plainY: [Double] = []
    var plainDX: [Double] = []
    var (dscale, dbias) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
    for i in 0..<rows {
      let row = (0..<size).map { Double(x[i * size + $0]) }
      let mean = row.reduce(0, +) / Double(size)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(size)
      let inverse = 1 / (variance + 1e-5).squareRoot()
      let z = row.map { ($0 - mean) * inverse }
      let d = (0..<size).map { Double(dy[i * size + $0]) }
      let g = (0..<size).map { d[$0] * Double(scale[$0]) }
      let (meanG, meanGZ) = (
        g.reduce(0, +) / Double(size), zip(g, z).map(*).reduce(0, +) / Double(size)
      )
      for j in 0..<size {
        plainY.append(z[j] * Double(scale[j]) + Double(bias[j]))
        plainDX.append(inverse * (g[j] - meanG - z[j] * meanGZ))
        dscale[j] += d[j] * z[j]
        dbias[j] += d[j]
      }
    }
    expectClose(y, plainY, e, "layer norm")
    expectClose(dx, plainDX, 400 * e, "gradient")
    let parameters = filled(2 * size) {
      L.layerNormParameterGradient(
        dy, x: x, means: means, inverses: inverses, shifts: shifts, dscale: $0, dbias: $0 + size,
        rows: rows, size: size)
    }
    expectClose(parameters, dscale + dbias, 10 * e, "parameters")
    let bare = filled(count) {
      L.layerNorm(
        x, scale: nil, bias: nil, epsilon: 1e-5, $0, means: &means, inverses: &inverses,
        shifts: &shifts, rows: rows, size: size)
    }
    let rebuilt = (0..<count).map { Double(bare[$0] * scale[$0 % size] + bias[$0 % size]) }
    expectClose(y, rebuilt, e, "without scale and bias")
  }

  @Test("layer norm and its gradients as plain loops", arguments: rowShapes)
  func layerNorm(shape: [Int]) {
    checkNorm(FloatLoops.self, shape[0], shape[1], 2e-6)
    checkNorm(DoubleLoops.self, shape[0], shape[1], 1e-14)
  }

  private func checkSums<L: Loops>(_ loops: L.Type, _ e: Double) where L.Scalar: TensorScalar {
    for count in counts {
      let x = spread(L.Scalar(-2)...3, count)
      let y = spread(L.Scalar(-1)...1.5, count)
      let (a, b) = (x.map { Double($0) }, y.map { Double($0) })
      let n = Double(max(1, count))
      let results = filled(3) {
        $0[0] = L.sum(x + [9], count) / L.Scalar(n)
        $0[1] = L.sumOfSquares(x + [9], count) / L.Scalar(n)
        $0[2] = L.dot(x + [9], y + [9], count) / L.Scalar(n)
      }
      var plain = [0.0, 0, 0]
      for (a, b) in zip(a, b) {
        plain[0] += a
        plain[1] += a * a
        plain[2] += a * b
      }
      expectClose(results, plain.map { $0 / n }, e, "sums of \(count)")
    }
    for shape in rowShapes + [[200, 1000]] {
      let (rows, size) = (shape[0], shape[1])
      let x = spread(L.Scalar(-2)...3, rows * size + 1)
      var plain = [Double](repeating: 0, count: size)
      for i in 0..<rows * size { plain[i % size] += Double(x[i]) }
      let sums = filled(size) { L.columnSums(x, rows: rows, columns: size, $0) }
      expectClose(sums, plain, 20 * e, "columns of \(shape)")
      let rowSums = filled(rows) { L.rowSums(x, rows: rows, size: size, $0) }
      let plainRows = (0..<rows).map { i in
        (0..<size).reduce(0.0) { $0 + Double(x[i * size + $1]) }
      }
      expectClose(rowSums, plainRows, 20 * e, "rows of \(shape)")
      let squares = filled(rows) { L.rowSumsOfSquares(x, rows: rows, size: size, $0) }
      let plainSquares = (0..<rows).map { i in
        (0..<size).reduce(0) { $0 + Double(x[i * size + $1]) * Double(x[i * size + $1]) }
      }
      expectClose(squares, plainSquares, 20 * e, "squares of \(shape)")
    }
  }

  @Test("sums of all and of columns as plain loops")
  func sums() {
    checkSums(FloatLoops.self, 1e-6)
    checkSums(DoubleLoops.self, 1e-12)
  }
}
