import Cells
import Testing

@testable import Charts

@Suite("Heat maps")
struct HeatMapTests {
  @Test("A number is legible on its colour: contrast 4.5:1 at least")
  func legibleNumbers() throws {
    for map in ColorMap.allCases {
      for step in 0...100 {
        let color = map.color(Double(step) / 100)
        let behind = try #require(color.luminance)
        let text = try #require(color.legibleText.luminance)
        let contrast = (max(text, behind) + 0.05) / (min(text, behind) + 0.05)
        #expect(contrast >= 4.5, "\(map) at \(step)")
      }
    }
  }

  @Test("It stays legible where a terminal has 256 colours: contrast 3:1 at least")
  func legibleAmong256() throws {
    for map in ColorMap.allCases {
      for step in 0...255 {
        let color = map.color(Double(step) / 255)
        let index = try #require(color.nearestIndex)
        let behind = try #require(Color.indexed(index).luminance)
        let text = try #require(color.legibleText.luminance)
        let contrast = (max(text, behind) + 0.05) / (min(text, behind) + 0.05)
        #expect(contrast >= 3, "\(map) at \(step): \(contrast)")
      }
    }
  }

  @Test("Amounts grow lighter, and both signs darken from the middle")
  func luminance() {
    func lights(_ map: ColorMap) -> [Double] {
      (0...64).compactMap { map.color(Double($0) / 64).luminance }
    }
    for map in [ColorMap.gray, .sequential] {
      let lights = lights(map)
      #expect(zip(lights, lights.dropFirst()).allSatisfy { $0 < $1 })
    }
    let both = lights(.diverging)
    #expect(zip(both[...32], both[1...32]).allSatisfy { $0 < $1 })
    #expect(zip(both[32...], both[33...]).allSatisfy { $0 > $1 })
  }

  @Test("Values stand in their cells where they fit, and all sums beside a joint table")
  func values() {
    let text = Chart.heatMap(Fixtures.joint).frame(40, 8, hasColor: false).text
    for number in ["0.05", "0.30", "0.70", "0.35", "1.00", "Σ"] { #expect(text.contains(number)) }
    let marked = Chart.heatMap(Fixtures.confusion).frame(60, 8, hasColor: false).text
    #expect(marked.contains("[50]") && marked.contains("[47]") && marked.contains("预测"))
  }

  @Test("What is absent on purpose is named, and not taken for a number that went wrong")
  func absence() {
    var attention = Fixtures.attention
    attention.absence = "masked"
    #expect(Chart.heatMap(attention).frame(60, 12).text.contains("× masked"))
    #expect(!Chart.heatMap(attention).frame(60, 12).text.contains("not finite"))
    let other = HeatMap([1, .nan, .infinity, 2], columns: 2, absence: "masked")
    let text = Chart.heatMap(other).frame(60, 12).text
    #expect(text.contains("× masked") && text.contains("1 not finite"))
    #expect(Chart.heatMap(attention).renamed { "[\($0)]" }.frame(60, 12).text.contains("[masked]"))
  }

  @Test("What is put together is said, and what is not finite is counted")
  func words() {
    #expect(Chart.heatMap(Fixtures.similarities).frame(60, 20).text.contains("mean of 3×3"))
    let narrow = Chart.heatMap(Fixtures.similarities).frame(34, 20).text
    #expect(narrow.contains("mean of 3×3"), "a tile of half the pane has room for it")
    #expect(Chart.heatMap(Fixtures.attention).frame(60, 12).text.contains("28 not finite"))
    #expect(
      Chart.heatMap(HeatMap([] as [Double], columns: 3)).frame(30, 5).text.contains("no values"))
  }

  @Test("Any values at any size are drawn")
  func anyValues() {
    let odd: [Double] = [.nan, .infinity, -.infinity, 4e307, -4e307, 1e-300, 0, -0.0, 1.7e308]
    for columns in [-1, 0, 1, 2, 9, 40] {
      for map in ColorMap.allCases {
        let chart = HeatMap(
          odd + odd, columns: columns, rowLabels: ["a"], columnLabels: ["一二三四五", "b"], map: map,
          marked: [.init(row: 0, column: 0), .init(row: 99, column: -3)], hasMargins: true)
        for (width, height) in [(1, 1), (3, 2), (9, 4), (20, 6), (80, 24)] {
          for canvas in ChartStyle.Canvas.allCases {
            _ = Chart.heatMap(chart).frame(width, height, canvas)
          }
        }
      }
    }
  }

  @Test("In another order values, labels and marks move together")
  func order() {
    let moved = Fixtures.confusion.ordered(rows: [2, 0, 1], columns: [2, 0, 1])
    #expect(moved.values == [45, 1, 4, 0, 50, 0, 3, 0, 47])
    #expect(moved.rowLabels[0] == "维吉尼亚鸢尾" && moved.columnLabels[1] == "山鸢尾")
    #expect(Set(moved.marked) == Set(HeatMap.diagonal(3)))
    #expect(Fixtures.confusion.ordered(rows: [0, 7, -1]).rows == 1)
  }

  @Test("A marked place stands out without colour, however little room there is")
  func marks() {
    let map = HeatMap(
      [0.25, 0.5, 0.75, 1] as [Double], columns: 2, marked: [.init(row: 0, column: 0)])
    for (width, mark) in [(12, "[0.25]"), (10, "0.25*"), (4, "[]")] {
      for canvas in ChartStyle.Canvas.allCases {
        let text = Chart.heatMap(map).frame(width, 4, canvas, hasColor: false).text
        #expect(text.contains(mark), "\(width) \(canvas): \(text)")
      }
    }
  }
}
