/// A piece of work whose speed `margin bench` tells.
struct Benchmark: Sendable {
  /// Benchmarks of one part of the program.
  var group: String
  /// What is done, in the field's terms: `gmm-em-50`.
  var work: String
  /// Does it several times; nil (or `MissingInput`) where an input is lacking.
  var run: @Sendable (Inputs) throws -> Measurement?

  /// Where benchmarks find the data that does not come along.
  struct Inputs: Sendable {
    /// The folder named by `--inputs` or `MARGIN_BENCH_INPUTS`.
    var folder: String?

    /// The path of the input `name`.
    ///
    /// - Throws: `MissingInput` where there is none.
    func path(_ name: String) throws(MissingInput) -> String {
      guard let folder else { throw MissingInput(name: name, folder: nil) }
      let path = "\(folder)/\(name)"
      guard isReadable(path) else { throw MissingInput(name: name, folder: folder) }
      return path
    }
  }

  /// An input that a benchmark cannot do without.
  struct MissingInput: Error {
    var name: String
    var folder: String?
  }
}

/// How long several runs of a piece of work took.
struct Measurement: Hashable, Sendable {
  /// The median, in seconds.
  var seconds: Double
  /// The fastest, in seconds.
  var minimum: Double
  /// What the work came to, so that two programs can be seen to do the same: a likelihood, a rate.
  var value: Double?
  /// The threads that computed.
  var threads = 1

  /// The median and the minimum of `samples`, which are not empty.
  init(samples: [Double], value: Double? = nil, threads: Int = 1) {
    let sorted = samples.sorted()
    seconds = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    minimum = sorted.first ?? .nan
    self.value = value
    self.threads = threads
  }

  /// Times `work`, `count` times after one that is not counted; `value` comes from the last one.
  ///
  /// Each timing is the mean of `inner` calls.
  static func of(
    _ count: Int, inner: Int = 1, threads: Int = 1, _ work: () throws -> Double?
  ) rethrows -> Measurement {
    var value = try work()
    var samples: [Double] = []
    for _ in 0..<count {
      let began = ContinuousClock.now
      for _ in 0..<inner { value = try work() }
      samples.append((ContinuousClock.now - began) / .seconds(1) / Double(inner))
    }
    return Measurement(samples: samples, value: value, threads: threads)
  }
}
