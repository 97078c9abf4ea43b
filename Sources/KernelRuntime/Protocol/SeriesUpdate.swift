/// What is new in a thinned series: from one place on it now has these samples.
public struct SeriesUpdate: Hashable, Sendable {
  /// The series' name.
  public var series: String
  /// How many of the samples told before stay.
  public var start: Int
  /// Those that follow them.
  public var samples: [MetricSample]
  /// Of a series of which not all samples are kept, for each of these its averages over all: those of
  /// `MovingAverage.weights` in turn.
  public var averages: [Float]

  /// `series` has `samples` from place `start` on.
  public init(series: String, start: Int, samples: [MetricSample], averages: [Float] = []) {
    self.series = series
    self.start = start
    self.samples = samples
    self.averages = averages
  }
}

/// What is new in the series of a run: a frame's worth.
public struct SeriesUpdates: Hashable, Sendable {
  /// At most one of each series.
  public var updates: [SeriesUpdate]

  /// Those of a frame.
  public init(_ updates: [SeriesUpdate]) { self.updates = updates }

  /// The most samples that are told in one piece, about: when a thousand series are thinned at once, the
  /// reader need not hold all of them in every form that they have on their way.
  private static let pieceSize = 1 << 14

  /// The same in several pieces, none where there is nothing new.
  public var pieces: [SeriesUpdates] {
    var pieces: [SeriesUpdates] = []
    var size = Self.pieceSize
    for update in updates {
      if size >= Self.pieceSize {
        pieces.append(SeriesUpdates([]))
        size = 0
      }
      pieces[pieces.count - 1].updates.append(update)
      size += update.samples.count
    }
    return pieces
  }

  /// The newest step that one of them is from.
  public var lastStep: Int? { updates.compactMap(\.samples.last?.step).max() }
}

// All in one text of words, since a thousand series may be new in a frame: of each update the start
// and the numbers of samples and of averages, then the samples, then the averages.
extension SeriesUpdates: Codable {
  private enum CodingKeys: String, CodingKey {
    case series, words
  }

  /// Writes the names of the series and the words.
  public func encode(to encoder: any Encoder) throws {
    var words: [UInt64] = []
    words.reserveCapacity(
      updates.reduce(0) {
        $0 + 3 + MetricSample.wordCount * $1.samples.count + $1.averages.count
      })
    for update in updates {
      words.append(UInt64(update.start))
      words.append(UInt64(update.samples.count))
      words.append(UInt64(update.averages.count))
      for sample in update.samples { sample.append(to: &words) }
      for average in update.averages { words.append(UInt64(average.bitPattern)) }
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
      guard place + 3 <= words.count, let start = Int(exactly: words[place]),
        let count = Int(exactly: words[place + 1]),
        let averageCount = Int(exactly: words[place + 2]),
        count <= (words.count - place - 3) / MetricSample.wordCount,
        averageCount <= words.count - place - 3 - MetricSample.wordCount * count
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .words, in: container, debugDescription: "not the words of whole samples")
      }
      let first = place + 3
      let end = first + MetricSample.wordCount * count
      place = end + averageCount
      return SeriesUpdate(
        series: name, start: start,
        samples: stride(from: first, to: end, by: MetricSample.wordCount).map {
          MetricSample(words, at: $0)
        },
        averages: words[end..<place].map {
          Float(bitPattern: UInt32(truncatingIfNeeded: $0))
        })
    }
  }
}
