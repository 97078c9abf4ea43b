import Charts
import KernelRuntime
import Margin
import Notebook

/// The live part of a lesson step: a kernel with its values, its process and its runs.
struct PaneModel: Equatable {
  /// A process, or one that is being started.
  struct Client: Equatable {
    let id: Int
    var program: KernelModel.Program
    /// What it said when it was ready.
    var description: KernelDescription?
    /// The run to begin as soon as it is ready.
    var pending: StartRequest?
  }

  /// How many runs are kept, the present one included.
  static let runLimit = 4

  let kernel: String
  /// The index of the lesson step that names it.
  let step: Int
  var parameters: [ParameterDescription]
  /// Whether the parameters are known; those of a kernel that is newer than the program are once it has
  /// been compiled.
  private(set) var isDescribed: Bool
  /// The values that the step begins with, by Swift name.
  let startValues: [String: String]
  /// Every value as it is shown.
  var values: [String: ParameterValue]
  var seed: UInt64
  /// The names of the data that the kernel says it reads.
  var reads: [String] = []
  /// Files of the learner's own, by the names of the data that they stand for.
  var ownData: [String: String] = [:]
  var paceLimit: PaceLimit
  /// The process of the present run.
  var client: Client?
  /// The process of an edited source, until it is ready to take over.
  var successor: Client?
  /// The present run, then the earlier ones, the newest first.
  var runs: [RunModel] = []
  /// The step of the present run that is looked back at; nil where the newest is shown.
  var scrubbing: Scrubbing?
  /// The numbers of the earlier runs that are not drawn behind the present one.
  var undrawnRuns: Set<Int> = []
  /// When the run is to begin anew because of a changed value.
  var restartDue: Double?
  /// The last lines that the kernel printed.
  var log = PrintedLines([])
  /// The charts that the step speaks of, which stand first.
  let leadingCharts: [String]
  /// The charts that there are.
  var slotTable = SlotTable()
  /// The first chart that is shown.
  var chartOffset = 0
  /// The chart that the learner has chosen among them.
  var chosenChart: Slot.Key?
  /// How the learner wants to see charts.
  var looks: [Slot.Key: ChartLook] = [:]
  /// The chart that has the whole screen.
  var inspection: ChartInspection?
  /// How wide the charts that must not be cut have been, by name; grows only, so that their
  /// neighbours do not tremble with every digit.
  private(set) var fullWidths: [String: Int] = [:]
  /// How high those have been in which no row may be empty, by name; grows only.
  private(set) var fullHeights: [String: Int] = [:]
  /// The selected row of the parameters; the last one is the seed.
  var cursor = 0

  init(
    kernel: String, step: Int, parameters: [ParameterDescription]?, startValues: [String: String],
    leadingCharts: [String] = []
  ) {
    self.kernel = kernel
    self.step = step
    self.parameters = parameters ?? []
    isDescribed = parameters != nil
    self.startValues = startValues
    self.leadingCharts = leadingCharts
    values = [:]
    (seed, paceLimit) = (0, nil)
    for parameter in self.parameters { values[parameter.name] = defaultValue(of: parameter) }
    (seed, paceLimit) = (defaultSeed, defaultPaceLimit)
  }

  /// The seed that the step begins with.
  var defaultSeed: UInt64 { startValues["seed"].flatMap(UInt64.init) ?? 0 }

  /// The pace that the step begins with.
  var defaultPaceLimit: PaceLimit {
    startValues["pace"].flatMap(Double.init).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Takes the values that were kept; those that the kernel no longer takes stay at their defaults.
  mutating func restoreValues(from settings: Progress.KernelSettings) {
    seed = settings.seed
    ownData = settings.data ?? [:]
    for parameter in parameters {
      guard let text = settings.values[parameter.name],
        let value = try? parameter.value(parsing: text)
      else { continue }
      values[parameter.name] = value
    }
  }

  /// The present or latest run.
  var run: RunModel? {
    get { runs.first }
    set {
      guard let newValue, !runs.isEmpty else { return }
      runs[0] = newValue
    }
  }

  /// Whether a run goes on.
  var isOn: Bool { run?.isOn ?? false }

  /// Gives `chart` the room that it needs under `name`.
  mutating func makeRoom(for chart: Chart, as name: String, style: ChartStyle) {
    if let width = chart.fullWidth(style: style) {
      fullWidths[name] = max(width, fullWidths[name] ?? 0)
    }
    if let height = chart.fullHeight(style: style) {
      fullHeights[name] = max(height, fullHeights[name] ?? 0)
    }
  }

  /// The value that the step begins with, else the kernel's own.
  func defaultValue(of parameter: ParameterDescription) -> ParameterValue {
    startValues[parameter.name].flatMap { try? parameter.value(parsing: $0) }
      ?? parameter.defaultValue
  }

  /// The value of `parameter` as it is shown.
  func value(of parameter: ParameterDescription) -> ParameterValue {
    values[parameter.name] ?? defaultValue(of: parameter)
  }

  /// How many values differ from those that the step begins with.
  var changedCount: Int {
    parameters.count { value(of: $0) != defaultValue(of: $0) }
  }

  /// The parameter under the cursor; nil on the seed's row.
  var selectedParameter: ParameterDescription? {
    parameters.indices.contains(cursor) ? parameters[cursor] : nil
  }

  /// What progress keeps of it.
  var settings: Progress.KernelSettings {
    var kept = Progress.KernelSettings(seed: seed)
    kept.data = ownData.isEmpty ? nil : ownData
    for parameter in parameters where value(of: parameter) != defaultValue(of: parameter) {
      kept.values[parameter.name] = value(of: parameter).description
    }
    return kept
  }

  /// Takes the parameters of an edited kernel; values that it does not take fall back.
  ///
  /// - Returns: The labels of those that did.
  mutating func adopt(_ parameters: [ParameterDescription]) -> [String] {
    let former = values
    let formerLabels = Dictionary(
      self.parameters.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
    self.parameters = parameters
    isDescribed = true
    cursor = min(cursor, parameters.count)
    values = [:]
    var lost = former.keys.filter { name in !parameters.contains { $0.name == name } }
    for parameter in parameters {
      if let value = former[parameter.name], let kept = try? parameter.checked(value) {
        values[parameter.name] = kept
      } else {
        if former[parameter.name] != nil { lost.append(parameter.name) }
        values[parameter.name] = defaultValue(of: parameter)
      }
    }
    return lost.sorted().map { formerLabels[$0] ?? $0 }
  }
}

/// The wish to begin a run.
struct StartRequest: Equatable {
  /// Begin paused, and take one step.
  var isSingleStep = false
  /// Go on with the pane's run in this process, whose code is the same optimised.
  var goesOnWithRun = false
}
