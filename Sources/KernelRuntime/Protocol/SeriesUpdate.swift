/// What is new in a thinned series: from one place on it now has these samples.
public struct SeriesUpdate: Hashable, Sendable {
  /// The series' name.
  public var series: String
  /// How many of the samples told before stay.
  public var start: Int
  /// Those that follow them.
  public var samples: [MetricSample]

  /// `series` has `samples` from place `start` on.
  public init(series: String, start: Int, samples: [MetricSample]) {
    self.series = series
    self.start = start
    self.samples = samples
  }
}

/// What is new in the series of a run: a frame's worth.
public struct SeriesUpdates: Hashable, Sendable {
  /// At most one of each series.
  public var updates: [SeriesUpdate]

  /// Those of a frame.
  public init(_ updates: [SeriesUpdate]) { self.updates = updates }

  /// The newest step that one of them is from.
  public var lastStep: Int? { updates.compactMap(\.samples.last?.step).max() }
}

// All in one text of words, since a thousand series may be new in a frame: of each update the start
// and the number of samples, then the samples.
extension SeriesUpdates: Codable {
  private enum CodingKeys: String, CodingKey {
    case series, words
  }

  /// Writes the names of the series and the words.
  public func encode(to encoder: any Encoder) throws {
    var words: [UInt64] = []
    words.reserveCapacity(
      updates.reduce(0) { $0 + 2 + MetricSample.wordCount * $1.samples.count })
    for update in updates {
      words.append(UInt64(update.start))
      words.append(UInt64(update.samples.count))
      for sample in update.samples { sample.append(to: &words) }
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(updates.map(\.series), forKey: .series)
    try container.encode(PackedWords.text(of: words), forKey: .words)
  }

  /// Reads the form that `encode` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .series)
    let text = try container.decode(String.self, forKey: .words)
    let words = PackedWords.words(in: text, columns: 1) ?? []
    var place = 0
    updates = try names.map { name in
      guard place + 2 <= words.count, let start = Int(exactly: words[place]),
        let count = Int(exactly: words[place + 1]),
        count <= (words.count - place - 2) / MetricSample.wordCount
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .words, in: container, debugDescription: "not the words of whole samples")
      }
      let first = place + 2
      place = first + MetricSample.wordCount * count
      return SeriesUpdate(
        series: name, start: start,
        samples: stride(from: first, to: place, by: MetricSample.wordCount).map {
          MetricSample(words, at: $0)
        })
    }
  }
}
