import Glibc
import KernelRuntime
import Notebook

/// Tells a run as one JSON object a line.
struct JSONTeller: RunTeller {
  func begin(_ run: RunBeginning) {
    write([
      "event": .string("start"), "kernel": .string(run.kernel),
      "parameters": .object(run.parameters.map { .init(name: $0.name, value: $0.value.json) }),
      "seed": .natural(run.seed), "source": .string(run.source ?? "built-in"),
    ])
  }

  func tell(_ event: KernelEvent) {
    switch event {
    case .metrics(_, let points):
      for point in points {
        write(
          [
            "event": .string("metric"), "series": .string(point.series),
            "step": .integer(point.sample.step),
          ],
          JSON.members("value", point.sample.y))
      }
    case .result(_, let result):
      write(
        ["event": .string("result"), "name": .string(result.name)],
        JSON.members("value", result.value))
    case .printed(let printed):
      for line in printed.lines { write(["event": .string("log"), "text": .string(line.text)]) }
    default: break
    }
    flush()
  }

  func refresh(_ record: RunRecord) {}

  func end(_ record: RunRecord) {
    let (status, message) = (record.ending ?? .interrupted).words
    write([
      "event": .string("end"), "status": .string(status), "steps": .integer(record.steps),
      "seconds": .number(record.seconds), "message": JSON(message),
    ])
  }

  private func write(_ members: KeyValuePairs<String, JSON>, _ more: [JSON.Member] = []) {
    put(JSON.object(members.map { .init(name: $0.key, value: $0.value) } + more).description)
  }
}
