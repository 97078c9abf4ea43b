import Cells
import Testing

@testable import NotebookUI

/// How the regions share the screen.
@Suite("Layout")
struct LayoutTests {
  private func layout(_ columns: Int, _ rows: Int, _ focus: Region, parameters: Int = 7) -> Layout {
    Layout(
      size: Size(width: columns, height: rows), focus: focus, parameterRows: parameters,
      hasPane: true)
  }

  @Test("the editor has 22 lines and the charts 20 rows while one is in them", arguments: [36, 50])
  func heightFollowsTheFocus(rows: Int) {
    #expect(layout(120, rows, .source).source?.height ?? 0 >= 22)
    #expect(layout(120, rows, .charts).charts?.height ?? 0 >= 20)
  }

  @Test("where the parameters have the focus, each has its row", arguments: 2...10)
  func parameters(count: Int) {
    #expect(layout(120, 36, .parameters, parameters: count).parameters?.height == count)
  }

  @Test(
    "no region is without rows, and none overlaps another, at every size",
    arguments: Region.allCases)
  func everySize(focus: Region) {
    for columns in stride(from: 40, through: 200, by: 7) {
      for rows in 12...60 {
        for parameters in [1, 4, 12] {
          check(layout(columns, rows, focus, parameters: parameters))
        }
      }
    }
  }

  private func check(_ layout: Layout) {
    let rects = [layout.text, layout.charts, layout.parameters, layout.source].compactMap(\.self)
    for (index, rect) in rects.enumerated() {
      #expect(rect.height > 0 && rect.width > 0, "\(layout.size): \(rect)")
      #expect(rect.maxY < layout.size.height, "\(layout.size): \(rect)")
      for other in rects.dropFirst(index + 1) {
        let isApart =
          rect.maxY <= other.y || other.maxY <= rect.y || rect.maxX <= other.x
          || other.maxX <= rect.x
        #expect(isApart, "\(layout.size): \(rect) and \(other)")
      }
    }
  }
}
