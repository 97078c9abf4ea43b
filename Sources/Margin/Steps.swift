/// Steps of a run: a sequence that ends early when the run does.
public struct Steps: Sequence, IteratorProtocol {
  private let pane: Pane
  private let count: Int
  private var remaining: Int
  private var isUnderWay = false
  /// After so many steps their share is told; 0: never.
  private let stride: Int

  init(count: Int, tellsShare: Bool, pane: Pane) {
    (self.pane, self.count) = (pane, count)
    remaining = count
    // One step is no way to go, and a screen shows no finer parts.
    stride = tellsShare && count > 1 ? Swift.max(1, count / 500) : 0
  }

  /// The number of the next step over the whole run; nil at the end.
  public mutating func next() -> Int? {
    if !isUnderWay { pane.expectSteps(remaining) }
    isUnderWay = true
    guard remaining > 0, pane.takeStep() else {
      remaining = 0
      return nil
    }
    let done = count - remaining
    pane.tellProgress(of: stride > 0 && done % stride == 0 ? (done, count) : nil)
    remaining -= 1
    return pane.step
  }
}
