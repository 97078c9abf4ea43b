import Charts
import Testing

@testable import Notebook

@Suite("Charts of series")
struct SeriesChartTests {
  private let words = SeriesWords(
    now: "now", step: "step", iteration: "iteration", start: { "start \($0)" },
    formerStarts: { "starts \($0.lowerBound)-\($0.upperBound)" }, name: { $0 })

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
