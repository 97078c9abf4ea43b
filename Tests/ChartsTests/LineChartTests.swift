import Cells
import Glibc
import Testing

@testable import Charts

@Suite("Line charts")
struct LineChartTests {
  private func chart(_ y: [Double], name: String = "loss") -> LineChart {
    LineChart(
      [.init(name, x: y.indices.map { Double($0 + 1) }, y: y)], xLabel: "step")
  }

  @Test("One point in a million is seen")
  func spike() {
    var values = Array(repeating: 1.0, count: 1_000_000)
    values[654_321] = 2
    for canvas in ChartStyle.Canvas.allCases {
      let frame = Chart.line(chart(values)).frame(80, 12, canvas)
      // The upper rows of the plot are empty but for the spike.
      let marked = (1..<8).count { row in (10..<80).contains { frame[$0, row].glyph != " " } }
      #expect(marked >= 6)
    }
  }

  @Test("A gap is said in words")
  func gaps() {
    let cases: [([Double], String)] = [
      ([1, 2, .nan, .nan], "NaN from step 3"), ([1, .nan, 2], "NaN at step 2"),
      ([.nan, 1, .nan, 2], "NaN 2 times, first at step 1"),
      ([1, 2, .infinity], "infinite from step 3"),
    ]
    for (values, words) in cases {
      #expect(Chart.line(chart(values)).frame(60, 12).text.contains(words))
      #expect(Chart.line(chart(values)).frame(50, 6, .ascii).text.contains(words))
    }
    #expect(Chart.line(chart([.nan, .nan])).frame(60, 12).text.contains("loss: NaN from step 1"))
    #expect(Chart.line(chart([])).frame(60, 12).text.contains("no points yet"))
  }

  @Test("On a log axis values ≤ 0 stand at the floor and are counted")
  func logFloor() {
    var line = chart([1, 0.1, 0, -3, 0.01, 0])
    line.yScale = .log
    let text = Chart.line(line).frame(60, 14).text
    #expect(text.contains("3 ≤ 0"))
    #expect(text.contains { $0 == "▾" })
    line.series[0].y = [0, -1]
    line.series[0].x = [1, 2]
    #expect(Chart.line(line).frame(60, 14).text.contains("2 ≤ 0"))
  }

  @Test("Marks stand on the axis with their words where there is room")
  func marks() {
    var line = chart((1...100).map(Double.init))
    line.marks = [
      .init(x: 50, text: "rate 0.1"), .init(x: 99, text: "rate 0.2"), .init(x: 1e9, text: "never"),
    ]
    let text = Chart.line(line).frame(70, 10).text
    #expect(text.contains("▴ rate 0.1"))
    #expect(text.contains("rate 0.2 ▴"))
    #expect(!text.contains("never"))
    line.marks = (1...60).map { .init(x: Double($0), text: "a long text") }
    #expect(Chart.line(line).frame(40, 10).text.contains("▴▴▴"))
  }

  @Test("Ghosts are dim, behind, and named")
  func ghosts() {
    let frame = Chart.line(Fixtures.rerun).frame(72, 14)
    #expect(frame.text.contains("K 3→5"))
    var swapped = Fixtures.rerun
    swapped.series.reverse()
    let other = Chart.line(swapped).frame(72, 14)
    #expect(other == frame, "the order of ghosts and curves does not matter")
  }

  @Test("Ghosts without a name are drawn and not in the legend")
  func unnamedGhosts() {
    let x = (1...20).map(Double.init)
    func line(_ ghosts: Int) -> LineChart {
      LineChart(
        (0..<ghosts).map { k in
          .init(
            k == 0 ? "starts 1-\(ghosts)" : "", x: x, y: x.map { -$0 / Double(k + 2) },
            isGhost: true)
        } + [.init("start \(ghosts + 1)", x: x, y: x.map { -$0 })])
    }
    for (width, height) in [(80, 16), (36, 9)] {
      let text = Chart.line(line(49)).frame(width, height).text
      #expect(text.contains("starts 1-49") && text.contains("start 50"))
      #expect(!text.contains("+4"))
    }
    #expect(!Chart.line(line(0)).frame(80, 16).text.contains("start 1"))
  }

  @Test("Without colour every curve has a dash, or in ASCII a glyph, of its own")
  func monochrome() {
    for canvas in ChartStyle.Canvas.allCases {
      let style = ChartStyle.testing(canvas, hasColor: false)
      let inks =
        (0..<6).map { Ink.series($0, isAlone: false, style: style) }
        + (0..<2).map { Ink.ghost($0, style: style) }
      let samples = inks.map { $0.sample(columns: 6).map(\.glyph) }
      #expect(Set(samples).count == samples.count)
    }
  }

  @Test("A legend over the plot hides nothing of the newest tenth")
  func newestTenth() {
    var random = Lehmer(11)
    var checked = 0
    for _ in 0..<60 {
      let count = Int.random(in: 20...200, using: &random)
      let slope = Double.random(in: -1...1, using: &random)
      let values = (0..<count).map { slope * Double($0) + 5 * random.gaussian() }
      var line = chart(values, name: "a curve with a long name")
      let alone = Chart.line(line).frame(80, 18)
      line.series.append(.init("earlier", x: [1], y: [values[0]], isGhost: true))
      let both = Chart.line(line).frame(80, 18)
      guard !both.text.split(separator: "\n")[0].contains("long name") || both[10, 0].glyph == "│"
      else { continue }
      guard (0..<18).allSatisfy({ alone[5, $0] == both[5, $0] }) else { continue }
      checked += 1
      let plot = 8..<80
      for x in (plot.upperBound - plot.count / 10)..<plot.upperBound {
        for y in 0..<16 where !alone[x, y].glyph.allSatisfy(\.isASCII) {
          #expect(both[x, y].glyph == alone[x, y].glyph)
        }
      }
    }
    #expect(checked > 0)
  }

  @Test("Unsorted x, few columns and many series are drawn")
  func oddities() {
    var random = Lehmer(2)
    let x = (0..<500).map { _ in Double.random(in: -1...1, using: &random) }
    let spiral = LineChart([.init("", x: x, y: x.map { $0 * $0 })])
    #expect(Chart.line(spiral).frame(30, 8).text.contains { $0.isBraille })
    let many = LineChart((0..<300).map { .init("s\($0)", x: [0, 1], y: [Double($0), 1]) })
    #expect(Chart.line(many).frame(60, 20).text.contains("+29"))
    let uneven = LineChart([.init("", x: [1, 2, 3], y: [1])])
    #expect(Chart.line(uneven).frame(30, 8).text.contains("•"))
  }

  @Test("A legend that cannot name all curves names whole those that it can", arguments: 24...80)
  func wholeNames(columns: Int) throws {
    let names = ["untouched pixels", "from scratch", "linear probe", "fine-tuned"]
    let curves = names.enumerated().map { LineChart.Series($1, x: [0, 1], y: [Double($0), 9]) }
    let text = Chart.line(LineChart(curves)).frame(columns, 6).text
    let line = try #require(text.split(separator: "\n").first)
    guard let rest = line.split(separator: "+").dropFirst().first.flatMap({ Int($0) }) else {
      return
    }
    // The next longer names would not have had room.
    let spare = line.prefix { $0 == " " }.count
    let cut = line.count { $0 == "…" }
    #expect(cut == 0 || spare <= names.count - rest, "\(line)")
  }

  @Test("A name with a long remark hides no other one over a tall chart")
  func longRemark() {
    let names = ["maximumLikelihood", "addK", "kneserNey"]
    let curves = names.enumerated().map { index, name in
      LineChart.Series(
        name, x: [1, 2, 3], y: [10, index == 0 ? .infinity : 20, index == 0 ? .infinity : 30])
    }
    let text = Chart.line(LineChart(curves)).frame(37, 18).text
    #expect(text.contains("addK") && text.contains("kneserNey") && text.contains("infinite"))
  }

  @Test("Values at the ends of what a Double can hold are drawn")
  func extremes() {
    let huge = Double.greatestFiniteMagnitude
    let tiny = Double.leastNonzeroMagnitude
    for values in [
      [-huge, huge], [tiny, 2 * tiny], [huge, huge], [tiny, huge], [1, 1 + 1e-16],
    ] {
      for scale in [AxisScale.linear, .log] {
        for canvas in ChartStyle.Canvas.allCases {
          var line = chart(values)
          line.series[0].x = values
          line.xScale = scale
          line.yScale = scale
          line.marks = [.init(x: huge, text: ""), .init(x: .nan, text: "x")]
          let frame = Chart.line(line).frame(60, 14, canvas)
          #expect(frame.text.contains { $0 == "─" || $0 == "-" })
        }
      }
    }
  }

  @Test("Thinning keeps every spike and gap, and at most four points a stretch")
  func thinning() throws {
    var random = Lehmer(4)
    var values = (0..<100_000).map { _ in Double.random(in: 0...1, using: &random) }
    values[77_777] = 50
    values[88_888] = .nan
    let whole = chart(values)
    guard case .line(let thin) = Chart.line(whole).thinned(toColumns: 100) else { return }
    let series = try #require(thin.series.first)
    #expect(series.y.count <= 4 * 200 + 5)
    #expect(series.y.contains(50))
    #expect(series.y.contains { $0.isNaN })
    #expect(series.y.filter(\.isFinite).min() == values.filter(\.isFinite).min())
    #expect(series.x.first == 1 && series.x.last == 100_000)
    #expect(zip(series.x, series.x.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Chart.line(Fixtures.rerun).thinned(toColumns: 100) == .line(Fixtures.rerun))
  }
}

extension Character {
  fileprivate var isBraille: Bool {
    unicodeScalars.allSatisfy { (0x2800...0x28FF).contains($0.value) }
  }
}
