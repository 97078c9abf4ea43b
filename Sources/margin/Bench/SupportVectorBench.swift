import LessonKit
import Margin

/// How fast support vector machines are trained and asked.
let supportVectorBenchmarks: [Benchmark] = [
  fit("svm-fit", "svm_train.csv", gamma: 0.05, runs: 7),
  fit("svm-fit-big", "svm_big.csv", gamma: 0.02, runs: 3),
  // Decision values of 1000 points; the value is the accuracy.
  Benchmark(group: "support vectors", work: "svm-predict") { inputs in
    let (x, y) = try table(inputs.path("svm_train.csv"))
    let (test, truth) = try table(inputs.path("svm_test.csv"))
    var descent = descent(x, y, gamma: 0.05)
    while descent.step() {}
    let machine = SupportVectorCoefficients(descent.solution(), count: y.count)
    let model = SupportVectorModel(.cSVC, .rbf(gamma: 0.05), machine, x)
    return Measurement.of(7, threads: Threads.count) {
      let f = model.decisionValues(test)
      return Double(truth.indices.count { (f[$0, 0] > 0) == (truth[$0] > 0) }) / Double(truth.count)
    }
  },
]

/// C = 1, tolerance 1e-3, 200 MB of cache, shrinking; the value is ½ αᵀQα − Σα.
private func fit(_ work: String, _ file: String, gamma: Double, runs: Int) -> Benchmark {
  Benchmark(group: "support vectors", work: work) { inputs in
    let (x, y) = try table(inputs.path(file))
    return Measurement.of(runs, threads: Threads.count) {
      var descent = descent(x, y, gamma: gamma)
      while descent.step() {}
      _ = descent.solution()
      return descent.objective
    }
  }
}

private func descent(
  _ x: Tensor<Double>, _ y: [Double], gamma: Double
) -> SequentialMinimalOptimisation {
  SequentialMinimalOptimisation(
    .classification(x, y, C: y.map { _ in 1 }), .rbf(gamma: gamma), cacheBytes: 200 << 20)
}

private func table(_ path: String) throws -> (x: Tensor<Double>, y: [Double]) {
  let data = try Dataset(contentsOf: path, name: "table")
  return (data.features, data.targets?.scalars ?? [])
}
