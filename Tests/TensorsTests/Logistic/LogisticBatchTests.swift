import Glibc
import Testing

@testable import Tensors

@Suite("Logistic regressions between rows") struct LogisticBatchTests {
  /// Regressions with one and with several inputs, with rows that stand there twice, and with more outputs
  /// than a vector has lanes.
  private static func batch(rows: Int, seed: UInt64) -> LogisticBatch {
    var random = RandomSource(seed: seed)
    var batch = LogisticBatch()
    func row() -> Int32 { Int32(random.integer(below: rows)) }
    for (inputs, outputs) in [(1, 6), (1, 1), (4, 6), (2, 21), (1, 16), (10, 3), (1, 40)] {
      for _ in 0..<inputs { batch.appendInput(row()) }
      batch.appendOutput(row(), label: 1)
      for _ in 1..<outputs { batch.appendOutput(row(), label: UInt8(random.integer(below: 2))) }
      batch.endRegression()
    }
    return batch
  }

  private func matrices<Scalar: TensorScalar>(
    _ rows: Int, _ size: Int, _: Scalar.Type
  ) -> (Tensor<Scalar>, Tensor<Scalar>) {
    var random = RandomSource(seed: 7)
    return (
      .normal([rows, size], using: &random), .normal([rows + 3, size], using: &random)
    )
  }

  /// The same by plain loops in Double.
  private func plain(
    _ batch: LogisticBatch, _ v: inout [[Double]], _ u: inout [[Double]], rate: Double,
    divides: Bool
  ) -> Double {
    var loss = 0.0
    for r in 0..<batch.count {
      let inputs = batch.inputs(of: r).map(Int.init)
      let outputs = batch.outputs(of: r).map(Int.init)
      let (size, share) = (v[0].count, divides ? 1 / Double(inputs.count) : 1)
      let h = (0..<size).map { d in inputs.reduce(0) { $0 + v[$1][d] } / Double(inputs.count) }
      var errors: [Double] = []
      for (o, label) in zip(outputs, batch.labels(of: r)) {
        let score = (0..<size).reduce(0) { $0 + u[o][$1] * h[$1] }
        errors.append(Double(label) - 1 / (1 + Glibc.exp(-score)))
        loss += Glibc.log1p(Glibc.exp(label == 1 ? -score : score))
      }
      let dh = (0..<size).map { d in zip(outputs, errors).reduce(0) { $0 + $1.1 * u[$1.0][d] } }
      for (o, error) in zip(outputs, errors) {
        for d in 0..<size { u[o][d] += rate * error * h[d] }
      }
      for i in inputs { for d in 0..<size { v[i][d] += rate * share * dh[d] } }
    }
    return loss
  }

  private func check<Scalar: TensorScalar>(
    _: Scalar.Type, size: Int, divides: Bool, tolerance: Double
  ) {
    let rows = 5
    let batch = Self.batch(rows: rows, seed: UInt64(size))
    var (v, u) = matrices(rows, size, Scalar.self)
    func numbers(_ x: Tensor<Scalar>) -> [[Double]] {
      (0..<x.shape[0]).map { i in (0..<size).map { Double(x[i, $0]) } }
    }
    var (plainInputs, plainOutputs) = (numbers(v), numbers(u))
    let former = v
    let loss = batch.descend(&v, &u, rate: 0.1, dividesByInputs: divides)
    let plainLoss = plain(batch, &plainInputs, &plainOutputs, rate: 0.1, divides: divides)
    #expect(abs(loss - plainLoss) <= tolerance * plainLoss)
    for (found, expected) in [(numbers(v), plainInputs), (numbers(u), plainOutputs)] {
      for (a, b) in zip(found.joined(), expected.joined()) { #expect(abs(a - b) < tolerance) }
    }
    if size > 0 { #expect(numbers(former) != numbers(v), "a copy has changed too") }
  }

  @Test(
    "every step is that of a plain loop, whatever the size of a row",
    arguments: [1, 7, 8, 9, 15, 16, 17, 32, 33, 100], [true, false])
  func steps(size: Int, divides: Bool) {
    check(Float.self, size: size, divides: divides, tolerance: 2e-4)
    check(Double.self, size: size, divides: divides, tolerance: 1e-12)
  }

  @Test("outputs of 0 lose ln 2 each")
  func start() {
    var random = RandomSource(seed: 1)
    var v = Tensor<Float>.normal([4, 10], using: &random)
    var u = Tensor<Float>.zeros(4, 10)
    var batch = LogisticBatch()
    batch.appendInput(3)
    for i: Int32 in 0..<4 { batch.appendOutput(i, label: i == 2 ? 1 : 0) }
    batch.endRegression()
    #expect(abs(batch.descend(&v, &u, rate: 0.1) - 4 * 0.693147180559945) < 1e-6)
  }

  @Test("a regression without an input or an output is none, and a batch can be empty")
  func empty() {
    var batch = LogisticBatch()
    batch.appendInput(1)
    batch.endRegression()
    batch.appendOutput(1, label: 1)
    batch.endRegression()
    #expect(batch == LogisticBatch() && batch.count == 0)
    var (v, u) = matrices(2, 3, Double.self)
    let former = v.scalars
    #expect(batch.descend(&v, &u, rate: 1) == 0 && v.scalars == former)
    batch.appendInput(0)
    batch.appendOutput(4, label: 0)
    batch.endRegression()
    #expect(batch.inputs(of: 0) == [0] && batch.outputs(of: 0) == [4] && batch.labels(of: 0) == [0])
    batch.removeAll()
    #expect(batch.count == 0)
  }

  @Test("scores beyond all exponents have a finite loss, and their steps are finite")
  func extremes() {
    var v = Tensor<Float>([1000, -1000], shape: [2, 1])
    var u = Tensor<Float>([1000, -1000], shape: [2, 1])
    var batch = LogisticBatch()
    for i: Int32 in [0, 1] {
      batch.appendInput(i)
      for (o, label): (Int32, UInt8) in [(0, 1), (1, 1), (0, 0), (1, 0)] {
        batch.appendOutput(o, label: label)
      }
      batch.endRegression()
    }
    let loss = batch.descend(&v, &u, rate: 1e-9)
    #expect(abs(loss - 4e6) < 1e3 && v.isFinite && u.isFinite)
  }
}
