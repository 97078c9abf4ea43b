import Charts
import Foundation

extension Gallery {
  /// Amounts, their frequencies, tables of them.
  var amounts: [Example] {
    [
      example("bars", "Amounts with errors", "带误差的数值", .bars(predictions)),
      example("signed-bars", "Two models, both signs", "两个模型，正负值", .bars(weights)),
      example("stacked-bars", "Parts of a sum", "总和的各部分", .bars(parts)),
      example("histogram", "How often, and a threshold", "频数与阈值", .histogram(scores)),
      example("histograms", "Two groups in shared bins", "两组共用分箱", .histogram(classes)),
      example("table", "Runs with the course of their losses", "各次运行与损失的走势", .table(runs)),
    ]
  }

  private var predictions: BarChart {
    BarChart(
      [say("robot", "机器人"), say("people", "人们"), say("law", "法则"), say("harm", "伤害")],
      [0.42, 0.31, 0.125, 0.025], errors: [0.05, 0.02, 0.01, 0], xLabel: say("probability", "概率"))
  }

  private var weights: BarChart {
    BarChart(
      [say("age", "年龄"), say("sex", "性别"), "bmi", say("pressure", "血压"), "s1", "s5"],
      [
        .init(say("ridge", "岭回归"), [-0.3, -11.2, 24.7, 15.4, -5.9, 21.3]),
        .init("lasso", [0, -9.3, 24.8, 14.1, -4.5, .nan]),
      ], xLabel: say("weight", "权重"))
  }

  private var parts: BarChart {
    BarChart(
      [1, 10, 100].map { say("step \($0)", "第 \($0) 步") },
      [
        .init(say("reconstruction", "重构"), [120, 90, 71]), .init("KL", [2, 11, 18]),
        .init(say("rest", "其余"), [4, 3, 2]),
      ], arrangement: .stacked, xLabel: "nats")
  }

  private var scores: Histogram {
    Histogram(
      (0..<500).map { (index: Int) -> Double in 0.2 + bell(index) }, bins: 24, range: -3...3,
      marks: [.init(x: 1, text: say("threshold", "阈值"))], xLabel: say("score", "得分"))
  }

  private var classes: Histogram {
    Histogram(groups, bins: 30, isNormalized: true, xLabel: say("decision value", "决策值"))
  }

  private var runs: TableChart {
    TableChart(
      columns: [say("run", "运行"), say("loss", "损失"), say("share", "比例"), say("course", "走势")],
      rows: (1...4).map { (run: Int) -> [TableChart.Entry] in
        let course = (0..<40).map { (step: Int) -> Double in exp(-Double(step * run) / 20) }
        let loss: Double = 1 / Double(run)
        let share: Double = 1 / Double(run + 1)
        return [
          .text(say("seed \(run)", "种子 \(run)")), .number(loss), .share(share), .course(course),
        ]
      })
  }
}
