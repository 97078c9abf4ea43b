import Charts
import Foundation

extension Gallery {
  /// Images and matrices.
  var pictures: [Example] {
    [
      example("images", "Images with verdicts", "带判定的图像", .images(verdicts)),
      example("sheet", "A hundred small images", "一百幅小图像", .images(sheet)),
      example("color", "Colour, attention, weights", "彩色、注意力、权重", .images(colored)),
      example("heat-map", "Who attends to whom", "谁关注谁", .heatMap(attention)),
      example("joint", "A joint table with its margins", "联合分布及其边缘", .heatMap(joint)),
      example("similarities", "Similarities by cluster", "按簇排列的相似度", .heatMap(similarities)),
    ]
  }

  /// Rings, bars and crosses of `size` × `size` pixels, in turn.
  private func figure(_ index: Int, size: Int) -> [Double] {
    (0..<size * size).map { (place: Int) -> Double in
      let x: Double = (Double(place % size) + 0.5) / Double(size) * 2 - 1
      let y: Double = (Double(place / size) + 0.5) / Double(size) * 2 - 1
      let distance: Double =
        switch index % 3 {
        case 0: abs(hypot(x * 1.3, y) - 0.6)
        case 1: max(abs(x + 0.2 * y), abs(y) - 0.7)
        default: min(max(abs(x), abs(y) - 0.7), max(abs(y), abs(x) - 0.6))
        }
      return max(0, min(1, 1.2 - 4 * distance))
    }
  }

  private var sheet: ImageSheet {
    ImageSheet((0..<100).map { .init(figure($0, size: 8), width: 8) })
  }

  private var verdicts: ImageSheet {
    let captions = [say("ring", "圆环"), say("bar", "竖条"), say("cross", "十字")]
    return ImageSheet(
      (0..<8).map { index in
        .init(
          figure(index, size: 14), width: 14, caption: captions[index % 3],
          verdict: index == 6 ? .wrong : index == 4 ? .doubtful : .right)
      })
  }

  private var colored: ImageSheet {
    let size = 24
    let ball = (0..<3).flatMap { (channel: Int) -> [Double] in
      (0..<size * size).map { place -> Double in
        let x: Double = Double(place % size) / 11.5 - 1
        let y: Double = Double(place / size) / 11.5 - 1
        let z = (1 - x * x - y * y).squareRoot()
        guard z.isFinite else { return [0.1, 0.15, 0.3][channel] }
        let light: Double = (z - 0.5 * x - 0.4 * y) / 1.2
        return max(0.05, [0.9, 0.5, 0.2][channel] * light)
      }
    }
    let weights = (0..<36).map { (place: Int) -> Double in
      let distance = hypot(Double(place % 6 - 1), Double(place / 6 - 2))
      return exp(-distance * distance / 3)
    }
    return ImageSheet([
      .init(ball, width: size, channels: 3, caption: say("a ball", "球")),
      .init(weights, width: 6, map: .sequential, caption: say("“ball”", "“球”")),
      .init(
        (0..<64).map { sin(Double($0)) }, width: 8, map: .diverging, caption: say("weights", "权重")),
    ])
  }

  private var attention: HeatMap {
    let words =
      language == .english
      ? ["the", "robot", "must", "obey", "orders", "given", "by", "people"]
      : ["机器人", "必须", "服从", "人类", "下达", "的", "命令", "。"]
    let weights = (0..<64).map { place -> Double in
      let (row, column) = (place / 8, place % 8)
      guard column <= row else { return .nan }
      let scores = (0...row).map { (key: Int) -> Double in
        let distance = Double(row - key)
        return exp(-distance * distance / 3 + Double(key % 3) / 2)
      }
      return scores[column] / scores.reduce(0, +)
    }
    return HeatMap(
      weights, columns: 8, rowLabels: words, columnLabels: words, marked: HeatMap.diagonal(8),
      xLabel: say("key", "键"), yLabel: say("query", "查询"), absence: say("masked", "被掩蔽"))
  }

  private var joint: HeatMap {
    HeatMap(
      [0.1, 0.05, 0.15, 0.2, 0.3, 0.2], columns: 3,
      rowLabels: [say("rain", "雨"), say("sun", "晴")],
      columnLabels: [say("cold", "冷"), say("mild", "温和"), say("hot", "热")], range: 0...0.3,
      hasMargins: true, xLabel: "X", yLabel: "Y")
  }

  private var similarities: HeatMap {
    HeatMap(
      (0..<96 * 96).map { (place: Int) -> Double in
        let (row, column) = (place / 96, place % 96)
        if row / 24 == column / 24 { return 0.7 + 0.3 * cos(Double(row - column) / 8) }
        return sin(Double(row * column)) / 3
      }, columns: 96, map: .diverging)
  }
}
