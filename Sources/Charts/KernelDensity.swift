internal import Glibc

/// A density that is the mean of Gaussians around the values.
struct KernelDensity {
  private let values: [Double]
  private let width: Double

  /// The density of the finite `values`.
  init(_ values: [Double]) {
    let sorted = values.filter { $0.isFinite && abs($0) <= largestPlace }.sorted()
    self.values = sorted
    guard let first = sorted.first, let last = sorted.last else {
      width = 1
      return
    }
    let count = Double(sorted.count)
    let mean = sorted.reduce(0) { $0 + $1 / count }
    // Scaled by the range, so that no square overflows.
    let reach = max(last - first, .leastNormalMagnitude)
    let variance = sorted.reduce(0) { $0 + (($1 - mean) / reach) * (($1 - mean) / reach) / count }
    let deviation = variance.squareRoot() * reach
    let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let spread = quartiles > 0 ? min(deviation, quartiles / 1.34) : deviation
    let wanted = 0.9 * spread * pow(count, -0.2)
    width = wanted > 0 ? wanted : max(abs(first) * 0.01, 1e-3)
  }

  /// The density at `points` places from three widths below to three above the values.
  func curve(_ name: String, points: Int) -> LineChart.Series {
    guard let first = values.first, let last = values.last else {
      return LineChart.Series(name, x: [], y: [])
    }
    let (lower, upper) = (first - 3 * width, last + 3 * width)
    let places = (0..<points).map { lower + (upper - lower) * (Double($0) / Double(points - 1)) }
    let scale = 1 / (Double(values.count) * width * (2 * Double.pi).squareRoot())
    var start = 0
    let heights = places.map { place -> Double in
      // What is eight widths away adds nothing that a `Double` shows.
      while start < values.count, values[start] < place - 8 * width { start += 1 }
      var sum = 0.0
      for value in values[start...] {
        if value > place + 8 * width { break }
        let distance = (value - place) / width
        sum += exp(-distance * distance / 2)
      }
      return sum * scale
    }
    return LineChart.Series(name, x: places, y: heights)
  }
}
