import Cells
import Charts
import Foundation
import Notebook

/// `margin charts`: a chart of every kind, to see what this terminal makes of them.
enum ChartsCommand {
  static let canvas = Option(
    name: "--canvas", value: ChartStyle.Canvas.allCases.map(\.rawValue).joined(separator: "|"),
    help: "What curves are made of")

  static let command = Command(
    name: "charts", operand: "[KIND]",
    summary: "A chart of every kind, as this terminal shows it",
    options: [
      canvas, OpenCommand.language, RunOptions.width, RunOptions.color, RunOptions.plain,
      RunOptions.chartSVG,
    ]
  ) { arguments in
    let language = try OpenCommand.chosenLanguage(arguments) ?? .ofEnvironment
    var traits = try OutputTraits(
      width: try arguments.integer(RunOptions.width, in: 1...1000),
      color: arguments.value(RunOptions.color), isPlain: arguments.has(RunOptions.plain))
    if let canvas = try chosenCanvas(arguments) { traits.canvas = canvas }
    let examples = try examples(arguments.operand, language)
    var style = traits.chartStyle
    style.language = language == .chinese ? .chinese : .english
    for example in examples {
      put(
        ChartPicture(title: "\(example.name)  \(example.title)", chart: example.chart)
          .lines(traits, style: style).joined(separator: "\n") + "\n")
    }
    if let path = arguments.value(RunOptions.chartSVG) {
      let charts = examples.map { (title: $0.title, chart: $0.chart) }
      let style = ChartStyle(canvas: style.canvas, language: style.language)
      if !writeSVG(Chart.svg(charts, style: style), to: path) { return 1 }
    }
    return 0
  }

  private static func chosenCanvas(
    _ arguments: Arguments
  ) throws(UsageError) -> ChartStyle.Canvas? {
    guard let text = arguments.value(canvas) else { return nil }
    guard let known = ChartStyle.Canvas(rawValue: text) else {
      throw .refused(canvas, text, allowed: canvas.value ?? "")
    }
    return known
  }

  /// The examples asked for: all, or those of one name.
  private static func examples(
    _ name: String?, _ language: Language
  ) throws(UsageError) -> [Gallery.Example] {
    let all = Gallery(language: language).examples
    guard let name else { return all }
    let known = all.filter { $0.name == name || $0.chart.kindName == name }
    guard !known.isEmpty else {
      let names = all.map(\.name).joined(separator: ", ")
      throw .other("there is no chart “\(name)”; there are \(names)")
    }
    return known
  }
}
