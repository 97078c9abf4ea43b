/// Passes over the data: a sequence that ends early when the run does.
public final class Epochs: Sequence, IteratorProtocol {
  private let count: Int
  private let pane: Pane
  private var epoch = 0

  init(count: Int, pane: Pane) {
    self.count = count
    self.pane = pane
  }

  // A loop left by `break` never sees its last `next()`.
  deinit { pane.leave(self) }

  /// The number of the next epoch, from 1; nil at the end.
  public func next() -> Int? {
    if epoch == 0 { pane.enter(self, count: count) } else { pane.endEpoch(of: self) }
    guard epoch < count, pane.beginEpoch(of: self) else {
      epoch = count
      pane.leave(self)
      return nil
    }
    epoch += 1
    pane.tellProgress()
    return epoch
  }
}

/// How far the outermost loop over epochs has come, in steps, so that the time left is true.
struct EpochProgress {
  private let loop: ObjectIdentifier
  private let count: Int
  private var ended = 0
  /// The steps of an epoch: those of the latest one, or as many as the loops in the first one expect.
  private var length = 0
  /// The first step of the epoch that is under way.
  private var firstStep: Int?

  init(_ loop: Epochs, count: Int) {
    self.loop = ObjectIdentifier(loop)
    self.count = count
  }

  func isOf(_ loop: Epochs) -> Bool { self.loop == ObjectIdentifier(loop) }

  mutating func begin(step: Int) { firstStep = step }

  mutating func end(lastStep: Int) {
    guard let first = firstStep else { return }
    ended += 1
    length = lastStep - first + 1
    firstStep = nil
  }

  mutating func expect(_ steps: Int) {
    if ended == 0 { length += steps }
  }

  /// The steps that are done, and those of all epochs, if the run is at `step`.
  func share(atStep step: Int) -> (done: Int, total: Int) {
    let length = max(1, length)
    let inEpoch = firstStep.map { min(length, step - $0) } ?? 0
    return (ended * length + inEpoch, count * length)
  }
}
