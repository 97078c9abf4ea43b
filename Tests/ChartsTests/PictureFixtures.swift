import Glibc

@testable import Charts

/// Pictures and matrices such as the lessons show.
extension Fixtures {
  /// Rings, bars and crosses of `size` × `size` pixels, in turn.
  static func figure(_ index: Int, size: Int) -> [Double] {
    (0..<size * size).map { place in
      let x = (Double(place % size) + 0.5) / Double(size) * 2 - 1
      let y = (Double(place / size) + 0.5) / Double(size) * 2 - 1
      let distance =
        switch index % 3 {
        case 0: abs(hypot(x * 1.3, y) - 0.6)
        case 1: max(abs(x + 0.2 * y), abs(y) - 0.7)
        default: min(max(abs(x), abs(y) - 0.7), max(abs(y), abs(x) - 0.6))
        }
      return max(0, min(1, 1.2 - 4 * distance))
    }
  }

  /// A hundred small pictures.
  static let digits = ImageSheet((0..<100).map { .init(figure($0, size: 8), width: 8) })

  /// What a classifier said of twelve pictures.
  static let verdicts = ImageSheet(
    (0..<12).map { index in
      ImageSheet.Image(
        figure(index, size: 14), width: 14, caption: ["ring", "bar", "十字"][index % 3],
        verdict: index == 7 ? .wrong : index == 4 ? .doubtful : .right)
    }, columns: 4)

  /// A sphere in colour, its numbers as planes, and how much each patch of it is looked at.
  static let colored: ImageSheet = {
    let size = 24
    let planes = (0..<3).map { channel in
      (0..<size * size).map { place -> Double in
        let x = Double(place % size) / 11.5 - 1
        let y = Double(place / size) / 11.5 - 1
        let z = (1 - x * x - y * y).squareRoot()
        guard z.isFinite else { return [0.1, 0.15, 0.3][channel] }
        return max(0.05, [0.9, 0.5, 0.2][channel] * (z - 0.5 * x - 0.4 * y) / 1.2)
      }
    }
    let weights = (0..<36).map { place -> Double in
      let (x, y) = (Double(place % 6 - 1), Double(place / 6 - 2))
      return exp(-(x * x + y * y) / 3)
    }
    return ImageSheet([
      .init(planes[0] + planes[1] + planes[2], width: size, channels: 3, caption: "a ball"),
      .init(weights, width: 6, map: .sequential, caption: "“ball”"),
      .init((0..<64).map { sin(Double($0)) }, width: 8, map: .diverging, caption: "weights"),
    ])
  }()

  private static let words = ["the", "robot", "must", "obey", "orders", "given", "by", "people"]

  /// Who looks at whom in a sentence, each mostly at itself and the word before.
  static let attention = HeatMap(
    (0..<64).map { place -> Double in
      let (row, column) = (place / 8, place % 8)
      if column > row { return .nan }
      let weights = (0...row).map { key -> Double in
        let distance = Double(row - key)
        return exp(-distance * distance / 3 + Double(key % 3) / 2)
      }
      return weights[column] / weights.reduce(0, +)
    }, columns: 8, rowLabels: words, columnLabels: words, marked: HeatMap.diagonal(8),
    xLabel: "key", yLabel: "query")

  /// What was taken for what.
  static let confusion = HeatMap(
    [50, 0, 0, 0, 47, 3, 1, 4, 45] as [Double], columns: 3,
    rowLabels: ["山鸢尾", "变色鸢尾", "维吉尼亚鸢尾"], columnLabels: ["山鸢尾", "变色鸢尾", "维吉尼亚鸢尾"],
    marked: HeatMap.diagonal(3), xLabel: "预测", yLabel: "真实类别")

  /// A joint distribution with its margins.
  static let joint = HeatMap(
    [0.1, 0.05, 0.15, 0.2, 0.3, 0.2] as [Double], columns: 3, rowLabels: ["rain", "sun"],
    columnLabels: ["cold", "mild", "hot"], range: 0...0.3, hasMargins: true, xLabel: "X",
    yLabel: "Y")

  /// Cosines of pairs, clustered, larger than most screens.
  static let similarities = HeatMap(
    (0..<96 * 96).map { place in
      let (row, column) = (place / 96, place % 96)
      let isNear = row / 24 == column / 24
      return isNear ? 0.7 + 0.3 * cos(Double(row - column) / 8) : sin(Double(row * column)) / 3
    }, columns: 96, map: .diverging)

  /// Kinds of pictures, by name.
  static let pictures: [(name: String, chart: Chart)] = [
    ("digits", .images(digits)), ("verdicts", .images(verdicts)), ("colored", .images(colored)),
    ("attention", .heatMap(attention)), ("confusion", .heatMap(confusion)),
    ("joint", .heatMap(joint)), ("similarities", .heatMap(similarities)),
    ("no images", .images(ImageSheet([]))),
  ]
}
