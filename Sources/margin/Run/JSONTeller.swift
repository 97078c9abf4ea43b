import Glibc
import KernelRuntime
import Margin
import Notebook

/// Tells a run as one JSON object a line.
struct JSONTeller: RunTeller {
  /// Whether points and logs are left out.
  private let tellsResultsOnly: Bool
  private var curves: [String: RunRecord.Curve] = [:]

  init(tellsResultsOnly: Bool = false) { self.tellsResultsOnly = tellsResultsOnly }

  func begin(_ run: RunBeginning) {
    write(
      RunLines.start(
        kernel: run.kernel,
        parameters: run.parameters.map { .init(name: $0.name, value: $0.value.json) },
        seed: run.seed, source: run.source ?? "built-in"))
  }

  mutating func tell(_ event: KernelEvent) {
    switch event {
    case .metrics where tellsResultsOnly, .printed where tellsResultsOnly: return
    case .metrics(_, let points):
      for point in points {
        let sample = RunRecord.Sample(point.sample)
        write(RunLines.metric(point.series, sample, curves[point.series]))
      }
    case .curve(_, let curve): curves[curve.series] = RunRecord.Curve(curve)
    case .result(_, let result): write(RunLines.result(RunRecord.Result(result)))
    case .printed(let printed):
      for line in printed.lines { write(RunLines.log(line.text)) }
    default: break
    }
    flush()
  }

  func refresh(_ record: RunRecord) {}

  func end(_ record: RunRecord) { write(RunLines.end(record)) }

  private func write(_ line: JSON) { put(line.description) }
}
