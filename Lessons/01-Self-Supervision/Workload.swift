import Margin

/// How much of a run is done, so that the time left is known.
final class Workload {
  private var done = 0
  private let total: Int

  init(_ total: Int) { self.total = total }

  /// A step of one of the nets is done.
  func advance(in pane: Pane) {
    done += 1
    pane.progress(done, of: total)
  }
}
