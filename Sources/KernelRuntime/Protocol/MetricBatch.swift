/// One point of one series.
public struct MetricPoint: Hashable, Sendable {
  /// The series' name.
  public var series: String
  /// Its place and value.
  public var sample: MetricSample

  /// The point `sample` of `series`.
  public init(series: String, _ sample: MetricSample) {
    self.series = series
    self.sample = sample
  }

  /// The point (`x`, `y`) of `series`.
  public init(series: String, step: Int, x: Double, y: Double, time: Double) {
    self.init(series: series, MetricSample(step: step, x: x, y: y, time: time))
  }
}

/// Points that travel in one frame, exact to the bit.
public struct MetricBatch: Hashable, Sendable {
  private var points: [MetricPoint]

  /// The points in the order in which they were plotted.
  public init(_ points: [MetricPoint]) { self.points = points }
}

extension MetricBatch: RandomAccessCollection, ExpressibleByArrayLiteral {
  /// The points of a literal.
  public init(arrayLiteral elements: MetricPoint...) { points = elements }
  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of points.
  public var endIndex: Int { points.count }
  /// The point at `position`.
  public subscript(position: Int) -> MetricPoint { points[position] }
}

// Each point is six words: the index of its series, then those of its sample.
extension MetricBatch: Codable {
  private enum CodingKeys: String, CodingKey {
    case series, points
  }

  private static let columns = 1 + MetricSample.wordCount

  /// Writes the names of the series and the points as base64.
  public func encode(to encoder: any Encoder) throws {
    var names: [String] = []
    var places: [String: Int] = [:]
    var words: [UInt64] = []
    words.reserveCapacity(Self.columns * points.count)
    for point in points {
      let index = places[point.series] ?? names.endIndex
      if index == names.endIndex {
        names.append(point.series)
        places[point.series] = index
      }
      words.append(UInt64(index))
      point.sample.append(to: &words)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(names, forKey: .series)
    try container.encode(PackedWords.text(of: words), forKey: .points)
  }

  /// Reads the form that `encode` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .series)
    let text = try container.decode(String.self, forKey: .points)
    guard let words = PackedWords.words(in: text, columns: Self.columns) else {
      throw DecodingError.dataCorruptedError(
        forKey: .points, in: container, debugDescription: "not the bytes of whole points")
    }
    points = try stride(from: 0, to: words.count, by: Self.columns).map { start in
      guard let index = Int(exactly: words[start]), names.indices.contains(index) else {
        throw DecodingError.dataCorruptedError(
          forKey: .points, in: container, debugDescription: "a point of no series")
      }
      return MetricPoint(series: names[index], MetricSample(words, at: start + 1))
    }
  }
}
