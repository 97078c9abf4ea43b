import Glibc

/// `margin bench`: the program's speed on this machine.
enum BenchCommand {
  static let json = Option(name: "--json", help: "One object a line")
  static let inputs = Option(
    name: "--inputs", value: "DIR",
    help: "The data of benchmarks that need some; also by MARGIN_BENCH_INPUTS")

  /// Every benchmark, group by group.
  static let all: [Benchmark] =
    compileBenchmarks
    + kernelBenchmarks
    + trainingLoopBenchmarks
    + chartBenchmarks
    + arithmeticBenchmarks
    + productBenchmarks
    + netBenchmarks
    + mixtureBenchmarks
    + regressionBenchmarks
    + supportVectorBenchmarks
    + probabilityBenchmarks
    + densityBenchmarks
    + hiddenMarkovBenchmarks
    + nGramBenchmarks
    + wordVectorBenchmarks
    + screenBenchmarks

  static let command = Command(
    name: "bench", operand: "[GROUP]", summary: "The program's speed on this machine",
    options: [json, inputs]
  ) { arguments in
    let chosen = all.filter { benchmark in
      guard let name = arguments.operand else { return true }
      return benchmark.group == name || benchmark.work.hasPrefix(name)
    }
    if let name = arguments.operand, chosen.isEmpty {
      let groups = all.reduce(into: [String]()) { groups, benchmark in
        if !groups.contains(benchmark.group) { groups.append(benchmark.group) }
      }
      throw UsageError.other(
        "there is no group “\(name)” of benchmarks, nor a work whose name begins so: "
          + groups.joined(separator: ", "))
    }
    let inputs = Benchmark.Inputs(
      folder: arguments.value(inputs) ?? environment("MARGIN_BENCH_INPUTS"))
    for benchmark in chosen {
      report(benchmark, inputs: inputs, asJSON: arguments.has(json))
      flush()
    }
    return 0
  }

  private static func report(_ benchmark: Benchmark, inputs: Benchmark.Inputs, asJSON: Bool) {
    do {
      guard let measurement = try benchmark.run(inputs) else {
        complain("\(benchmark.work) skipped: it cannot be measured here")
        return
      }
      put(asJSON ? line(benchmark, measurement).description : row(benchmark, measurement))
    } catch let missing as Benchmark.MissingInput {
      let place = missing.folder.map { "not in \($0)" } ?? "name its folder with --inputs"
      complain("\(benchmark.work) skipped: \(missing.name) is needed (\(place))")
    } catch {
      complain("\(benchmark.work) failed: \(CommandTable.sentence(for: error))")
    }
  }

  private static func line(_ benchmark: Benchmark, _ measurement: Measurement) -> JSON {
    .object([
      "work": .string(benchmark.work), "seconds": .number(measurement.seconds),
      "minimum": .number(measurement.minimum),
      "value": measurement.value.map(JSON.number) ?? .null,
      "threads": .integer(measurement.threads),
    ])
  }

  private static func row(_ benchmark: Benchmark, _ measurement: Measurement) -> String {
    let value = measurement.value.map { "   \($0)" } ?? ""
    return padded(benchmark.work, to: 34)
      + padded(milliseconds(measurement.seconds), to: 14)
      + padded("min " + milliseconds(measurement.minimum), to: 18)
      + "\(measurement.threads) threads" + value
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let microseconds = (seconds * 1e6).rounded()
    return "\(microseconds / 1000) ms"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

/// Whether the file at `path` can be read.
func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
