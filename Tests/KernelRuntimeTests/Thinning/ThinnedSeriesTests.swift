import Charts
import Testing

@testable import KernelRuntime

@Suite("A long series")
struct ThinnedSeriesTests {
  private let capacity = 512

  /// The samples that whoever takes the updates has, taken after every `pause` values.
  private func thinned(_ values: some Sequence<Double>, pause: Int = 1) -> [MetricSample] {
    var series = ThinnedSeries("y")
    var samples: [MetricSample] = []
    func take() {
      guard let update = series.takeUpdate() else { return }
      samples.replaceSubrange(update.start..., with: update.samples)
    }
    for (step, y) in values.enumerated() {
      series.add(MetricSample(step: step, x: Double(step), y: y, time: 0), capacity: capacity)
      guard step % pause == 0 else { continue }
      take()
      #expect(samples.count <= capacity)
      #expect(samples.last?.step == step)
    }
    take()
    return samples
  }

  @Test(
    "knows its moving averages over all samples, however few are kept", arguments: [1, 7, 1000])
  func averages(pause: Int) {
    let values = (0..<20_000).map { step -> Double in
      step % 501 == 0 ? .nan : Double(step * 617 % 1009)
    }
    var series = ThinnedSeries("y")
    var samples: [MetricSample] = []
    var averages: [Float] = []
    for (step, y) in values.enumerated() {
      series.add(MetricSample(step: step, x: 0, y: y, time: 0), capacity: capacity)
      guard step % pause == 0 || step == values.count - 1, let update = series.takeUpdate() else {
        continue
      }
      samples.replaceSubrange(update.start..., with: update.samples)
      averages.replaceSubrange(
        min(3 * update.start, averages.count)..., with: update.averages)
    }
    #expect(averages.count == 3 * samples.count)
    for (place, weight) in MovingAverage.weights.enumerated() {
      var running = MovingAverage(weight: weight)
      let exact = values.map { running.add($0) }
      for (index, sample) in samples.enumerated() where sample.y.isFinite {
        #expect(abs(Double(averages[3 * index + place]) - exact[sample.step]) < 1e-3)
      }
    }
  }

  @Test("is kept whole up to the capacity")
  func short() {
    #expect(thinned((0..<capacity - 4).map(Double.init)).count == capacity - 4)
  }

  @Test("keeps its order, its first sample, every spike and the first that is no number")
  func spikes() {
    let count = 40 * capacity
    let samples = thinned(
      (0..<count).map { step in
        step == 10_001 ? .nan : step % 997 == 17 ? 100 : step % 997 == 18 ? -100 : 1
      })
    #expect(samples.first?.step == 0)
    #expect(samples.last?.step == count - 1)
    #expect(samples.map(\.step) == samples.map(\.step).sorted())
    #expect(samples.count > capacity / 4)
    let highs = samples.filter { $0.y == 100 }.map(\.step)
    #expect(highs == (0..<count).filter { $0 % 997 == 17 })
    #expect(samples.filter { $0.y == -100 }.count == highs.count)
    #expect(samples.filter { $0.y.isNaN }.map(\.step) == [10_001])
  }

  @Test("without any number stays bounded")
  func noNumbers() {
    #expect(!thinned(repeatElement(.nan, count: 30 * capacity)).isEmpty)
  }

  @Test("is the same however often it is looked at", arguments: [7, 64, 1000, 100_000])
  func pauses(pause: Int) {
    let values = (0..<20_000).map { Double(($0 * 7919) % 1009) }
    #expect(thinned(values, pause: pause) == thinned(values, pause: 1))
  }
}

@Suite("Many series")
struct ThinnedMetricsTests {
  private func sample(_ step: Int) -> MetricSample {
    MetricSample(step: step, x: Double(step), y: Double(step % 97), time: 0)
  }

  @Test("together stay within what a few would take, each with its first and last sample")
  func budget() {
    var metrics = ThinnedMetrics()
    for step in 1...1000 { for k in 0..<1000 { metrics.add(sample(step), to: "series \(k)") } }
    let updates = metrics.takeUpdates().updates
    #expect(updates.count == 1000)
    #expect(updates.reduce(0) { $0 + $1.samples.count } <= 1 << 18)
    #expect(updates.allSatisfy { $0.samples.first?.step == 1 && $0.samples.last?.step == 1000 })
  }

  @Test("beyond their limit are not kept, and that is known")
  func limit() {
    var metrics = ThinnedMetrics()
    for k in 0..<ThinnedMetrics.seriesLimit { metrics.add(sample(1), to: "\(k)") }
    #expect(!metrics.isOverfull)
    metrics.add(sample(1), to: "one more")
    metrics.add(sample(2), to: "0")
    #expect(metrics.isOverfull)
    #expect(metrics.takeUpdates().updates.count == ThinnedMetrics.seriesLimit)
  }

  @Test("may come in any order")
  func order() {
    var metrics = ThinnedMetrics()
    for (step, name) in ["a", "b", "b", "a", "c", "a", "c", "b"].enumerated() {
      metrics.add(sample(step), to: name)
    }
    let steps = metrics.takeUpdates().updates.map { $0.samples.map(\.step) }
    #expect(steps == [[0, 3, 5], [1, 2, 7], [4, 6]])
    #expect(metrics.takeUpdates().updates.isEmpty)
  }
}
