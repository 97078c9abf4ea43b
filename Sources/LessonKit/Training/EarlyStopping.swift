public import Margin

/// Tells when training has stopped to get better: the best value, its epoch, and how long ago it was.
///
/// Prechelt (1998). A value that is no number is never the best one.
public struct EarlyStopping: Hashable, Sendable {
  /// How many epochs without a new best value are waited for.
  public let patience: Int
  /// Which values are better.
  public let better: RunResult.Direction
  /// The best value so far; nil before the first one.
  public private(set) var best: Double?
  /// The epoch of the best value, from 1; 0 before the first one.
  public private(set) var bestEpoch = 0
  /// How many values there were.
  public private(set) var epoch = 0

  /// Waits for `patience` epochs, at least one.
  public init(patience: Int, better: RunResult.Direction = .lower) {
    self.patience = max(1, patience)
    self.better = better
  }

  /// Takes the next epoch's value.
  ///
  /// - Parameter value: What is watched, such as the loss on validation data.
  /// - Returns: Whether it is the best one so far, so that this model is the one to keep.
  public mutating func isBest(_ value: Double) -> Bool {
    epoch += 1
    let isBetter =
      switch (best, better) {
      case (nil, _): !value.isNaN
      case (let best?, .lower): value < best
      case (let best?, .higher): value > best
      }
    if isBetter { (best, bestEpoch) = (value, epoch) }
    return isBetter
  }

  /// Whether the best value is `patience` epochs ago.
  public var isOver: Bool { epoch - bestEpoch >= patience }

  /// Reports the best value under `name`, and its epoch.
  public func report(_ name: String, in pane: Pane) {
    if let best { pane.result(name, best, better: better) }
    pane.result("best epoch", Double(bestEpoch))
  }
}
