import Glibc
import KernelRuntime
import Margin
import Notebook

/// Tells a run as one JSON object a line.
struct JSONTeller: RunTeller {
  /// Whether points and logs are left out.
  private let tellsResultsOnly: Bool
  private var curves: [String: CurveDescription] = [:]

  init(tellsResultsOnly: Bool = false) { self.tellsResultsOnly = tellsResultsOnly }

  func begin(_ run: RunBeginning) {
    write([
      "event": .string("start"), "kernel": .string(run.kernel),
      "parameters": .object(run.parameters.map { .init(name: $0.name, value: $0.value.json) }),
      "seed": .natural(run.seed), "source": .string(run.source ?? "built-in"),
    ])
  }

  mutating func tell(_ event: KernelEvent) {
    switch event {
    case .metrics where tellsResultsOnly, .printed where tellsResultsOnly: return
    case .metrics(_, let points):
      for point in points { tell(point) }
    case .curve(_, let curve): curves[curve.series] = curve
    case .result(_, let result):
      write(
        ["event": .string("result"), "name": .string(result.name)],
        JSON.members("value", result.value) + JSON.members("better", result.better?.rawValue))
    case .printed(let printed):
      for line in printed.lines { write(["event": .string("log"), "text": .string(line.text)]) }
    default: break
    }
    flush()
  }

  /// Besides what every point has, its x where that is not the step, and its chart, axis and start where
  /// the kernel has said them.
  private func tell(_ point: MetricPoint) {
    let sample = point.sample
    let curve = curves[point.series]
    var more = JSON.members("value", sample.y)
    func add(_ name: String, _ value: JSON) { more.append(.init(name: name, value: value)) }
    if sample.x != Double(sample.step) { add("x", .number(sample.x)) }
    if let label = curve?.xLabel { add("xLabel", .string(label)) }
    if let curve, curve.chart != curve.series {
      add("chart", .string(curve.chart))
      add("curve", .string(curve.name))
    }
    if sample.start > 0 { add("start", .integer(sample.start)) }
    write(
      [
        "event": .string("metric"), "series": .string(point.series), "step": .integer(sample.step),
      ], more)
  }

  func refresh(_ record: RunRecord) {}

  func end(_ record: RunRecord) {
    let (status, message) = (record.ending ?? .interrupted).words
    let hashes = (record.origin.hashes ?? [:]).sorted { $0.key < $1.key }
    write([
      "event": .string("end"), "status": .string(status), "steps": .integer(record.steps),
      "seconds": .number(record.seconds), "message": JSON(message),
      "data": .object(hashes.map { .init(name: $0.key, value: .string($0.value)) }),
    ])
  }

  private func write(_ members: KeyValuePairs<String, JSON>, _ more: [JSON.Member] = []) {
    put(JSON.object(members.map { .init(name: $0.key, value: $0.value) } + more).description)
  }
}
