import Charts
import KernelRuntime
import Margin
import Notebook

@testable import NotebookUI

extension Session {
  /// A run that has shown a chart in each of its steps.
  static func stepped(
    steps: Int = 20, _ columns: Int = 120, _ rows: Int = 36, language: Language = .english
  ) -> Session {
    var session = Session.lesson(columns, rows, language: language)
    session.press("r")
    session.answerLaunch()
    session.show(1...steps)
    return session
  }

  /// Steps that plot a value and show a chart of their own.
  mutating func show(_ steps: ClosedRange<Int>) {
    guard let run = lastSetup?.run else { return }
    for step in steps {
      plot(step...step)
      kernel(.display(run: run, name: "clusters", chart: Sample.chart(of: step), step: step))
      kernel(.state(run: run, .running, step: step, seconds: Double(step) / 100))
    }
  }

  /// Steps that plot a value.
  mutating func plot(_ steps: ClosedRange<Int>) {
    guard let run = lastSetup?.run else { return }
    kernel(
      .metrics(
        run: run,
        MetricBatch(
          steps.map { step in
            MetricPoint(
              series: "log-likelihood", step: step, x: Double(step),
              y: -400 / Double(step) - 180, time: Double(step) / 100)
          })))
  }
}

extension Sample {
  /// A chart that says which step it is of, and looks like it.
  static func chart(of step: Int) -> Chart {
    let share = Double(step % 50) / 50
    return .scatter(
      ScatterChart(
        [
          ScatterChart.Group("1", x: [1, 1.5, 2, 1.2], y: [1, 2, 1.5, 1.8]),
          ScatterChart.Group("2", x: [4 * share, 5], y: [4 * share, 3]),
        ], xLabel: "chart of \(step)", yLabel: "sepal width"))
  }
}
