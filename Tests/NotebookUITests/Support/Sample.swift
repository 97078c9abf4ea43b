import Charts
import KernelRuntime
import Margin
import Notebook

@testable import NotebookUI

/// A small lesson with one kernel.
enum Sample {
  static let source = """
    import Margin

    /// Mixture of Gaussians fitted by expectation–maximisation.
    final class Mixture: Kernel {
      @Slider("components K", 1...10, restarts: true) var components = 3

      func run(in pane: Pane) throws {
        for iteration in pane.steps(100) {
          pane.plot("log-likelihood", Double(iteration))
        }
      }
    }
    """ + "\n"

  static let parameters: [ParameterDescription] = [
    ParameterDescription(
      name: "components", label: "components K", kind: .integer(1...10, scale: .linear),
      defaultValue: .integer(3), restarts: true),
    ParameterDescription(
      name: "covariance", label: "covariance", kind: .choice(["full", "diagonal", "tied"]),
      defaultValue: .choice("full"), restarts: true),
    ParameterDescription(
      name: "floor", label: "covariance floor", kind: .number(1e-6...1e-1, scale: .log),
      defaultValue: .number(1e-4)),
    ParameterDescription(
      name: "reveal", label: "show the species", kind: .toggle, defaultValue: .toggle(false)),
  ]

  static let description = KernelDescription(
    name: "Mixture", parameters: parameters, threads: 2, blasCore: "Haswell")

  static let kernel = KernelDocument(name: "Mixture", parameters: parameters)

  static let document = SourceDocument(
    fileName: "Mixture.swift", editName: "Mixture", original: source)

  /// A finished run of 2 January 1970 in the first step.
  static func record(
    components: String = "3", pane: String? = "expectation-maximisation/1"
  ) -> RunRecord {
    let origin = RunRecord.Origin(
      kernel: "Mixture",
      parameters: ["components": components, "covariance": "full", "floor": "0.0001"],
      seed: 0, sourceHash: SHA256.hash(of: source), isBuiltIn: true)
    var record = RunRecord(origin: origin, began: 86_400, pane: pane)
    record.series = ["log-likelihood": [.init(step: 1, x: 1, y: -3, time: 0)]]
    record.seriesNames = ["log-likelihood"]
    record.ending = .finished
    return record
  }

  static func lesson(_ language: Language) -> Lesson {
    let kernel = KernelReference(name: "Mixture", values: ["components": "3", "floor": "1e-4"])
    switch language {
    case .english:
      return Lesson(
        number: 9, slug: "expectation-maximisation", title: "Expectation–maximisation",
        summary: "Weigh what you cannot see, and climb.",
        steps: [
          LessonStep(
            title: "Responsibilities",
            blocks: [
              .heading(level: 2, [.text("Responsibilities")]),
              .paragraph([
                .text("The E step computes how responsible each component "), .formula("k"),
                .text(" is for each point "), .formula("n"), .text(":"),
              ]),
              .formula(#"r_{nk} = \frac{\pi_k p_k(x_n)}{\sum_j \pi_j p_j(x_n)}"#),
              .paragraph([.strong([.text("Try it:")]), .text(" set K to 5. Which one dies?")]),
              .kernel(kernel),
            ], kernel: kernel),
          LessonStep(
            title: "The floor",
            blocks: [
              .heading(level: 2, [.text("The floor")]),
              .paragraph([.text("A component on one point wants to become a spike.")]),
            ]),
          LessonStep(
            title: "How many?", blocks: [.paragraph([.text("Count the clusters.")])],
            kernel: KernelReference(name: "Mixture", values: ["components": "2"])),
        ], path: "/Lessons/09-Expectation-Maximisation")
    case .chinese:
      return Lesson(
        number: 9, slug: "expectation-maximisation", title: "期望最大化",
        summary: "称出看不见的，然后攀登。",
        steps: [
          LessonStep(
            title: "责任",
            blocks: [
              .heading(level: 2, [.text("责任")]),
              .paragraph([.text("E 步计算每个分量对每个数据点负多少责任，这里的文字足够长，需要换行。")]),
            ], kernel: kernel),
          LessonStep(title: "下限", blocks: [.paragraph([.text("落在一个点上的分量想变成尖峰。")])]),
          LessonStep(
            title: "几个？", blocks: [.paragraph([.text("数一数。")])],
            kernel: KernelReference(name: "Mixture", values: ["components": "2"])),
        ], path: "/Lessons/09-Expectation-Maximisation", language: .chinese, names: chineseNames)
    }
  }

  static let chineseNames = Names([
    "components K": "分量数 K", "covariance": "协方差", "covariance floor": "方差下限",
    "show the species": "显示物种", "full": "完全", "diagonal": "对角", "tied": "共享",
    "log-likelihood": "对数似然", "clusters": "簇", "sepal length": "萼片长", "sepal width": "萼片宽",
    "restarted # times": "重启了 # 次",
  ])

  static func summaries(_ language: Language) -> [LessonSummary] {
    let lesson = lesson(language)
    return [
      LessonSummary(
        number: lesson.number, slug: lesson.slug, title: lesson.title, summary: lesson.summary,
        steps: lesson.steps.map(\.title), kernels: ["Mixture"], path: lesson.path,
        language: language)
    ]
  }

  static let clusters = Chart.scatter(
    ScatterChart(
      [
        ScatterChart.Group("1", x: [1, 1.5, 2, 1.2], y: [1, 2, 1.5, 1.8]),
        ScatterChart.Group("2", x: [4, 4.5, 5, 4.2], y: [3, 4, 3.5, 3.8]),
      ], xLabel: "sepal length", yLabel: "sepal width"))
}
