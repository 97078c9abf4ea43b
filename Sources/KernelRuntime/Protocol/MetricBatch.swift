import Foundation

/// One point of one series.
public struct MetricPoint: Hashable, Sendable {
  /// The series' name.
  public var series: String
  /// The step in which it was plotted.
  public var step: Int
  /// Its place on the x axis: the step, unless the kernel gave another.
  public var x: Double
  /// Its value.
  public var y: Double
  /// Seconds since the run began.
  public var time: Double

  /// The point (`x`, `y`) of `series`.
  public init(series: String, step: Int, x: Double, y: Double, time: Double) {
    self.series = series
    self.step = step
    self.x = x
    self.y = y
    self.time = time
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

// Each point is five words of 64 bits, lowest byte first: the index of its series, step, x, y,
// time. As JSON numbers a batch would take ten times as long, and could not hold NaN.
extension MetricBatch: Codable {
  private enum CodingKeys: String, CodingKey {
    case series, points
  }

  private static let bytesPerPoint = 5 * 8

  /// Writes the names of the series and the points as base64.
  public func encode(to encoder: any Encoder) throws {
    var names: [String] = []
    var words: [UInt64] = []
    words.reserveCapacity(5 * points.count)
    for point in points {
      let index = names.firstIndex(of: point.series) ?? names.endIndex
      if index == names.endIndex { names.append(point.series) }
      words.append(UInt64(index).littleEndian)
      words.append(UInt64(bitPattern: Int64(point.step)).littleEndian)
      words.append(point.x.bitPattern.littleEndian)
      words.append(point.y.bitPattern.littleEndian)
      words.append(point.time.bitPattern.littleEndian)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(names, forKey: .series)
    let data = words.withUnsafeBytes { Data($0) }
    try container.encode(data.base64EncodedString(), forKey: .points)
  }

  /// Reads the form that `encode` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .series)
    let text = try container.decode(String.self, forKey: .points)
    guard let data = Data(base64Encoded: text), data.count.isMultiple(of: Self.bytesPerPoint) else {
      throw DecodingError.dataCorruptedError(
        forKey: .points, in: container, debugDescription: "not the bytes of whole points")
    }
    points = try data.withUnsafeBytes { bytes in
      try stride(from: 0, to: bytes.count, by: Self.bytesPerPoint).map { offset in
        func word(_ index: Int) -> UInt64 {
          UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8 * index, as: UInt64.self))
        }
        guard let index = Int(exactly: word(0)), names.indices.contains(index) else {
          throw DecodingError.dataCorruptedError(
            forKey: .points, in: container, debugDescription: "a point of no series")
        }
        return MetricPoint(
          series: names[index], step: Int(Int64(bitPattern: word(1))),
          x: Double(bitPattern: word(2)), y: Double(bitPattern: word(3)),
          time: Double(bitPattern: word(4)))
      }
    }
  }
}
