public import Margin

extension ImageSplit {
  /// How often five nearest neighbours among the known images tell the class of a test image.
  ///
  /// - Parameter f: Images [n, P] to features [n, D].
  /// - Returns: The share of test images that are told right.
  public func nearestNeighbourAccuracy(_ f: (Tensor<Float>) -> Tensor<Float>) -> Double {
    withoutGradients {
      LessonKit.nearestNeighbourAccuracy(
        f(test.rows()), test.labels, in: f(known.rows()), known.labels, k: 5)
    }
  }

  /// How often the nearest of a few labelled images tells the class of a test image.
  ///
  /// These are the same for all features that are given the same `random`.
  ///
  /// - Parameters:
  ///   - features: Those of the known images [N, D], and those of the test images [M, D].
  ///   - count: How many of each class are labelled.
  ///   - draws: So many times they are drawn.
  ///   - random: Draws them.
  /// - Returns: The share of test images that are told right, the mean over the draws.
  public func fewLabelAccuracy(
    _ features: (known: Tensor<Float>, test: Tensor<Float>), perClass count: Int, draws: Int = 20,
    using random: inout RandomSource
  ) -> Double {
    let accuracies = (0..<draws).map { _ in
      let labelled = known.drawn(count, using: &random)
      return LessonKit.nearestNeighbourAccuracy(
        features.test, test.labels, in: features.known.rows(at: labelled),
        labelled.map { known.labels[$0] }, k: 1)
    }
    return accuracies.reduce(0, +) / Double(draws)
  }

  /// How often a linear classifier on standardised features tells the class of a test image.
  ///
  /// - Parameter f: Images [n, P] to features [n, D].
  /// - Returns: The share of test images that are told right.
  public func probeAccuracy(_ f: (Tensor<Float>) -> Tensor<Float>) -> Double {
    let (x, queries) = withoutGradients {
      (f(known.rows()).as(Double.self), f(test.rows()).as(Double.self))
    }
    return probeAccuracy((known: x, test: queries))
  }

  /// The same of features that are there already, or of some labelled images alone.
  ///
  /// Features are standardised by all known images: what has no spread, such as a rectifier that never
  /// opens, is not blown up.
  ///
  /// - Parameters:
  ///   - features: Those of the known images [N, D], and those of the test images [M, D].
  ///   - labelled: The known images whose labels are used; nil: all.
  /// - Returns: The share of test images that are told right.
  public func probeAccuracy(
    _ features: (known: Tensor<Double>, test: Tensor<Double>), labelled: [Int]? = nil
  ) -> Double {
    let mean = features.known.mean(axis: 0)
    let deviation = maximum(sqrt(features.known.variance(axis: 0)), 1e-2)
    let chosen = labelled.map { features.known.rows(at: $0) } ?? features.known
    let labels = labelled.map { $0.map { known.labels[$0] } } ?? known.labels
    let probe = LinearProbe(
      (chosen - mean) / deviation, labels, classes: classes, decay: 1e-2, tolerance: 1e-5)
    return probe.accuracy((features.test - mean) / deviation, test.labels)
  }
}
