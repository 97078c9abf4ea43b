import Margin

/// The examples of a stretch of text: which words are to predict which.
struct Examples {
  private let architecture: Architecture
  private let objective: WordObjective
  private let tree: HuffmanCode?
  private var window = 1
  private var k = 1
  private var noise = WordNoise()
  /// With which probability each word is kept.
  private var keep = SubSampling()
  private var kept: [Int32] = []
  /// Those that were taken last.
  private(set) var batch = LogisticBatch()
  /// How many there were of all the sentences.
  private(set) var count = 0

  init(_ architecture: Architecture, _ objective: WordObjective, _ tree: HuffmanCode?) {
    (self.architecture, self.objective, self.tree) = (architecture, objective, tree)
  }

  mutating func set(_ text: WordText, window: Int, negatives: Int, power: Double, t: Double) {
    (self.window, k) = (window, negatives)
    noise.set(text.counts, power: power)
    keep.set(text.counts, t: t)
  }

  /// Takes the examples of these sentences in batches, and adds up what `learn` makes of each.
  ///
  /// Another thread draws the next batch meanwhile, in the same order as if there were one thread.
  mutating func inBatches(
    _ sentences: WordText.Sentences, using random: inout RandomSource,
    _ learn: (LogisticBatch) -> Double
  ) -> Double {
    var (sentences, ready, loss) = (sentences, LogisticBatch(), 0.0)
    count = 0
    take(&sentences, using: &random)
    while batch.count > 0 {
      swap(&ready, &batch)
      count += ready.count
      if sentences.isEmpty {
        batch.removeAll()
        loss += learn(ready)
      } else {
        Threads.both({ loss += learn(ready) }, { take(&sentences, using: &random) })
      }
    }
    batch = ready
    return loss
  }

  /// Takes some thousand examples in place of the former ones, or those that are left; with the full softmax
  /// all, since what a step costs there is the softmax.
  private mutating func take(
    _ sentences: inout WordText.Sentences, using random: inout RandomSource
  ) {
    batch.removeAll()
    while objective == .fullSoftmax || batch.count < 8000, let sentence = sentences.next() {
      kept.removeAll(keepingCapacity: true)
      for w in sentence where keep.keeps(w, using: &random) { kept.append(w) }
      for t in kept.indices { addExamples(at: t, using: &random) }
    }
  }

  /// The word at place t and those at most b ≤ window away, where b is drawn: near ones count more.
  private mutating func addExamples(at t: Int, using random: inout RandomSource) {
    let b = window == 1 ? 1 : 1 + random.integer(below: window)
    let (first, last) = (max(0, t - b), min(kept.count - 1, t + b))
    switch architecture {
    case .skipGram:
      for j in first...last where j != t {
        batch.appendInput(kept[t])
        addOutputs(kept[j], using: &random)
      }
    case .cbow:
      for j in first...last where j != t { batch.appendInput(kept[j]) }
      if first < last { addOutputs(kept[t], using: &random) }
    }
  }

  /// The word to be predicted and, by objective, what it is to be told from.
  private mutating func addOutputs(_ o: Int32, using random: inout RandomSource) {
    switch objective {
    case .negativeSampling:  // −ln σ(u_o·h) − Σ ln σ(−u_w·h), w ~ P_n. (2013b), (4)
      batch.appendOutput(o, label: 1)
      for _ in 0..<k { batch.appendOutput(noise.draw(using: &random), label: 0) }
    case .hierarchicalSoftmax:  // −Σ ln σ((1 − 2 bit) u_n·h) over the path of o. (2013b), (3)
      guard let tree else { return }
      for i in tree.path(of: o) { batch.appendOutput(tree.nodes[i], label: 1 - tree.bits[i]) }
    case .fullSoftmax: batch.appendOutput(o, label: 1)
    }
    batch.endRegression()
  }
}
