import LessonKit
import Margin

extension ImageSplit {
  /// The mean standard deviation of a net's numbers over the test images: 0 where all are one point.
  func spread(_ f: (Tensor<Float>) -> Tensor<Float>) -> Double {
    withoutGradients { sqrt(f(test.rows()).as(Double.self).variance(axis: 0)).mean().scalar }
  }
}

extension [Double] {
  /// NaN where there are none.
  var mean: Double { reduce(0, +) / Double(count) }
}
