import LessonKit
import Margin

extension Digits {
  /// The share of test images whose class most of their five nearest known images have.
  func nearestNeighbourAccuracy(_ f: (Tensor<Float>) -> Tensor<Float>) -> Double {
    withoutGradients {
      LessonKit.nearestNeighbourAccuracy(
        f(test.rows()), test.labels, in: f(known.rows()), known.labels, k: 5)
    }
  }

  /// The share of test images that a linear classifier on standardised features tells right.
  func probeAccuracy(_ f: (Tensor<Float>) -> Tensor<Float>) -> Double {
    let (x, queries) = withoutGradients {
      (f(known.rows()).as(Double.self), f(test.rows()).as(Double.self))
    }
    let standardised = Standardisation(x)
    let probe = LinearProbe(
      standardised(x), known.labels, classes: (known.labels.max() ?? 0) + 1, decay: 1e-2,
      tolerance: 1e-5)
    return probe.accuracy(standardised(queries), test.labels)
  }

  /// The mean standard deviation of a net's numbers over the test images: 0 where all are one point.
  func spread(_ f: (Tensor<Float>) -> Tensor<Float>) -> Double {
    withoutGradients { sqrt(f(test.rows()).as(Double.self).variance(axis: 0)).mean().scalar }
  }
}

extension [Double] {
  /// NaN where there are none.
  var mean: Double { reduce(0, +) / Double(count) }
}
