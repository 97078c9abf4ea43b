import Testing

@testable import Notebook

@Suite("A long series")
struct SampleThinningTests {
  private func thinned(_ values: some Sequence<Double>) -> [RunRecord.Sample] {
    var thinning = SampleThinning()
    var samples: [RunRecord.Sample] = []
    for (step, y) in values.enumerated() {
      thinning.add(.init(step: step, x: Double(step), y: y, time: 0), to: &samples)
      #expect(samples.count <= SampleThinning.capacity)
      #expect(samples.last?.step == step)
    }
    return samples
  }

  @Test("is kept whole up to the capacity")
  func short() {
    let count = SampleThinning.capacity - 5
    #expect(thinned((0..<count).map(Double.init)).count == count)
  }

  @Test("keeps its order, its first sample, every spike and the first that is no number")
  func spikes() {
    let count = 20 * SampleThinning.capacity
    let samples = thinned(
      (0..<count).map { step in
        step == 100_001 ? .nan : step % 9_973 == 17 ? 100 : step % 9_973 == 18 ? -100 : 1
      })
    #expect(samples.first?.step == 0)
    #expect(samples.map(\.step) == samples.map(\.step).sorted())
    #expect(samples.count > SampleThinning.capacity / 4)
    let highs = samples.filter { $0.y == 100 }.map(\.step)
    #expect(highs == (0..<count).filter { $0 % 9_973 == 17 })
    #expect(samples.filter { $0.y == -100 }.count == highs.count)
    #expect(samples.filter { $0.y.isNaN }.map(\.step) == [100_001])
  }

  @Test("without any number stays bounded")
  func noNumbers() {
    #expect(!thinned(repeatElement(.nan, count: 3 * SampleThinning.capacity)).isEmpty)
  }
}
