import LessonKit
import Margin

@testable import Lesson12

/// How fast kernel logistic regression and Platt's sigmoid find their optimum.
let probabilityBenchmarks: [Benchmark] = [
  // γ = 0.05, λ = 1, until the residual is 1e-6 at most; the value is the objective.
  Benchmark(group: "probabilities", work: "klr-irls") { inputs in
    let data = try classes("svm_train.csv", of: inputs)
    return try Measurement.of(3) {
      var random = RandomSource(seed: 0)
      let gram = try GramMatrix(
        .rbf(gamma: 0.05), data.x, columns: nil, .cholesky, using: &random)
      let kernel = KernelLogisticRegression()
      return kernel.objective(kernel.fit(data, gram, lambda: 1, tolerance: 1e-6), data.y, 1)
    }
  },
  // 300 columns; the value is the accuracy on other rows.
  Benchmark(group: "probabilities", work: "klr-nystroem-300") { inputs in
    let data = try classes("svm_train.csv", of: inputs)
    let test = try classes("svm_test.csv", of: inputs)
    return try Measurement.of(5) {
      var random = RandomSource(seed: 0)
      let gram = try GramMatrix(.rbf(gamma: 0.05), data.x, columns: 300, .cholesky, using: &random)
      let fit = KernelLogisticRegression().fit(data, gram, lambda: 1, tolerance: 1e-6)
      return 1 - ProbabilityScores(logits: gram.scores(fit, test.x), test.y).error
    }
  },
  // Newton's steps for A and B with Platt's targets; the value is A.
  Benchmark(group: "probabilities", work: "platt-sigmoid") { inputs in
    let data = try classes("platt.csv", of: inputs)
    let (f, positives) = (data.x.column(0), data.y.scalars.count { $0 > 0 })
    return Measurement.of(101) {
      let t = SigmoidTargets.platt.values(data.y)
      var sigmoid = FittedSigmoid(positives: positives, of: f.count)
      while let next = sigmoid.newtonStep(f, t) { sigmoid = next }
      return sigmoid.A
    }
  },
]

private func classes(_ name: String, of inputs: Benchmark.Inputs) throws -> ClassData {
  let data = try Dataset(contentsOf: try inputs.path(name), name: name)
  return try ClassData(parts: [data], false)
}
