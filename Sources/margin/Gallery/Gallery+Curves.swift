import Charts
import Foundation

extension Gallery {
  /// Curves over an axis.
  var curves: [Example] {
    [
      example("line", "Curves, one that breaks off", "曲线，其中一条中断", .line(losses)),
      example("ghosts", "A run over the one before", "本次运行叠在前一次之上", .line(rerun)),
      example("smoothed", "A smoothed curve", "平滑后的曲线", .line(smoothed)),
      example("band", "Five seeds: mean and band", "五个种子：均值与区间", .line(folded)),
      example("error-bars", "Errors on a logarithmic axis", "对数轴上的误差", .line(errors)),
      example("symlog", "Both signs over many decades", "正负值跨越多个数量级", .line(gradients)),
      example(
        "density", "Densities of two groups", "两组的密度",
        .line(.densities(of: groups, xLabel: say("decision value", "决策值")))),
    ]
  }

  private var step: String { say("step", "步") }

  private var losses: LineChart {
    let steps = (1...400).map(Double.init)
    let train = steps.indices.map { (index: Int) -> Double in
      2.3 * exp(-steps[index] / 80) + 0.1 + 0.08 * noise(index)
    }
    let valid = steps.map { (step: Double) -> Double in
      step > 300 ? .nan : 2.3 * exp(-step / 100) + 0.3 + step * 4e-4
    }
    return LineChart(
      [
        .init(say("training", "训练"), x: steps, y: train),
        .init(say("validation", "验证"), x: steps, y: valid),
      ], xLabel: step, yLabel: say("loss", "损失"))
  }

  private var rerun: LineChart {
    let steps = (1...60).map(Double.init)
    func risen(to top: Double) -> [Double] {
      steps.map { (step: Double) -> Double in
        top - 90 * exp(-step / 9) - 20 * exp(-step / 30)
      }
    }
    return LineChart(
      [
        .init(say("log-likelihood", "对数似然"), x: steps, y: risen(to: -132)),
        .init("K 3→5", x: steps, y: risen(to: -180), isGhost: true),
      ],
      marks: [.init(x: 14, text: say("floor 1e-3", "下限 1e-3"))], xLabel: step)
  }

  private var smoothed: LineChart {
    let steps = (1...400).map(Double.init)
    let loss = LineChart.Series(
      say("loss", "损失"), x: steps,
      y: steps.indices.map { (index: Int) -> Double in
        2 * exp(-steps[index] / 90) + 0.5 + 0.3 * noise(index)
      })
    return LineChart(
      loss.smoothed(by: 0.9), xLabel: step,
      references: [.init(y: 0.5, name: say("noise floor", "噪声下限"))])
  }

  private var folded: LineChart {
    let epochs = (1...60).map(Double.init)
    let runs = (0..<5).map { (seed: Int) -> LineChart.Series in
      let rate = Double(9 + 2 * seed)
      let bounds = epochs.map { (epoch: Double) -> Double in 4.16 * (1 - exp(-epoch / rate)) }
      return LineChart.Series("", x: epochs, y: bounds)
    }
    return LineChart(
      [.folded(say("InfoNCE, 5 seeds", "InfoNCE，5 个种子"), runs)], xLabel: say("epoch", "轮"),
      references: [.init(y: log(64), name: "ln N")])
  }

  private var errors: LineChart {
    let sizes: [Double] = [1, 2, 4, 8, 16, 32]
    let means = [0.4, 0.31, 0.2, 0.14, 0.11, 0.1]
    return LineChart(
      [
        .init(
          say("test error", "测试误差"), x: sizes, y: means, style: .points,
          lower: means.map { 0.85 * $0 }, upper: means.map { 1.15 * $0 }, spread: .bars)
      ], xLabel: say("examples", "样本数"), xScale: .log)
  }

  private var gradients: LineChart {
    let steps = (0..<80).map(Double.init)
    return LineChart(
      [
        .init(
          say("gradient", "梯度"), x: steps,
          y: steps.map { (step: Double) -> Double in
            300 * exp(-step / 9) * cos(step / 3)
          })
      ], xLabel: step, yScale: .symlog)
  }

  /// Two groups of unlike sizes.
  var groups: [(name: String, values: [Double])] {
    [
      (say("negative", "负类"), (0..<600).map { (index: Int) -> Double in 0.8 * bell(index) - 1 }),
      (
        say("positive", "正类"),
        (0..<150).map { (index: Int) -> Double in 1.2 + 0.6 * bell(index, 5) }
      ),
    ]
  }
}
