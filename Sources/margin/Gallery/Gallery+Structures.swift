import Charts
import Foundation

extension Gallery {
  /// Texts, trees, lattices, several charts in one.
  var structures: [Example] {
    [
      example("text", "A text with its probabilities", "文本及其概率", .text(written)),
      example("tree", "A Huffman code", "哈夫曼编码", .tree(huffman)),
      example("lattice", "A hidden Markov model's states", "隐马尔可夫模型的状态", .lattice(weather)),
      example("multiples", "The same at several settings", "不同设置下的同一图", .multiples(settings)),
    ]
  }

  private var written: TextChart {
    let pieces =
      language == .english
      ? [
        "A", " robot", " may", " not", " injure", " a", " human", " being", ",", " or", " through",
        " inaction", ",", " let", " one", " come", " to", " harm", ".",
      ]
      : ["机器人", "不得", "伤害", "人类", "，", "也", "不得", "因", "不作为", "而", "让", "人类", "受到", "伤害", "。"]
    return TextChart(
      pieces.enumerated().map { (index: Int, piece: String) -> TextChart.Piece in
        TextChart.Piece(piece, probability: 0.02 + 0.96 * abs(noise(index, 3)))
      })
  }

  private var huffman: TreeChart {
    TreeChart([
      .init("100", children: [1, 2]), .init("a", branch: "0", note: "45  0", isMarked: true),
      .init("55", branch: "1", children: [3, 4]),
      .init("25", branch: "0", children: [5, 6]), .init("30", branch: "1", children: [7, 8]),
      .init("b", branch: "0", note: "12  100"), .init("c", branch: "1", note: "13  101"),
      .init("d", branch: "0", note: "14  110"),
      .init(say("blank", "空格"), branch: "1", note: "16  111"),
    ])
  }

  private var weather: Lattice {
    Lattice(
      states: [say("rain", "雨"), say("sun", "晴")], steps: "3121323311".map(String.init),
      probabilities: (0..<10).flatMap { day -> [Double] in
        let rain = 0.5 + 0.45 * sin(Double(day))
        return [rain, 1 - rain]
      }, path: (0..<10).map { sin(Double($0)) > 0 ? 0 : 1 }, xLabel: say("day", "天"))
  }

  private var settings: Multiples {
    let places = (0..<50).map(Double.init)
    return Multiples(
      [1, 3, 5, 9].map { (degree: Int) -> Multiples.Panel in
        let heights = places.map { (place: Double) -> Double in sin(Double(degree) * place / 20) }
        let fit = LineChart.Series(say("fit", "拟合"), x: places, y: heights)
        return Multiples.Panel(say("degree \(degree)", "\(degree) 次"), .line(LineChart([fit])))
      })
  }
}
