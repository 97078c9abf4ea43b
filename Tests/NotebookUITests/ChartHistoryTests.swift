import Charts
import Testing

@testable import NotebookUI

/// What is kept of a run's charts.
@Suite("The history of charts")
struct ChartHistoryTests {
  /// A chart that says which step it is of, and takes some memory.
  private func chart(_ step: Int, numbers: Int = 0) -> Chart {
    .heatMap(
      HeatMap(
        [Double](repeating: 0, count: numbers), columns: max(1, numbers), xLabel: "step \(step)"))
  }

  private func steps(_ history: ChartHistory) -> [Int] { history.steps.sorted() }

  @Test("at a step stands the chart of that step, or of the one before it that was recorded")
  func moments() {
    var history = ChartHistory()
    for step in [2, 4, 8] { history.add(chart(step), as: "a", in: step) }
    #expect(history.moment(of: "a", at: 1) == nil)
    #expect(history.moment(of: "a", at: 2)?.chart == chart(2))
    #expect(history.moment(of: "a", at: 7)?.step == 4)
    #expect(history.moment(of: "a", at: 100)?.step == 8)
    #expect(history.moment(of: "b", at: 8) == nil)
  }

  @Test("of a step the last chart counts, and what was told before is not told again")
  func again() {
    var history = ChartHistory()
    for (step, text) in [(1, 10), (3, 30), (3, 31), (2, 20), (0, 0)] {
      history.add(chart(text), as: "a", in: step)
    }
    #expect(steps(history) == [1, 3])
    #expect(history.moment(of: "a", at: 3)?.chart == chart(31))
  }

  @Test(
    "however long a run goes on, the first and the newest are kept, and the others evenly",
    arguments: [11, 100, 1000, 12_345])
  func even(count: Int) {
    var history = ChartHistory(countLimit: 50)
    for step in 1...count {
      history.add(chart(step), as: "a", in: step)
      #expect(history.moment(of: "a", at: step)?.step == step)
    }
    let kept = steps(history)
    #expect(kept.first == 1 && kept.last == count)
    #expect(kept.count == min(50, count))
    let gaps = zip(kept, kept.dropFirst()).map { $1 - $0 }
    // The newest gap grows up to the others.
    let largest = gaps.max() ?? 0
    #expect(largest <= max(1, 4 * count / 50))
    #expect(gaps.dropLast().allSatisfy { 4 * $0 >= largest })
  }

  @Test("steps that go by between frames are thinned by their distance, not by their number")
  func uneven() {
    var history = ChartHistory(countLimit: 20)
    // Slow at first, then a hundred steps a frame.
    for step in 1...100 { history.add(chart(step), as: "a", in: step) }
    for frame in 1...100 { history.add(chart(frame), as: "a", in: 100 + 100 * frame) }
    let kept = steps(history)
    #expect(kept.first == 1 && kept.last == 10_100)
    #expect(kept.count { $0 <= 1000 } <= 5)
  }

  @Test("all charts of a run take no more memory than is theirs")
  func memory() {
    var history = ChartHistory(byteLimit: 1 << 20)
    for step in 1...500 {
      history.add(chart(step, numbers: 4096), as: "large", in: step)
      history.add(chart(step), as: "small", in: step)
      #expect(history.byteCount <= 1 << 20)
    }
    #expect(history.moment(of: "large", at: 1)?.step == 1)
    #expect(history.moment(of: "large", at: 500)?.step == 500)
    // What is small stays whole.
    #expect(history.moment(of: "small", at: 251)?.step == 251)
  }

  @Test("of charts that are too large for it the first and the newest stay")
  func tooLarge() {
    var history = ChartHistory(byteLimit: 1000)
    for step in 1...9 { history.add(chart(step, numbers: 1000), as: "a", in: step) }
    #expect(steps(history) == [1, 9])
  }
}
