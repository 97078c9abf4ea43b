import Foundation
import Margin

@testable import Lesson09

/// How fast the lesson's mixture of Gaussians climbs.
let mixtureBenchmarks: [Benchmark] = [
  // Exactly fifty times E and M from a given start, then one more E.
  Benchmark(group: "mixture", work: "gmm-em-50") { inputs in
    let x = try Dataset(contentsOf: try inputs.path("gmm.csv"), name: "gmm").features
    let text = try Data(contentsOf: URL(filePath: try inputs.path("gmm_start.json")))
    let start = try JSONDecoder().decode(MixtureStartFile.self, from: text)
    let floor = 1e-6
    let former = OpenBLAS.threads
    OpenBLAS.threads = 2
    defer { OpenBLAS.threads = former }
    return try Measurement.of(7, threads: OpenBLAS.threads) {
      var mixture = try Mixture(
        pi: Tensor(start.weights), mu: matrix(start.means), sigma: start.covariances.map(matrix),
        floor: floor)
      for _ in 0..<50 {
        mixture = try Mixture(maximising: mixture.expectation(x).r, x, .full, floor: floor)
      }
      return mixture.expectation(x).logLikelihood
    }
  }
]

/// The parameters that the peers start from.
private struct MixtureStartFile: Decodable {
  var weights: [Double]
  var means: [[Double]]
  var covariances: [[[Double]]]
}

private func matrix(_ rows: [[Double]]) -> Tensor<Double> {
  Tensor(rows: rows.map { Tensor($0) })
}
