import LessonKit
import Margin

// x [N, D] · y [N] ±1 · β = y ∘ α [N] · f = Kβ + b [N]
// min ½ αᵀQα − eᵀα, 0 ≤ α_n ≤ C, yᵀα = 0, Q_nm = y_n y_m k(x_n, x_m)
// Equation numbers are those of Chang & Lin (2011); the descent is LessonKit's
// `SequentialMinimalOptimisation`.

/// Support vector machines by sequential minimal optimisation.
///
/// Cortes & Vapnik (1995); Fan, Chen & Lin (2005).
final class SupportVectorMachine: Kernel {
  @Choice("data", restarts: true) var data = ExampleSource.moons
  @Choice("type", restarts: true) var type = SupportVectorType.cSVC
  @Choice("kernel", restarts: true) var kernel = KernelChoice.rbf
  @Slider("C", 1e-2...1e4, scale: .log) var C = 1.0
  @Slider("width γ", 1e-4...1e2, scale: .log, automatic: "1/(D·var)") var gamma: Double?
  @Slider("degree", 1...6, restarts: true) var degree = 3
  @Slider("coef0", -5...5, restarts: true) var coef0 = 0.0
  @Slider("ν", 0.01...0.99, restarts: true) var nu = 0.5
  @Slider("ε of the tube", 0...1, restarts: true) var epsilon = 0.1
  @Slider("weight of the first class", 0.1...10, scale: .log) var weightPositive = 1.0
  @Slider("tolerance", 1e-6...1e-1, scale: .log) var tolerance = 1e-3
  @Toggle("shrinking", restarts: true) var shrinking = true
  @Slider("cache MiB", 1...1024, scale: .log, restarts: true) var cache = 100
  @Toggle("standardise", restarts: true) var standardise = false
  @Slider("leave out row", 0...10_000, restarts: true) var leftOut = 0
  @Toggle("use the kept model", restarts: true) var kept = false

  static let reads = [
    "train", "test", "svm.model", "breast_cancer", "digits", "iris", "diabetes",
  ]

  func run(in pane: Pane) throws {
    let examples = try Examples(
      data, for: type, without: leftOut, standardising: standardise, in: pane)
    if kept { return try useKeptModel(examples, in: pane) }
    let charts = MarginCharts(examples)
    var machines = try Machines(examples, settings(examples))
    var isSolved = false
    repeat {
      for _ in pane.steps(upTo: max(10_000_000, 100 * examples.count)) {
        let settings = settings(examples)
        if settings != machines.settings { machines = try machines.begun(again: settings) }
        isSolved = try !machines.step()
        charts.follow(machines, in: pane)
        if isSolved { break }
      }
      if pane.step == 0 { return }
      let model = machines.model
      charts.show(machines, model, in: pane)
      report(machines, model, isSolved, in: pane)
    } while pane.waitForChange()
    if isSolved { try pane.save(as: "svm.model") { machines.model.write(to: $0) } }
  }

  /// What the machines are trained with, as it is now.
  func settings(_ examples: Examples) -> MachineSettings {
    let gamma = gamma ?? examples.scale
    let k: KernelFunction =
      switch kernel {
      case .linear: .linear
      case .polynomial: .polynomial(degree: degree, gamma: gamma, coef0: coef0)
      case .rbf: .rbf(gamma: gamma)
      case .sigmoid: .sigmoid(gamma: gamma, coef0: coef0)
      }
    return MachineSettings(
      type: type, kernel: k, C: C, nu: nu, epsilon: epsilon, weight: weightPositive,
      tolerance: tolerance, shrinks: shrinking, cacheBytes: cache << 20)
  }

  /// Asks the model that an earlier run, or LIBSVM, has written.
  func useKeptModel(_ examples: Examples, in pane: Pane) throws {
    let model = try SupportVectorModel(parsing: pane.load(text: "svm.model"))
      .widened(to: examples.x.shape[1])
    let examples = try examples.ordered(like: model)
    for _ in pane.steps(1) {
      MarginCharts(examples).show(model, in: pane)
      pane.plot("support vectors", Double(model.vectors.shape[0]))
    }
    if pane.step > 0 { reportErrors(of: model, examples, in: pane) }
  }

  func report(
    _ machines: Machines, _ model: SupportVectorModel, _ isSolved: Bool, in pane: Pane
  ) {
    pane.result("support vectors", Double(model.vectors.shape[0]), better: .lower)
    if let margin = machines.margin { pane.result("margin", margin) }
    reportErrors(of: model, machines.examples, in: pane)
    pane.result("dual objective", machines.objective, better: .lower)
    pane.result("bounded support vectors", Double(machines.bounded))
    pane.result("iterations", Double(machines.iterations))
    if model.rho.count == 1 { pane.result("rho", model.rho[0]) }
    pane.result("kernel evaluations", Double(machines.evaluations))
    pane.result("cache hits", Double(machines.hits))
    reportConvergence(isSolved, in: pane)
  }
}

/// The kernels that can be chosen.
enum KernelChoice: String, CaseIterable {
  case linear
  case polynomial
  case rbf = "RBF"
  case sigmoid
}
