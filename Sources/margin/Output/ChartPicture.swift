import Cells
import Charts
import Foundation

/// A chart below its title, as lines of text.
struct ChartPicture {
  var title: String
  var chart: Chart

  /// The lines, as high as suits the chart.
  func lines(_ traits: OutputTraits, style: ChartStyle) -> [String] {
    let height = chart.height(width: traits.width, style: style)
    var frame = Frame(Size(width: traits.width, height: height))
    chart.draw(into: &frame, in: frame.bounds, style: style)
    return [heading(traits)]
      + frame.lines(hasColor: traits.hasColor, isTrueColor: traits.isTrueColor)
  }

  private func heading(_ traits: OutputTraits) -> String {
    let rule = traits.glyphs == .unicode ? "─" : "-"
    let rest = max(0, traits.width - displayWidth(of: title) - 4)
    return String(repeating: rule, count: 2) + " \(title) " + String(repeating: rule, count: rest)
  }
}

/// Writes a vector graphic to the file at `path`; says it where that cannot be.
///
/// - Returns: Whether it was written.
func writeSVG(_ svg: String, to path: String) -> Bool {
  do {
    try svg.write(toFile: path, atomically: true, encoding: .utf8)
    return true
  } catch {
    complain("\(path) could not be written: \(error.localizedDescription)")
    return false
  }
}
