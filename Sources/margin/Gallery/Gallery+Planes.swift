import Charts
import Foundation

extension Gallery {
  /// Points and heights in the plane.
  var planes: [Example] {
    [
      example("scatter", "Clusters and their 2σ lines", "各簇与 2σ 线", .scatter(clusters)),
      example("regions", "Decision regions, support vectors", "决策区域与支持向量", .scatter(regions)),
      example("words", "Words in the plane", "平面中的词", .scatter(words)),
      example("contour", "Equal heights and a path", "等高线与路径", .contour(hill)),
    ]
  }

  private var clusters: ScatterChart {
    let centres: [(name: String, x: Double, y: Double)] = [
      (say("setosa", "山鸢尾"), 5, 3.4), (say("versicolor", "变色鸢尾"), 5.9, 2.8),
      (say("virginica", "维吉尼亚鸢尾"), 6.7, 3.1),
    ]
    return ScatterChart(
      centres.enumerated().map { index, centre in
        .init(
          centre.name,
          x: (0..<40).map { (point: Int) -> Double in centre.x + 0.3 * bell(point, index) },
          y: (0..<40).map { (point: Int) -> Double in centre.y + 0.22 * bell(point, index + 7) })
      },
      ellipses: centres.indices.map {
        .init(
          group: $0, meanX: centres[$0].x, meanY: centres[$0].y, varianceX: 0.08, varianceY: 0.045,
          covariance: 0.02)
      }, xLabel: say("sepal length", "萼片长"), yLabel: say("sepal width", "萼片宽"))
  }

  private var regions: ScatterChart {
    func ring(_ radius: Double, _ count: Int, _ stream: Int) -> (x: [Double], y: [Double]) {
      let angles = (0..<count).map { (index: Int) -> Double in 3.2 * noise(index, stream) }
      let x = angles.indices.map { (index: Int) -> Double in
        radius * cos(angles[index]) + 0.15 * bell(index, stream)
      }
      let y = angles.indices.map { (index: Int) -> Double in
        radius * sin(angles[index]) + 0.15 * bell(index, stream + 4)
      }
      return (x, y)
    }
    let (inner, outer) = (ring(0.6, 30, 1), ring(1.8, 40, 2))
    return ScatterChart(
      [
        .init(say("inside", "内"), x: inner.x, y: inner.y, highlighted: [1, 5, 9]),
        .init(say("outside", "外"), x: outer.x, y: outer.y, highlighted: [2, 3]),
      ], xLabel: "x₁", yLabel: "x₂",
      field: .init(groupsOver: -2.5...2.5, -2.5...2.5) { hypot($0, $1) < 1.2 ? 0 : 1 })
  }

  private var words: ScatterChart {
    let names =
      language == .english
      ? [
        "robot", "human", "law", "order", "harm", "obey", "protect", "machine", "people", "danger",
      ]
      : ["机器人", "人类", "法则", "命令", "伤害", "服从", "保护", "机器", "人们", "危险"]
    let labels = names.enumerated().map { (index: Int, name: String) -> ScatterChart.Label in
      ScatterChart.Label(x: 2 * bell(index, 2), y: 2 * bell(index, 9), text: name)
    }
    return ScatterChart(
      [.init(say("words", "词"), x: labels.map(\.x), y: labels.map(\.y))],
      arrows: [.init(x: 0, y: 0, dx: 1.5, dy: 0.4)], labels: labels)
  }

  private var hill: ContourChart {
    ContourChart(
      x: 0.01...0.99, y: 0.01...0.99,
      paths: [
        .init(
          "EM", x: [0.6, 0.713, 0.7453, 0.7681, 0.7832, 0.7967],
          y: [0.5, 0.5813, 0.5693, 0.5495, 0.5346, 0.5197])
      ], xLabel: "θ_A", yLabel: "θ_B"
    ) { first, second in
      [5.0, 9, 8, 4, 7].reduce(0) { (sum: Double, heads: Double) -> Double in
        let likelihoods = [first, second].map { (theta: Double) -> Double in
          pow(theta, heads) * pow(1 - theta, 10 - heads)
        }
        return sum + log(0.5 * likelihoods[0] + 0.5 * likelihoods[1])
      }
    }
  }
}
