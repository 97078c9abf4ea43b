internal import Cells

extension Histogram: PlaneKind {
  var hasFreeY: Bool { false }

  var grain: Double { (upper - lower) / Double(max(1, groups.first?.counts.count ?? 1)) }

  var tracks: [Track] {
    groups.map { group in
      Track(
        name: group.name,
        x: group.counts.indices.map { lower + (Double($0) + 0.5) * grain }, y: heights(of: group),
        keepsNumbers: true)
    }
  }

  func description(of point: (track: Int, index: Int), words: ChartWords) -> [String] {
    let ends = [0, 1].map { legible(lower + Double(point.index + $0) * grain) }
    let name = xLabel == "" ? "x" : xLabel
    let value = tracks[point.track].y[point.index]
    return [
      "\(name) \(words.between(ends[0], ends[1]))",
      words.reading(isNormalized ? words.share : words.count, value),
    ]
  }

  /// The bins in the part of the axis that `view` shows.
  func part(_ view: ChartView) -> Histogram {
    let count = groups.first?.counts.count ?? 0
    guard let range = view.x, count > 0 else { return self }
    let places = [range.lowerBound, range.upperBound].map {
      max(0, min(Double(count), (($0 - lower) / grain).rounded()))
    }
    let first = min(count - 1, Int(places[0]))
    return sliced(first..<max(first + 1, Int(places[1])))
  }
}
