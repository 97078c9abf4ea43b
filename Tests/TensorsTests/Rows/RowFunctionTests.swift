import Testing

@testable import Tensors

@Suite("Functions of rows")
struct RowFunctionTests {
  func bits(_ count: Int) -> Tensor<Double> {
    Tensor(shape: [1 << count, count]) { Double(($0 / count) >> ($0 % count) & 1) }
  }

  func nade(_ x: Tensor<Double>, _ p: [Tensor<Double>]) -> Tensor<Double> {
    NADE.logLikelihood(x, p[0], p[1], p[2], p[3])
  }

  /// The same by operations on whole arrays.
  func reference(_ x: Tensor<Double>, _ p: [Tensor<Double>]) -> Tensor<Double> {
    var (a, sum) = (p[1].unsqueezed(axis: 0), Tensor<Double>(0))
    for d in 0..<x.shape[1] {
      let z = p[3][d...d] + (sigmoid(a) * p[2].row(d)).sum(axis: 1)
      sum = sum + x.column(d) * z - softplus(z)
      a = a + x.column(d).unsqueezed(axis: 1) * p[0].row(d)
    }
    return sum
  }

  @Test("NADE's probabilities of all vectors add up to 1 and are those by operations on arrays")
  func sumsToOne() {
    let parameters = NADE<Double>.parameters(6, 5)
    let logp = nade(bits(6), parameters)
    #expect(logp.shape == [64])
    #expect(abs(exp(logp).sum().scalar - 1) < 1e-12)
    #expect(distance(logp, reference(bits(6), parameters)) < 1e-12)
  }

  @Test("NADE's gradient agrees with central differences and with autodiff", arguments: [1, 5, 17])
  func gradients(rows: Int) throws {
    let x = (sample([rows, 4]) as Tensor<Double>) .> Tensor(0)
    let parameters = NADE<Double>.parameters(4, 3)
    #expect(try gradientError(of: { nade(x, $0) }, at: parameters) < 1e-8)
    let (own, auto) = (parameters.map { Parameter($0) }, parameters.map { Parameter($0) })
    try nade(x, own.map(\.value)).mean().backward()
    try reference(x, auto.map(\.value)).mean().backward()
    for (a, b) in zip(own, auto) {
      #expect(distance(try #require(a.gradient), try #require(b.gradient)) < 1e-13)
    }
  }

  @Test("Values, gradients and samples have the same bits with any number of threads")
  func threads() throws {
    func results() throws -> [[Float]] {
      let parameters = NADE<Float>.parameters(9, 21).map { Parameter($0) }
      let p = parameters.map(\.value)
      let x = (sample([37, 9]) as Tensor<Float>) .> Tensor(0)
      let y = NADE<Float>.logLikelihood(x, p[0], p[1], p[2], p[3])
      try y.sum().backward()
      let u = (sample([37, 9], seed: 8) as Tensor<Float>) / 2 + 0.5
      let samples = NADE<Float>.samples(9)(u, p[0], p[1], p[2], p[3])
      #expect(!samples.wantsGradient)
      return [y.scalars, samples.scalars] + parameters.map { $0.gradient?.scalars ?? [] }
    }
    let one = try withThreads(1, results)
    for count in [2, 3, 8] { #expect(try withThreads(count, results) == one) }
  }

  @Test("Samples follow the model")
  func samples() {
    let p = NADE<Double>.parameters(3, 4)
    var random = RandomSource(seed: 1)
    let count = 40_000
    let u = Tensor<Double>.uniform([count, 3], in: 0..<1, using: &random)
    let samples = NADE<Double>.samples(3)(u, p[0], p[1], p[2], p[3])
    let numbers = (samples * [1, 2, 4]).sum(axis: 1).scalars
    for (index, probability) in exp(nade(bits(3), p)).scalars.enumerated() {
      let share = Double(numbers.count { $0 == Double(index) }) / Double(count)
      #expect(abs(share - probability) < 0.012)
    }
  }

  /// A recurrent net over rows that are sequences [L, K], whose input has a gradient too.
  static let recurrent = RowFunction<Double>("rnn", size: 3) { row in
    let (x, U) = (row.x, row[0])
    for t in 0..<x.shape[0] {
      for k in 0..<x.shape[1] { row.y += x[t, k] * U.row(k) }
      row.y.set(.tanh, of: row.y)
    }
  } gradient: { row in
    let (x, U, h) = (row.x, row[0], row.matrix(row.x.shape[0] + 1, 3))
    for t in 0..<x.shape[0] {
      h.row(t + 1).set(h.row(t))
      for k in 0..<x.shape[1] { h.row(t + 1) += x[t, k] * U.row(k) }
      h.row(t + 1).set(.tanh, of: h.row(t + 1))
    }
    let g = row.copy(row.dy)
    for t in (0..<x.shape[0]).reversed() {
      for i in 0..<3 { g[i] *= 1 - h[t + 1, i] * h[t + 1, i] }
      for k in 0..<x.shape[1] {
        row.gradient(0).row(k) += x[t, k] * g
        row.dx[t, k] += dot(g, U.row(k))
      }
    }
  }

  @Test("Rows may be sequences, results vectors, and the rows themselves have gradients")
  func sequences() throws {
    let points: [Tensor<Double>] = [sample([5, 4, 2]), sample([2, 3], seed: 3)]
    #expect(try gradientError(of: { Self.recurrent($0[0], $0[1]) }, at: points) < 1e-8)
    // Strided rows and parameters are read where they lie.
    let turned = (points[0].permuted(2, 0, 1).contiguous, points[1].transposed().contiguous)
    let result = Self.recurrent(turned.0.permuted(1, 2, 0), turned.1.transposed())
    #expect(result == Self.recurrent(points[0], points[1]))
  }

  @Test("A product that is subtracted is added with the other sign, 0 · ∞ left out")
  func subtraction() {
    let function = RowFunction<Double>("difference", size: 2) { row in
      row.y.set(row[0])
      row.y -= row.x[0] * row[1]
      row.y -= row.x[1] * row[1] * row[0]
      row.y -= 0 * row[2]
    }
    let nothing = Tensor([Double.infinity, .nan])
    #expect(function([[2, 3]], [1, 4], [10, 20], nothing) == [[-49, -276]])
  }

  @Test("No rows, rows of nothing and single numbers")
  func edges() throws {
    let square = RowFunction<Double>("square") { row in
      row.y[0] = row[0][0] * row.x[0] * row.x[0]
    } gradient: { row in
      row.dx[0] += 2 * row[0][0] * row.x[0] * row.dy[0]
      row.gradient(0)[0] += row.x[0] * row.x[0] * row.dy[0]
    }
    #expect(square([1, 2, 3], Tensor(2)) == [2, 8, 18])
    #expect(try gradientError(of: { square($0[0], $0[1]) }, at: [[1, 2, 3], Tensor(2)]) < 1e-8)
    let (none, factor) = (Parameter<Double>(.zeros(0)), Parameter(Tensor<Double>(2)))
    let y = square(none.value, factor.value)
    #expect(y.shape == [0])
    try y.sum().backward()
    #expect(factor.gradient == Tensor(0))
    let empty = RowFunction<Double>("empty", size: 0) { _ in }
    #expect(empty(.zeros(3, 0)).shape == [3, 0])
  }

  @Test("Products of views are those of plain loops; a factor of 0 adds nothing, not 0 · ∞")
  func products() {
    for count in [0, 1, 3, 17, 130] {
      let x: [Tensor<Double>] = (0..<4).map { sample([1, max(count, 1)], seed: UInt64($0)) }
      let function = RowFunction<Double>("products", size: 6 * count) { row in
        let views = (0..<4).map { row[$0].row(0) }
        let copies = views.map { view in
          let copy = row.vector(count)
          for i in 0..<count { copy[i] = view[i] }
          return copy
        }
        let (sum, u, v, w) = (copies[0], copies[1], copies[2], copies[3])
        let results = (0..<6).map { _ in row.copy(sum) }
        results[0] += u
        results[1] += 2 * u
        results[2] += u * v
        results[3] += 2 * u * v * (1 - w)
        results[4] += 3 * u * (1 - w)
        u.set(.infinity)
        results[5] += 0 * u * v
        for (k, result) in results.enumerated() {
          for i in 0..<count { row.y[k * count + i] = result[i] }
        }
      }
      let y = function(.zeros(1), x[0], x[1], x[2], x[3]).scalars
      for i in 0..<count {
        let (s, u, v, w) = (x[0][0, i], x[1][0, i], x[2][0, i], x[3][0, i])
        let (scaled, half) = (s + 2 * u * v * (1 - w), s + 3 * u * (1 - w))
        let expected = [s + u, s + 2 * u, s + u * v, scaled, half, s]
        for (k, expected) in expected.enumerated() {
          #expect(abs(y[k * count + i] - expected) < 1e-15)
        }
      }
    }
  }
}
