import Charts
import Testing

@testable import Notebook

@Suite("Charts of series")
struct SeriesChartTests {
  private let words = SeriesWords(
    now: "now", step: "step", iteration: "iteration", seconds: "seconds",
    start: { "start \($0)" },
    formerStarts: { "starts \($0.lowerBound)-\($0.upperBound)" }, name: { $0 })

  @Test("x can be the steps, the seconds or another series, each told by its name")
  func axes() {
    var record = epochs
    for step in 1...30 {
      record.append(
        .init(step: step, x: Double(step), y: 100 - Double(step), time: 0.5), to: "rate")
    }
    let names = ["train NLL"]
    #expect(
      record.axes(of: names) == [.kernels, .steps, .series("valid NLL"), .series("rate")])
    #expect(record.axes(of: ["rate"]).prefix(2) == [.kernels, .seconds])
    func x(_ axis: SeriesAxis) -> [Double] { record.lines(of: names, over: axis, words)[0].x }
    #expect(x(.kernels) == [1, 2, 3] && x(.steps) == [10, 20, 30])
    #expect(x(.series("rate")) == [90, 80, 70])
    #expect(record.lines(of: ["rate"], over: .series("train NLL"), words)[0].x.count == 21)
    #expect(record.xLabel(of: names, over: .seconds, words) == "seconds")
    #expect(record.place(ofStep: 20, on: names, over: .series("rate")) == 80)
  }

  @Test("a smoothed curve is made of all samples where not all are kept")
  func smoothed() {
    var record = RunRecord.example
    let samples = [1, 5].map {
      RunRecord.Sample(step: $0, x: Double($0), y: Double($0), time: 0)
    }
    record.replaceSamples(of: "y", from: 0, with: samples)
    let plain = record.lines(of: ["y"], smoothedBy: 0.9, words)
    #expect(plain.map(\.name) == ["now", "now (EMA 0.9)"] && plain[0].isFaint == true)
    #expect(abs(plain[1].y[1] - (0.9 * 1 + 5) / 1.9) < 1e-12)
    record.replaceSamples(of: "y", from: 0, with: samples, averages: [1, 2, 3, 4, 5, 6])
    #expect(record.lines(of: ["y"], smoothedBy: 0.9, words)[1].y == [2, 5])
    record.replaceSamples(of: "y", from: 0, with: samples)
    #expect(record.averages["y"] == nil)
  }

  /// Steps 1 … 30, an epoch each ten, plotted at the ends of the epochs.
  private var epochs: RunRecord {
    var record = RunRecord.example
    for name in ["train", "valid"] {
      record.curves["\(name) NLL"] = .init(chart: "NLL", name: name, xLabel: "epoch")
      for epoch in 1...3 {
        record.append(
          .init(step: 10 * epoch, x: Double(epoch), y: 1 / Double(epoch), time: 0),
          to: "\(name) NLL")
      }
    }
    return record
  }

  /// Starts of four steps each.
  private func restarted(_ starts: Int) -> RunRecord {
    var record = RunRecord.example
    for step in 1...4 * starts {
      let (start, iteration) = ((step - 1) / 4 + 1, (step - 1) % 4 + 1)
      record.append(
        .init(step: step, x: Double(iteration), y: Double(-iteration), time: 0, start: start),
        to: "J")
    }
    return record
  }

  @Test("curves stand in the chart that they were plotted on, all others by themselves")
  func families() {
    var record = epochs
    record.append(.init(step: 1, x: 1, y: 0, time: 0), to: "test loss")
    record.append(.init(step: 1, x: 1, y: 0, time: 0), to: "train loss")
    record.append(.init(step: 1, x: 1, y: 0, time: 0), to: "NLL")
    let charts = SeriesChart.charts(of: [record, record])
    #expect(charts.map(\.title) == ["NLL", "test loss", "train loss"])
    #expect(charts[0].names == ["train NLL", "valid NLL", "NLL"])
    #expect(record.lines(of: charts[0].names, words).map(\.name) == ["train", "valid", "NLL"])
    #expect(record.xLabel(of: charts[0].names, words) == "epoch")
    #expect(record.xLabel(of: ["test loss"], words) == "step")
  }

  @Test("a change stands where its step is on the axis, whatever that counts")
  func places() {
    let names = ["train NLL", "valid NLL"]
    #expect(epochs.place(ofStep: 20, on: names) == 2)
    #expect(epochs.place(ofStep: 15, on: names) == 1.5)
    #expect(epochs.place(ofStep: 3, on: names) == 1)
    #expect(epochs.place(ofStep: 31, on: names) == nil)
    #expect(restarted(3).place(ofStep: 6, on: ["J"]) == 2)
    var record = RunRecord.example
    record.append(.init(step: 5, x: 5, y: 0, time: 0), to: "loss")
    #expect(record.place(ofStep: 9, on: ["loss"]) == 9)
  }

  @Test("a step of several samples ends at its last one")
  func ends() {
    var record = RunRecord.example
    for place in 1...5 {
      record.append(.init(step: 2, x: Double(place), y: 0, time: Double(place)), to: "ROC")
    }
    #expect(record.place(ofStep: 2, on: ["ROC"]) == 1)
    #expect(record.place(ofStep: 2, on: ["ROC"], isEnd: true) == 5)
    #expect(record.place(ofStep: 2, on: ["ROC"], over: .seconds, isEnd: true) == 5)
    #expect(record.place(ofStep: 1, on: ["ROC"], isEnd: true) == 1)
    #expect(epochs.place(ofStep: 15, on: ["train NLL"], isEnd: true) == 1.5)
  }

  @Test("the latest start stands over the former ones, which have one name", arguments: [1, 2, 50])
  func starts(count: Int) {
    let record = restarted(count)
    let lines = record.lines(of: ["J"], words)
    #expect(lines.count == count)
    #expect(lines.allSatisfy { $0.x == [1, 2, 3, 4] })
    #expect(lines.map(\.isGhost) == Array(repeating: true, count: count - 1) + [false])
    #expect(lines.last?.name == (count == 1 ? "now" : "start \(count)"))
    let named = lines.dropLast().map(\.name).filter { $0 != "" }
    #expect(named == (count == 1 ? [] : ["starts 1-\(count - 1)"]))
    #expect(record.xLabel(of: ["J"], words) == "iteration")
  }

  @Test("a thousand starts are no more than can be drawn")
  func manyStarts() {
    #expect(restarted(1000).lines(of: ["J"], words).count == 101)
  }
}
