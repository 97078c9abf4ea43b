import Margin

/// The losses over the margin, and their values at one.
struct LossChart {
  let margin: Double
  let base: LogarithmBase

  init(margin: Double, _ base: LogarithmBase) { (self.margin, self.base) = (margin, base) }

  var lines: LineChart {
    let m = (0...300).map { -2 + 6 * Double($0) / 300 }
    let zeroOne = LineChart.Series("0/1", x: [-2, 0, 0, 4], y: [1, 1, 0, 0])
    return LineChart(
      [zeroOne]
        + SurrogateLoss.allCases.map { loss in
          // On the right side low enough to leave room for the names.
          let seen = m.filter { loss.value($0, base) <= ($0 < 1 ? 6 : 4) }
          return .init(loss.rawValue, x: seen, y: seen.map { loss.value($0, base) })
        }, xLabel: "margin y f", references: [.init(x: margin, name: "m")])
  }

  var table: TableChart {
    TableChart(
      columns: ["loss", "value", "slope"],
      rows: [[.text("0/1"), .number(margin <= 0 ? 1 : 0), .number(0)]]
        + SurrogateLoss.allCases.map { loss in
          [
            .text(loss.rawValue), .number(loss.value(margin, base)),
            .number(loss.slope(margin, base)),
          ]
        })
  }
}

/// Two clouds of points, and some of the second class that lie far on its right side.
struct Clouds {
  private let near: [(x: Double, y: Double)]
  private let offsets: [(x: Double, y: Double)]
  private static let size = 30

  init(using random: inout RandomSource) {
    near = (0..<2 * Self.size).map { n in
      let side = n < Self.size ? -1.0 : 1
      return (side + 0.5 * random.normal(), side + 0.5 * random.normal())
    }
    offsets = (0..<20).map { _ in (0.5 * random.normal(), 0.5 * random.normal()) }
  }

  /// X [N, 3] and y [N].
  func points(far: Int, distance: Double) -> (X: Tensor<Double>, y: Tensor<Double>) {
    let others = offsets.prefix(far).map { (x: $0.x + distance, y: $0.y + distance) }
    let all = near + others
    return (
      Tensor(rows: all.map { Tensor([$0.x, $0.y, 1]) }),
      Tensor(all.indices.map { $0 < Self.size ? -1 : 1 })
    )
  }

  /// The points, and where w·x is 0 for each loss.
  func chart(_ X: Tensor<Double>, _ y: Tensor<Double>, _ w: [Tensor<Double>]) -> LineChart {
    let points = [("−1", -1.0), ("+1", 1)].map { name, sign in
      let rows = (0..<y.count).filter { y[$0] == sign }
      return LineChart.Series(
        name, x: rows.map { X[$0, 0] }, y: rows.map { X[$0, 1] }, style: .points)
    }
    let ranges = (0..<2).map { X.column($0).min().scalar - 0.5...X.column($0).max().scalar + 0.5 }
    let lines = zip(SurrogateLoss.allCases, w).map { loss, w in
      // From the line's point next to the origin along it, as far as the points reach.
      let length = max(w[0] * w[0] + w[1] * w[1], .leastNormalMagnitude)
      let places = (-400...400).map { step in
        let s = Double(step) / 20 / sqrt(length)
        return (x: -w[2] * w[0] / length - s * w[1], y: -w[2] * w[1] / length + s * w[0])
      }
      let seen = places.filter { ranges[0].contains($0.x) && ranges[1].contains($0.y) }
      return LineChart.Series(loss.rawValue, x: seen.map(\.x), y: seen.map(\.y))
    }
    return LineChart(points + lines, xLabel: "x_1", yLabel: "x_2")
  }
}
