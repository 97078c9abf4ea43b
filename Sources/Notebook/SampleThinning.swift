/// Which samples of a long series are kept.
///
/// All up to `capacity`; then of each stretch the lowest, the highest and the first that is no
/// number, so that no spike is lost. The first sample and the last one are always kept.
public struct SampleThinning: Hashable, Sendable {
  /// How many samples of a series are kept at most.
  public static let capacity = 8192

  /// How many samples a stretch takes; doubled when the capacity is reached.
  private var length = 1
  /// How many samples of the stretch at the end have come.
  private var count = 0
  /// Where the stretch at the end begins.
  private var start = 0

  /// A series that has just begun.
  public init() {}

  /// Adds `sample` at the end of `samples`, which only this function changes.
  public mutating func add(
    _ sample: RunRecord.Sample, to samples: inout [RunRecord.Sample]
  ) {
    if count == length {
      if length > 1 { samples.replaceSubrange(start..., with: extremes(samples[start...])) }
      if samples.count >= Self.capacity - 4 { halve(&samples) }
      start = samples.count
      count = 0
    }
    samples.append(sample)
    count += 1
    if samples.count - start > 4 {
      let known = samples[start..<samples.count - 1]
      samples.replaceSubrange(start..<samples.count - 1, with: extremes(known))
    }
  }

  /// Joins stretches in pairs, two samples of each pair staying.
  private mutating func halve(_ samples: inout [RunRecord.Sample]) {
    // Before the first time a stretch is one sample, later it is two.
    length *= length == 1 ? 4 : 2
    samples =
      samples.prefix(1)
      + stride(from: 1, to: samples.count, by: 4).flatMap { first in
        extremes(samples[first..<min(first + 4, samples.count)])
      }
  }

  private func extremes(_ samples: ArraySlice<RunRecord.Sample>) -> [RunRecord.Sample] {
    let finite = samples.indices.filter { samples[$0].y.isFinite }
    let places = [
      finite.min { samples[$0].y < samples[$1].y },
      finite.max { samples[$0].y < samples[$1].y },
      samples.indices.first { !samples[$0].y.isFinite },
    ]
    return Set(places.compactMap { $0 }).sorted().map { samples[$0] }
  }
}
