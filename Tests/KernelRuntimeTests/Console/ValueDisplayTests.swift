import Charts
import Margin
import Testing

@testable import KernelRuntime

@Suite("Values as the console shows them") struct ValueDisplayTests {
  private struct Point {
    var x = 1.5
    var label: String? = "a"
  }

  private final class Wide {
    var numbers = Array(0..<1000)
    var text = String(repeating: "word ", count: 100)
    var inner = Point()
    var matrix = Tensor<Double>.zeros(200, 300)
  }

  private func shown(_ value: Any) -> ShownValue? {
    var display = ValueDisplay()
    return display.show(value, as: nil)
  }

  @Test("numbers, texts and optionals are short; nothing is shown of nothing")
  func simple() {
    #expect(shown(3)?.lines == ["3"])
    #expect(shown(1.0 / 3)?.lines == ["0.333333"])
    #expect(shown("a\tb")?.lines == ["\"a\\tb\""])
    #expect(shown(Optional(Optional(2)) as Any)?.lines == ["2"])
    #expect(shown(Int?.none as Any)?.lines == ["nil"])
    #expect(shown(()) == nil)
    #expect(shown([1.0, .nan])?.lines == ["[1.0, nan]"])
  }

  @Test("long arrays and texts are cut, with what is left out counted")
  func long() throws {
    let array = try #require(shown(Array(0..<1000)))
    #expect(array.lines.joined().hasSuffix("… 988 more]"))
    let text = try #require(shown(Array(repeating: "line", count: 100).joined(separator: "\n")))
    #expect(text.lines.count == 20 && text.omitted == 80)
  }

  @Test("a type is shown by its fields, a large one in a line for each")
  func fields() throws {
    #expect(shown(Point())?.lines == ["Point(x: 1.5, label: \"a\")"])
    let lines = try #require(shown(Wide())).lines
    #expect(lines.first == "Wide")
    #expect(lines.contains("  matrix: Tensor [200, 300]"))
    #expect(lines.allSatisfy { $0.count <= 2 * ValueDisplay.lineWidth + 1 })
    #expect(shown((1, name: "b"))?.lines == ["(1, name: \"b\")"])
  }

  @Test("a vector is numbers with its shape, a matrix a heat map, a larger array figures")
  func tensors() throws {
    #expect(shown(Tensor<Float>([1, 2.5]))?.lines == ["[2] [1.0, 2.5]"])
    let matrix = try #require(shown(Tensor<Double>([1, 2, 3, 4, 5, 6], shape: [2, 3])))
    guard case .heatMap(let map) = matrix.chart else {
      Issue.record("no heat map")
      return
    }
    #expect(map.values == [1, 2, 3, 4, 5, 6] && map.columns == 3)
    #expect(matrix.lines == ["[2, 3] from 1.0 to 6.0, mean 3.5"])
    #expect(shown(Tensor<Float>.zeros(2, 3, 4))?.chart == nil)
  }

  @Test("a matrix larger than any screen becomes means of blocks")
  func largeMatrix() throws {
    let values = (0..<1024 * 600).map { Double($0 / 600) }
    guard case .heatMap(let map) = shown(Tensor<Double>(values, shape: [1024, 600]))?.chart else {
      Issue.record("no heat map")
      return
    }
    #expect(map.rows == 512 && map.columns == 512)
    #expect(map.values.first == 0.5 && map.values.last == 1022.5)
  }

  @Test("a chart is that chart, whole or as the value of its kind")
  func charts() {
    let line = LineChart([.init("a", x: [1, 2], y: [3, 4])])
    #expect(shown(Chart.line(line))?.chart == .line(line))
    #expect(shown(line)?.chart == .line(line))
  }
}
