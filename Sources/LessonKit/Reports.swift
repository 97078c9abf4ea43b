public import Margin

/// Reports how far clusters agree with the data's labels, where there are labels.
public func reportAgreement(_ clusters: [Int], _ data: Dataset, in pane: Pane) {
  guard let labels = data.labels else { return }
  pane.result("adjusted Rand index", adjustedRandIndex(clusters, labels), better: .higher)
}

/// Reports whether the steps ended because nothing changed any more, and says it where they did not.
public func reportConvergence(_ isConverged: Bool, in pane: Pane) {
  pane.result("converged", isConverged ? 1 : 0)
  if !isConverged, !pane.isInterrupted {
    pane.log("not converged: the steps were over before the changes")
  }
}
