import Cells
import Foundation
import Testing

@testable import Charts

@Suite("Bars, densities, texts, trees and lattices")
struct KindTests {
  /// Numbers from one end of what there is to the other.
  private static let odd: [Double] = [
    .nan, .infinity, -.infinity, 4e307, -4e307, 1.7e308, 1e-300, -1e-300, 0, 1, 1.0.nextUp,
    1_700_000_000_000_000_000,
  ]

  private static func charts(of numbers: [Double]) -> [Chart] {
    let names = numbers.map { "\($0)" }
    let series = LineChart.Series("a", x: numbers, y: numbers, lower: numbers, upper: numbers)
    var bars = series
    bars.spread = .bars
    return [
      .bars(BarChart(names, numbers, errors: numbers)),
      .bars(BarChart(names, [.init("a", numbers), .init("b", numbers)], arrangement: .stacked)),
      .histogram(Histogram(numbers, bins: 3, marks: [.init(x: numbers.first ?? .nan, text: "m")])),
      .histogram(Histogram([("a", numbers), ("b", [1])], isNormalized: true)),
      .line(.densities(of: [("a", numbers)])),
      .line(LineChart(series.smoothed(by: 0.9) + [bars], yScale: .symlog)),
      .line(LineChart([series], references: numbers.map { .init(y: $0, name: "r") })),
      .line(LineChart([.folded("a", [series, series])])),
      .scatter(
        ScatterChart(
          [.init("a", x: numbers, y: numbers, highlighted: [0, 99, -1])],
          arrows: numbers.map { .init(x: $0, y: 0, dx: $0, dy: 1) },
          labels: numbers.map { .init(x: $0, y: $0, text: "词 \($0)") })),
      .text(TextChart(numbers.map { .init("词 \($0)", probability: $0) })),
      .tree(TreeChart(names.indices.map { .init(names[$0], children: [$0 + 1, 0, -1]) })),
      .lattice(Lattice(states: names, steps: names, probabilities: numbers, path: [0, 7, -1, 2])),
      .multiples(Multiples(names.map { .init($0, .bars(BarChart([$0], [1]))) })),
    ]
  }

  @Test("Any numbers at any size are drawn, inside of the rectangle", arguments: [0, 1, 2, 5, 12])
  func anyNumbers(count: Int) {
    for chart in Self.charts(of: Array(Self.odd.suffix(count))) + Self.charts(of: Self.odd) {
      for (width, height) in [(1, 1), (2, 1), (5, 3), (12, 4), (30, 9), (80, 24)] {
        for canvas in ChartStyle.Canvas.allCases {
          var frame = Frame(Size(width: width + 2, height: height + 2))
          frame.fill(frame.bounds, with: Cell("X"))
          let rect = Rect(x: 1, y: 1, width: width, height: height)
          frame.fill(rect)
          chart.draw(into: &frame, in: rect, style: .testing(canvas))
          let edge =
            (0..<frame.size.width).map { frame[$0, 0] }
            + (0..<frame.size.width).map { frame[$0, height + 1] }
          #expect(edge.allSatisfy { $0 == Cell("X") })
          #expect(
            (1...height).allSatisfy {
              frame[0, $0] == Cell("X") && frame[width + 1, $0] == Cell("X")
            })
        }
      }
    }
  }

  @Test("Equal amounts have equal bars, larger ones no shorter ones, from one baseline")
  func equalBars() {
    let amounts = (0...60).map { Double($0) / 10 }
    let chart = BarChart((amounts + amounts).map { "\($0)" }, amounts + amounts)
    let frame = Chart.bars(chart).frame(50, 122)
    let eighths = Array(" ▏▎▍▌▋▊▉█")
    let lengths = (0..<122).map { row in
      (4..<46).reduce(0) {
        $0 + max(0, eighths.firstIndex(of: frame[$1, row].glyph.first ?? " ") ?? 0)
      }
    }
    #expect(Array(lengths[..<61]) == Array(lengths[61...]))
    #expect(zip(lengths[..<61], lengths[1..<61]).allSatisfy { $0 <= $1 })
    #expect(lengths[0] == 0)
  }

  @Test("Bars of both signs begin at one line; what is lost is counted")
  func signs() {
    let frame = Chart.bars(Fixtures.weights).frame(70, 14)
    let columns = (1..<13).map { row in (0..<70).first { frame[$0, row].glyph == "│" } }
    #expect(Set(columns).count == 1 && columns[0] != nil)
    #expect(frame.text.contains("1 not finite"))
    #expect(Chart.bars(Fixtures.parts).frame(70, 6).text.contains("1 negative"))
    #expect(Chart.bars(Fixtures.weights).frame(70, 6).text.contains("more rows"))
  }

  @Test(
    "The names of bars stand whole on as many lines as the bars leave free",
    arguments: [
      (["hidden layer", "softmax"], "multiplications a prediction"),
      (["隐层", "softmax"], "每次预测的乘法次数"),
      (["from scratch", "linear probe", "fine-tuned"], "accuracy"),
    ])
  func barNames(names: [String], xLabel: String) throws {
    for arrangement in BarChart.Arrangement.allCases {
      let chart = BarChart(
        (0..<6).map { "|V| = \(625 << $0)" },
        names.map { .init($0, (0..<6).map { Double(60 * 625 << $0) }) }, arrangement: arrangement,
        xLabel: xLabel)
      let rows = arrangement == .stacked ? 6 : 6 * names.count
      // On the narrowest tile of a screen at the chart's own height, and higher.
      let own = try #require(Chart.bars(chart).fullHeight(style: ChartStyle()))
      for height in [own, own + 1, own + 5] {
        let text = Chart.bars(chart).frame(34, height).text
        for name in names + [xLabel] { #expect(text.contains(name)) }
        #expect(!text.contains("more rows"))
      }
      // No name takes a bar's row where all bars have one.
      #expect(!Chart.bars(chart).frame(34, rows + 1).text.contains("more rows"))
      let width = Chart.bars(chart).height(width: 120, style: ChartStyle())
      #expect(width == rows + 1)
    }
  }

  @Test("The ends of a whisker stand beside the sign of its point, however low the chart")
  func whiskers() {
    for (columns, rows) in [(24, 6), (30, 6), (60, 6)] {
      let points = LineChart(
        [
          .init(
            "error", x: [1, 2, 3], y: [0.4, 0.2, 0.1], style: .points, lower: [0.38, 0.18, 0.09],
            upper: [0.42, 0.22, 0.11], spread: .bars)
        ])
      let frame = Chart.line(points).frame(columns, rows)
      let lines = frame.text.split(separator: "\n")
      // The middle one has room on both sides, and its whisker is lower than a row.
      #expect(lines.contains { $0.contains(/[\u2801-\u28ff]•[\u2801-\u28ff]/) })
    }
  }

  @Test("Every finite value is in one bin or counted outside; equal counts are equally high")
  func bins() {
    let values = (0..<1000).map { Double($0) / 100 }
    let whole = Histogram(values, bins: 10)
    #expect(whole.groups[0].counts == Array(repeating: 100, count: 10))
    let part = Histogram(values + [.nan], bins: 4, range: 2...4)
    #expect(part.groups[0].counts.reduce(0, +) == 201)
    #expect(part.groups[0].outside == 799 && part.groups[0].notFinite == 1)
    let frame = Chart.histogram(whole).frame(60, 12)
    let top = (0..<12).first { row in (10..<60).contains { frame[$0, row].glyph != " " } } ?? 0
    #expect(Set((12..<58).map { frame[$0, top].glyph }).count == 1)
  }

  @Test("A density integrates to one")
  func density() {
    var random = Lehmer(3)
    let values = (0..<200).map { _ in random.gaussian() }
    let curve = KernelDensity(values).curve("a", points: 400)
    let step = curve.x[1] - curve.x[0]
    #expect(abs(curve.y.reduce(0) { $0 + $1 * step } - 1) < 0.01)
  }

  @Test("A smoothed value is that of its definition, and does not depend on later points")
  func smoothing() {
    let y: [Double] = [3, 1, .nan, 4, 1, 5, 9, 2, 6]
    let x = y.indices.map(Double.init)
    let whole = LineChart.Series("a", x: x, y: y).smoothed(by: 0.5)[1].y
    #expect(whole[0] == 3 && whole[2].isNaN)
    #expect(abs(whole[1] - (0.5 * 3 + 1) / 1.5) < 1e-12)
    for count in 1..<y.count {
      let part = LineChart.Series("a", x: Array(x[..<count]), y: Array(y[..<count]))
      let smoothed = part.smoothed(by: 0.5)[1].y
      #expect(zip(smoothed, whole).allSatisfy { $0.bitPattern == $1.bitPattern })
    }
  }

  @Test("Seeds fold to their mean and deviation")
  func folding() {
    let runs = [1.0, 2, 6].map { LineChart.Series("", x: [0, 1], y: [$0, 2 * $0]) }
    let folded = LineChart.Series.folded("a", runs + [.init("", x: [5], y: [7])])
    #expect(folded.x == [0, 1, 5] && folded.y == [3, 6, 7])
    #expect(abs(folded.upper[0] - 3 - 7.0.squareRoot()) < 1e-12 && folded.upper[2] == 7)
    let mean = LineChart.Series.folded("a", runs, band: .ofMean)
    #expect(abs(mean.lower[0] - 3 + (7.0 / 3).squareRoot()) < 1e-12)
  }

  @Test("A reference has its line and its name, and is on the axis")
  func references() {
    for canvas in ChartStyle.Canvas.allCases {
      let text = Chart.line(Fixtures.folded).frame(70, 16, canvas).text
      #expect(text.contains("ln N") && text.contains("decay"))
    }
  }

  @Test("A symlog axis shows both signs and rises everywhere")
  func symlogAxis() {
    let axis = Axis(FiniteRange(-250, 300), scale: .symlog, ends: .round, maximum: 7)
    let map = axis.map(from: 0, to: 1)
    let places = stride(from: -250.0, through: 300, by: 0.25).map { map($0) }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Set(axis.ticks.map(\.label)).isSuperset(of: ["-100", "0", "100"]))
  }

  @Test(
    "Words of a scatter chart cover neither each other nor points, and those without room are counted"
  )
  func words() {
    let text = Chart.scatter(Fixtures.wordMap).frame(76, 24).text
    for label in Fixtures.wordMap.labels.prefix(8) { #expect(text.contains(label.text)) }
    let crowd = (0..<40).map { ScatterChart.Label(x: 0, y: 0, text: "word \($0)") }
    #expect(
      Chart.scatter(ScatterChart([], labels: crowd)).frame(40, 10).text.contains("without room"))
  }

  @Test("The newest text is in sight, and what is above is counted")
  func newest() {
    let long = TextChart((0..<500).map { .init("word\($0) ") })
    let text = Chart.text(long).frame(40, 6).text
    #expect(text.contains("word499") && text.contains("lines above"))
  }

  @Test("A tree shows each node once, however its children lead")
  func tree() {
    let lines = Fixtures.huffman.lines(ChartStyle())
    #expect(lines.count == 9)
    #expect(lines[1].plain == "├─0 a  45  0")
    let circle = TreeChart([.init("a", children: [1]), .init("b", children: [0, 1])])
    #expect(circle.lines(ChartStyle()).count == 2)
    let deep = TreeChart((0..<20_000).map { .init("n", children: [$0 + 1]) })
    #expect(Chart.tree(deep).frame(30, 5).text.contains("more rows"))
  }

  @Test("Charts of earlier records, which lack what was added, are read")
  func earlier() throws {
    let json = """
      {"line":{"_0":{"series":[{"name":"a","x":[1,2],"y":[3,4],"isGhost":false,"style":"line"}],
      "marks":[],"xLabel":"step","yLabel":"","xScale":"linear","yScale":"linear"}}}
      """
    let chart = try JSONDecoder().decode(Chart.self, from: Data(json.utf8))
    #expect(chart == .line(LineChart([.init("a", x: [1, 2], y: [3, 4])], xLabel: "step")))
    let again = String(decoding: try JSONEncoder().encode(chart), as: UTF8.self)
    #expect(!again.contains("references") && !again.contains("lower"))
  }

  @Test("Every kind becomes a well-formed vector graphic", arguments: Fixtures.all.map(\.name))
  func svg(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    let svg = chart.svg(title: "a < b & c", width: 60)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("&lt;") && svg.contains("&amp;"))
    for line in svg.split(separator: "\n").dropFirst(3).dropLast() {
      #expect(line.hasPrefix("<") && line.hasSuffix(">") && !line.contains("nan"))
    }
  }

  @Test("A name is translated wherever a chart shows one")
  func renaming() {
    for (name, chart) in Fixtures.all {
      let renamed = chart.renamed { $0 == "" ? "" : "<" + $0 + ">" }
      #expect(renamed.names == chart.names.map { $0 == "" ? "" : "<" + $0 + ">" }, "\(name)")
      #expect(renamed.kindName == chart.kindName)
    }
  }
}
