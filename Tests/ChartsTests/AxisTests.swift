import Testing

@testable import Charts

@Suite("Axes")
struct AxisTests {
  /// The number that a label with its unit says.
  private func number(_ label: String) -> Double? {
    let units: [Character: Double] = ["k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15]
    if let unit = label.last.flatMap({ units[$0] }) {
      return Double(label.dropLast()).map { $0 * unit }
    }
    return Double(label)
  }

  /// Ranges of all sizes, many of them narrow and far from zero.
  private static let ranges: [(Double, Double)] = {
    var random = Lehmer(3)
    return (0..<3000).map { _ in
      let size = power(of: 10, .random(in: -250...250, using: &random))
      let width = power(of: 10, .random(in: -12...0, using: &random))
      let lower = size * .random(in: -1...1, using: &random)
      return (lower, lower + size * width * .random(in: 0.01...1, using: &random))
    }
  }()

  @Test("Labels are distinct, fit the space and say where the tick is")
  func labelsAreTrue() throws {
    for (lower, upper) in Self.ranges {
      for ends in [Axis.Ends.tight, .round] {
        let axis = Axis(
          FiniteRange(lower, upper), scale: .linear, ends: ends, maximum: 6, allowsOffset: true)
        let labels = axis.ticks.map(\.label)
        #expect(Set(labels).count == labels.count, "\(lower)…\(upper): \(labels)")
        #expect(labels.count <= 6)
        #expect(ends == .tight || labels.count >= 2, "\(lower)…\(upper): \(labels)")
        #expect(axis.labelWidth <= 10, "\(lower)…\(upper): \(labels)")
        let offset = try #require(axis.offset.map(number) ?? 0)
        for tick in axis.ticks {
          let value = axis.lower + tick.place * (axis.upper - axis.lower)
          let said = try #require(number(tick.label)) + offset
          let error = abs(said - value)
          let size = max(abs(axis.lower), abs(axis.upper))
          #expect(error <= (axis.upper - axis.lower) * 1e-3 + size * 1e-15, "\(labels)")
        }
      }
    }
  }

  @Test("Round ends lie outside the values, by at most a step of the ticks")
  func roundEnds() {
    for (lower, upper) in Self.ranges {
      let axis = Axis(FiniteRange(lower, upper), scale: .linear, ends: .round, maximum: 5)
      let slack = (upper - lower) * 1e-6
      #expect(axis.lower <= lower + slack && axis.upper >= upper - slack)
      #expect(axis.upper - axis.lower <= (upper - lower) * 5 + slack)
    }
  }

  @Test("Steps have integer ticks however few there are")
  func integerTicks() {
    for last in 2...200 {
      let axis = Axis(
        FiniteRange(1, Double(last)), scale: .linear, ends: .tight, maximum: 8, integers: true)
      #expect(axis.ticks.allSatisfy { Int($0.label) != nil }, "1…\(last)")
      #expect(axis.ticks.count >= 2)
    }
  }

  @Test(
    "Numbers take the form that people write",
    arguments: [
      ([0, 5, 10], -1, ["0", "0.5", "1.0"]), ([-200, -150], 0, ["-200", "-150"]),
      ([5, 10, 15], 4, ["50k", "100k", "150k"]), ([5, 10], 5, ["0.5M", "1.0M"]),
      ([2, 4], -4, ["2e-4", "4e-4"]), ([1, 2], 20, ["1e20", "2e20"]),
    ])
  func forms(mantissas: [Int], exponent: Int, expected: [String]) {
    #expect(TickLabels(mantissas, exponent: exponent).texts == expected)
  }

  @Test("A large common part becomes an offset")
  func offset() {
    let labels = TickLabels(
      [123_399_999, 123_400_000, 123_400_001], exponent: -5, allowsOffset: true)
    #expect(labels.offset == "+1234")
    #expect(labels.texts == ["-1e-5", "0", "1e-5"])
  }

  @Test("A logarithmic axis has distinct ticks over any positive range")
  func logTicks() {
    var random = Lehmer(5)
    for _ in 0..<3000 {
      let lower = power(of: 10, .random(in: -300...300, using: &random))
      let upper = lower * (1 + 9 * power(of: 10, .random(in: -4...3, using: &random)))
      for ends in [Axis.Ends.tight, .round] {
        let axis = Axis(FiniteRange(lower, upper), scale: .log, ends: ends, maximum: 5)
        let labels = axis.ticks.map(\.label)
        #expect(Set(labels).count == labels.count && labels.count <= 6, "\(lower)…\(upper)")
        #expect(axis.ticks.allSatisfy { -1e-6...1 + 1e-6 ~= $0.place }, "\(lower)…\(upper)")
      }
    }
  }

  private static let tiny = Double.leastNonzeroMagnitude

  @Test(
    "Ranges at the ends of what a Double can hold make an axis",
    arguments: [
      (0, 0), (tiny, tiny), (0, tiny), (-1.7e308, 1.7e308), (1.7e308, 1.7e308),
      (1, 1.0.nextUp),
      (-1e13 * tiny, 1e13 * tiny), (9e15, 9e15 + 2), (Double.infinity, -Double.infinity),
    ] as [(Double, Double)])
  func extremes(lower: Double, upper: Double) {
    for scale in [AxisScale.linear, .log] where scale == .linear || lower > 0 {
      for ends in [Axis.Ends.tight, .round] {
        let axis = Axis(
          FiniteRange(lower, upper), scale: scale, ends: ends, maximum: 5, allowsOffset: true)
        #expect(axis.lower < axis.upper)
        #expect(axis.ticks.allSatisfy { $0.place.isFinite })
        #expect(Set(axis.ticks.map(\.label)).count == axis.ticks.count)
      }
    }
  }

  @Test("While a curve grows the y axis seldom changes")
  func steadiness() {
    var pictures: Set<[Axis.Tick]> = []
    for count in 2...400 {
      let values = (1...count).map { -180 - 100 / Double($0) }
      let axis = Axis(
        FiniteRange(values[0], values[count - 1]), scale: .linear, ends: .round, maximum: 4)
      pictures.insert(axis.ticks)
    }
    #expect(pictures.count <= 8)
  }
}
