/// Steps of a run: a sequence that ends early when the run is interrupted.
public final class Steps: Sequence, IteratorProtocol {
  private let pane: Pane
  private var remaining: Int
  private var isUnderWay = false

  init(count: Int, pane: Pane) {
    self.pane = pane
    remaining = count
  }

  // A loop left by `break` never sees its last `next()`.
  deinit { end() }

  /// The number of the next step over the whole run; nil at the end.
  public func next() -> Int? {
    if !isUnderWay { begin() }
    guard remaining > 0, pane.beginStep() else {
      end()
      return nil
    }
    remaining -= 1
    return pane.step
  }

  private func begin() {
    if pane.depth == 0, let limit = pane.stepLimit { remaining = Swift.min(remaining, limit) }
    pane.depth += 1
    isUnderWay = true
  }

  private func end() {
    guard isUnderWay else { return }
    pane.depth -= 1
    isUnderWay = false
    remaining = 0
  }
}
