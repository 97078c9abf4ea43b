internal import Cells

/// Pictures, gray or in colour, alone or side by side with what was made of them.
public struct ImageSheet: Hashable, Codable, Sendable {
  /// What came of a picture.
  public enum Verdict: String, CaseIterable, Hashable, Codable, Sendable {
    case right
    case wrong
    case doubtful
  }

  /// One picture.
  public struct Image: Hashable, Codable, Sendable {
    /// Pixels in a row.
    public let width: Int
    /// Rows of pixels.
    public let height: Int
    /// The levels of gray, or of red, green and blue, pixel by pixel from the top left.
    @PackedBytes public private(set) var levels: [UInt8]
    /// Numbers that were not finite and are shown as the darkest.
    public let notFinite: Int
    /// What stands below it.
    public var caption: String
    /// What came of it, told by colour and sign.
    public var verdict: Verdict?

    /// Whether it has three levels a pixel.
    public var isColored: Bool { width * height > 0 && levels.count == 3 * width * height }
  }

  /// The pictures, row by row.
  public var images: [Image]
  /// How many stand in a row; nil: as many as fit.
  public var columns: Int?

  /// A sheet of `images`.
  public init(_ images: [Image], columns: Int? = nil) {
    self.images = images
    self.columns = columns
  }
}

extension ImageSheet.Image {
  private enum CodingKeys: String, CodingKey {
    case width
    case height
    case levels
    case notFinite
    case caption
    case verdict
  }

  /// Reads a picture.
  ///
  /// - Throws: `DecodingError` where the levels are not those of its pixels.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    width = try container.decode(Int.self, forKey: .width)
    height = try container.decode(Int.self, forKey: .height)
    _levels = try container.decode(PackedBytes.self, forKey: .levels)
    notFinite = try container.decode(Int.self, forKey: .notFinite)
    caption = try container.decode(String.self, forKey: .caption)
    verdict = try container.decodeIfPresent(ImageSheet.Verdict.self, forKey: .verdict)
    let (size, isTooLarge) = width.multipliedReportingOverflow(by: height)
    guard width >= 0, height >= 0, !isTooLarge,
      [size, 3 * (size & 0xFFFF_FFFF)].contains(levels.count)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .levels, in: container,
        debugDescription: "\(levels.count) levels for \(width) × \(height) pixels")
    }
  }

  /// In which order the numbers of a coloured picture come.
  public enum Order: Sendable {
    /// All reds, all greens, all blues: shape [3, height, width].
    case planes
    /// Red, green and blue of each pixel: shape [height, width, 3].
    case pixels
  }

  /// A gray picture of `width` pixels in a row, or with three `channels` a coloured one.
  ///
  /// The ends of `range` are shown as black and as white; nil: the least and the greatest number. What
  /// is left over after the last whole row is dropped.
  public init(
    _ numbers: some Collection<some BinaryFloatingPoint>, width: Int, channels: Int = 1,
    order: Order = .planes, range: ClosedRange<Double>? = 0...1, caption: String = "",
    verdict: ImageSheet.Verdict? = nil
  ) {
    let channels = channels == 3 ? 3 : 1
    let width = max(0, width)
    let height = width == 0 ? 0 : numbers.count / (width * channels)
    let numbers = numbers.prefix(width * height * channels).map { Double($0) }
    let limits = range.map { FiniteRange($0.lowerBound, $0.upperBound) } ?? numbers.finiteRange
    let levels = numbers.map { number -> UInt8 in
      let share = (number - limits.lower) / (limits.upper - limits.lower)
      return share.isFinite ? UInt8(max(0, min(255, share * 255 + 0.5))) : 0
    }
    let size = width * height
    let isPlanar = channels == 3 && order == .planes
    self.init(
      width: width, height: height,
      levels: isPlanar ? (0..<3 * size).map { levels[$0 % 3 * size + $0 / 3] } : levels,
      notFinite: numbers.count { !$0.isFinite }, caption: caption, verdict: verdict)
  }

  /// Numbers as colours of `map`, such as attention over the patches of a picture or a weight's image.
  ///
  /// The ends of `range` are those of the map; nil: the least and the greatest number, of a diverging map
  /// the greatest magnitude with both signs.
  public init(
    _ numbers: some Collection<some BinaryFloatingPoint>, width: Int, map: ColorMap,
    range: ClosedRange<Double>? = nil, caption: String = "",
    verdict: ImageSheet.Verdict? = nil
  ) {
    let numbers = numbers.map { Double($0) }
    let limits = range.map { FiniteRange($0.lowerBound, $0.upperBound) } ?? map.limits(of: numbers)
    let colors = numbers.flatMap { number -> [Double] in
      let levels = map.color(limits.share(of: number)).levels ?? (0, 0, 0)
      return [levels.red, levels.green, levels.blue].map { Double($0) / 255 }
    }
    self.init(
      colors, width: width, channels: 3, order: .pixels, caption: caption, verdict: verdict)
  }
}

extension [Double] {
  /// The least and the greatest of those that are finite.
  var finiteRange: FiniteRange {
    reduce(into: FiniteRange()) { $0.include($1) }
  }
}

extension ColorMap {
  /// The numbers at the ends of the map: those of `numbers`, alike on both sides where it diverges.
  func limits(of numbers: [Double]) -> FiniteRange {
    let range = numbers.finiteRange
    guard self == .diverging, !range.isEmpty else { return range }
    let reach = max(abs(range.lower), abs(range.upper))
    return FiniteRange(-reach, reach)
  }
}

extension FiniteRange {
  /// How far `number` is on the way from the lower end to the upper one; NaN stays NaN.
  func share(of number: Double) -> Double {
    if upper > lower {
      // Halves, since the whole may be more than a number holds.
      return (number / 2 - lower / 2) / (upper / 2 - lower / 2)
    }
    return number.isNaN ? number : 0.5
  }
}

extension ImageSheet: ChartKind {
  static var kindName: String { "images" }

  func height(width: Int, _ style: ChartStyle) -> Int {
    let layout = ImageLayout(self, in: Size(width: width, height: 400), style, upscales: false)
    return max(1, min(60, layout.height))
  }

  func renamed(_ name: (String) -> String) -> Chart {
    var sheet = self
    for index in images.indices { sheet.images[index].caption = name(images[index].caption) }
    return .images(sheet)
  }
}
