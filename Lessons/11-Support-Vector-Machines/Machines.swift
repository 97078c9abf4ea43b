import LessonKit
import Margin

/// What machines are trained with.
struct MachineSettings: Hashable {
  var type: SupportVectorType
  var kernel: KernelFunction
  var C: Double
  var nu: Double
  var epsilon: Double
  /// How many times C the first class has.
  var weight: Double
  var tolerance: Double
  var shrinks: Bool
  var cacheBytes: Int
}

/// The machines of one training, one after another: one for each pair of classes, or one.
struct Machines {
  let examples: Examples
  let settings: MachineSettings
  /// The rows and the signs of each machine.
  let parts: [(rows: [Int], y: [Double])]
  /// What is found so far.
  private(set) var solutions: [SupportVectorSolution] = []
  private(set) var iterations = 0
  /// Of the machines that are trained.
  private var total = (objective: 0.0, evaluations: 0, hits: 0)
  /// The machine that is being trained.
  private(set) var descent: SequentialMinimalOptimisation
  private var starts: [[Double]]

  /// Machines that have not been trained yet; `starts` are the β of former ones.
  init(
    _ examples: Examples, _ settings: MachineSettings, starts: [[Double]] = []
  ) throws {
    (self.examples, self.settings, self.starts) = (examples, settings, starts)
    parts = examples.parts(settings.type)
    descent = try Self.descent(examples, settings, parts[0], start: starts.first)
  }

  /// The same with other settings, from what these have found.
  func begun(again settings: MachineSettings) throws -> Machines {
    try Machines(examples, settings, starts: found.map(\.beta))
  }

  private static func descent(
    _ examples: Examples, _ settings: MachineSettings, _ part: (rows: [Int], y: [Double]),
    start: [Double]?
  ) throws -> SequentialMinimalOptimisation {
    let x = examples.x.rows(at: part.rows)
    var problem: SupportVectorProblem
    switch settings.type {
    case .cSVC:
      let bounds = part.y.map { $0 > 0 ? settings.C * settings.weight : settings.C }
      problem = .classification(x, part.y, C: bounds)
    case .nuSVC: problem = try .nuClassification(x, part.y, nu: settings.nu)
    case .epsilonSVR:
      problem = .regression(x, examples.z, C: settings.C, epsilon: settings.epsilon)
    case .oneClass: problem = .oneClass(x, nu: settings.nu)
    }
    // ν fixes sums that a former β need not have.
    if let start, settings.type == .cSVC || settings.type == .epsilonSVR {
      problem = problem.started(at: start)
    }
    let descent = SequentialMinimalOptimisation(
      problem, settings.kernel, tolerance: settings.tolerance, shrinks: settings.shrinks,
      cacheBytes: settings.cacheBytes)
    if !descent.isFinite { throw SupportVectorError.overflow }
    return descent
  }

  /// One step of the machine whose turn it is.
  ///
  /// - Returns: Whether there was anything left to do.
  mutating func step() throws -> Bool {
    while isTraining {
      if descent.step() {
        iterations += 1
        return true
      }
      let solution = descent.solution()
      total = (objective, evaluations, hits)
      solutions.append(solution)
      let next = solutions.count
      guard next < parts.count else { break }
      let start = next < starts.count ? starts[next] : nil
      descent = try Self.descent(examples, settings, parts[next], start: start)
    }
    return false
  }

  /// The model of what is found, the machine in training as far as it is.
  var model: SupportVectorModel { examples.model(settings, found, parts.map(\.rows)) }

  private var isTraining: Bool { solutions.count < parts.count }

  /// ½ βᵀKβ − tᵀβ, over all machines as far as they are.
  var objective: Double { total.objective + (isTraining ? descent.objective : 0) }

  /// How many numbers of K were computed, and how many of its rows were there already.
  var evaluations: Int { total.evaluations + (isTraining ? descent.kernelEvaluations : 0) }
  var hits: Int { total.hits + (isTraining ? descent.cacheHits : 0) }

  /// How many coefficients are at their bound, over all machines.
  var bounded: Int { found.reduce(0) { $0 + $1.isBounded.count { $0 } } }

  /// The solutions, that of the machine in training as far as it is.
  private var found: [SupportVectorSolution] {
    isTraining ? solutions + [descent.present] : solutions
  }

  /// 2/‖w‖ of a single classifier.
  var margin: Double? {
    guard settings.type == .cSVC, parts.count == 1, let solution = solutions.first else {
      return nil
    }
    return solution.squaredNorm > 0 ? 2 / solution.squaredNorm.squareRoot() : nil
  }
}
