/// Steps of a run: a sequence that ends early when the run does.
public struct Steps: Sequence, IteratorProtocol {
  private let pane: Pane
  private var remaining: Int
  private var isUnderWay = false

  init(count: Int, pane: Pane) {
    self.pane = pane
    remaining = count
  }

  /// The number of the next step over the whole run; nil at the end.
  public mutating func next() -> Int? {
    if !isUnderWay { pane.expectSteps(remaining) }
    isUnderWay = true
    guard remaining > 0, pane.takeStep() else {
      remaining = 0
      return nil
    }
    remaining -= 1
    pane.tellProgress()
    return pane.step
  }
}
