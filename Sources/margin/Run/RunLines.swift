import Notebook

/// The objects by which a run is told as JSON, one a line: what scripts read.
enum RunLines {
  static func start(
    kernel: String, parameters: [JSON.Member], seed: UInt64, source: String
  ) -> JSON {
    .object([
      "event": .string("start"), "kernel": .string(kernel), "parameters": .object(parameters),
      "seed": .natural(seed), "source": .string(source),
    ])
  }

  /// Besides what every point has, its x where that is not the step, and its chart, axis and start where
  /// the kernel has said them.
  static func metric(
    _ series: String, _ sample: RunRecord.Sample, _ curve: RunRecord.Curve?
  ) -> JSON {
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON) { members.append(.init(name: name, value: value)) }
    add("event", .string("metric"))
    add("series", .string(series))
    add("step", .integer(sample.step))
    members += JSON.members("value", sample.y)
    if sample.x != Double(sample.step) { add("x", .number(sample.x)) }
    if let label = curve?.xLabel { add("xLabel", .string(label)) }
    if let curve, curve.chart != series {
      add("chart", .string(curve.chart))
      add("curve", .string(curve.name))
    }
    if sample.start > 0 { add("start", .integer(sample.start)) }
    return .object(members)
  }

  static func result(_ result: RunRecord.Result) -> JSON {
    .object(
      [
        .init(name: "event", value: .string("result")),
        .init(name: "name", value: .string(result.name)),
      ]
        + JSON.members("value", result.value) + JSON.members("better", result.better))
  }

  static func log(_ text: String) -> JSON {
    .object(["event": .string("log"), "text": .string(text)])
  }

  static func end(_ record: RunRecord) -> JSON {
    let (status, message) = (record.ending ?? .interrupted).words
    let hashes = (record.origin.hashes ?? [:]).sorted { $0.key < $1.key }
    return .object([
      "event": .string("end"), "status": .string(status), "steps": .integer(record.steps),
      "seconds": .number(record.seconds), "message": JSON(message),
      "data": .object(hashes.map { .init(name: $0.key, value: .string($0.value)) }),
    ])
  }
}
