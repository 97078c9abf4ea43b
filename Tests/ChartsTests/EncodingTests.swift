import Foundation
import Testing

@testable import Charts

@Suite("Charts as JSON")
struct EncodingTests {
  private func roundTrip(_ chart: Chart) throws -> Chart {
    try JSONDecoder().decode(Chart.self, from: try JSONEncoder().encode(chart))
  }

  @Test("Every kind comes back, drawn the same", arguments: Fixtures.all.map(\.name))
  func drawnTheSame(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    let again = try roundTrip(chart)
    #expect(again.frame(80, 20) == chart.frame(80, 20))
    #expect(try roundTrip(again) == again)
  }

  @Test("Numbers that are not finite come back")
  func notFinite() throws {
    let values: [Double] = [.nan, .infinity, -.infinity, 1, -0.0]
    let charts: [Chart] = [
      .line(LineChart([.init("a", x: values, y: values)], marks: [.init(x: .nan, text: "")])),
      .table(TableChart(columns: ["a"], rows: values.map { [.number($0), .share($0)] })),
      .scatter(
        ScatterChart(
          [.init("a", x: values, y: values)],
          ellipses: values.map {
            .init(group: 0, meanX: $0, meanY: $0, varianceX: $0, varianceY: $0, covariance: $0)
          })),
    ]
    for chart in charts { #expect(try roundTrip(chart) == chart) }
    let json = try String(
      decoding: JSONEncoder().encode(PackedNumber(wrappedValue: .nan)), as: UTF8.self)
    #expect(json.contains("\"value\":null") && json.contains("\"text\":\"nan\""))
  }

  @Test("Long arrays are packed as Float where no chart can tell, else as Double")
  func packing() throws {
    let near = PackedNumbers(wrappedValue: (0..<2000).map { sin(Double($0)) })
    let far = PackedNumbers(wrappedValue: (0..<2000).map { 1234 + 1e-6 * sin(Double($0)) })
    let short = PackedNumbers(wrappedValue: [1, 2.5])
    func json(_ numbers: PackedNumbers) throws -> String {
      String(decoding: try JSONEncoder().encode(numbers), as: UTF8.self)
    }
    #expect(try json(near).hasPrefix("{\"float32\":"))
    #expect(try json(near).utf8.count < 12_000)
    #expect(try json(far).hasPrefix("{\"float64\":"))
    #expect(try json(short) == "[1,2.5]")
    let again = try JSONDecoder().decode(PackedNumbers.self, from: JSONEncoder().encode(far))
    #expect(again == far)
  }

  @Test("base64 agrees with Foundation's, and refuses what is none")
  func base64Agrees() {
    var random = Lehmer(8)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = base64(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(base64Decoded(text) == bytes)
    }
    for text in ["A", "AB!=", "====", "AAAAA", "ÄÄ=="] { #expect(base64Decoded(text) == nil) }
  }

  @Test("Broken numbers are refused, not trapped on")
  func broken() {
    for json in ["{}", "{\"float32\":\"AAA=\"}", "{\"float64\":\"?\"}", "\"x\"", "null"] {
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(PackedNumbers.self, from: Data(json.utf8))
      }
    }
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(PackedNumber.self, from: Data("{\"text\":\"much\"}".utf8))
    }
  }
}
