import Foundation

/// Kernels that tell as much as they can, under which the notebook must answer a key all the same.
enum KernelLoad: String, CaseIterable, Sendable {
  /// A step that does nothing but plot, as fast as a processor goes.
  case quietSteps = "steps"
  /// A line printed after the other, without a step.
  case prints
  /// A thousand charts of one series each.
  case thousandSeries = "1000-series"
  /// A thousand series in one chart.
  case thousandCurves = "1000-curves"
  /// Sixty charts of 500 points in every step.
  case sixtyCharts = "60-charts"
  /// Ten thousand lines printed before steps that go on.
  case longLog = "log"

  private static let kernel = "TwoCoins"

  /// What one of its runs does.
  private var body: String {
    switch self {
    case .quietSteps:
      """
      for step in pane.steps(Int.max) {
        pane.plot("sawtooth", Double(step % 1000))
        pane.plot("other sawtooth, slower", Double(step % 7777))
      }
      """
    case .prints:
      """
      pane.plot("before", 1.0)
      var number = 0
      while pane.checkpoint() {
        number += 1
        print("line", number)
      }
      """
    case .thousandSeries, .thousandCurves:
      """
      for step in pane.steps(Int.max) {
        for k in 1...1000 {
          \(self == .thousandSeries ? #"pane.plot("series number \(k)", "# : #"pane.plot("loss", curve: "s\(k)", "#)Double(step * k % 977))
        }
      }
      """
    case .sixtyCharts:
      """
      let x = (0..<500).map { Double($0) }
      for step in pane.steps(Int.max) {
        for k in 1...60 {
          let y = x.map { Double((Int($0) * step * k) % 97) }
          pane.show(.line(LineChart([.init("y", x: x, y: y)])), as: "chart \\(k)")
        }
      }
      """
    case .longLog:
      """
      for line in 1...10_000 { print("a line of the log, the number of which is", line) }
      for step in pane.steps(Int.max) { pane.plot("sawtooth", Double(step % 1000)) }
      """
    }
  }

  /// Writes a lesson with this kernel under `home`, beside a text that is long enough to scroll.
  ///
  /// - Returns: The lesson's folder.
  func makeLesson(in home: String) throws -> String {
    let lesson = "\(home)/99-\(rawValue)"
    try FileManager.default.createDirectory(
      atPath: lesson + "/Lesson.docc", withIntermediateDirectories: true)
    let text = """
      # Load

      Much to tell.

      ## Scrolling

      ```kernel \(Self.kernel)
      ```

      \((1...200).map { "Line \($0)" }.joined(separator: "\n\n"))
      """
    try text.write(toFile: lesson + "/Lesson.docc/lesson.md", atomically: true, encoding: .utf8)
    let source = """
      import Margin

      final class \(Self.kernel): Kernel {
        func run(in pane: Pane) throws {
      \(body)
        }
      }

      """
    try source.write(
      toFile: "\(lesson)/\(Self.kernel).swift", atomically: true, encoding: .utf8)
    return lesson
  }

  /// The notebook with this kernel at work.
  func session(in home: String) throws -> NotebookSession {
    let session = try NotebookSession(["open", try makeLesson(in: home)], home: home)
    try session.wait(for: "Line 1")
    session.type("r")
    try session.wait(for: "running")
    return session
  }
}
