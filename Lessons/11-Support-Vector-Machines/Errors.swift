import LessonKit
import Margin

/// Reports how often, or by how much, a model is wrong.
func reportErrors(of model: SupportVectorModel, _ examples: Examples, in pane: Pane) {
  switch model.type {
  case .cSVC, .nuSVC:
    let f = model.decisionValues(examples.x)
    pane.result(
      "training error", share(model.classes(from: f), examples.labels), better: .lower)
    if model.type == .nuSVC, f.shape[1] == 1 {
      let margins = f.column(0).scalars.enumerated().map { n, f in
        examples.labels[n] == 0 ? f : -f
      }
      let N = Double(margins.count)
      // On the line to the tolerance is not inside.
      pane.result("margin errors", Double(margins.count { $0 < 1 - 1e-2 }) / N)
      pane.result("share of support vectors", Double(model.vectors.shape[0]) / N)
    }
    guard let test = examples.test, !test.labels.isEmpty else { return }
    pane.result("test error", share(model.classes(test.x), test.labels), better: .lower)
  case .epsilonSVR:
    func rmse(_ x: Tensor<Double>, _ z: [Double]) -> Double {
      sqrt(square(model.decisionValues(x).column(0) - Tensor(z)).mean().scalar)
    }
    pane.result("training RMSE", rmse(examples.x, examples.z), better: .lower)
    if let test = examples.test {
      pane.result("test RMSE", rmse(test.x, test.z), better: .lower)
    }
  case .oneClass:
    func outliers(_ x: Tensor<Double>) -> Double {
      let f = model.decisionValues(x).column(0).scalars
      return Double(f.count { $0 < 0 }) / Double(max(1, f.count))
    }
    pane.result("training outliers", outliers(examples.x))
    if let test = examples.test { pane.result("test outliers", outliers(test.x)) }
    if let strangers = examples.strangers {
      pane.result("strangers found", outliers(strangers), better: .higher)
    }
  }
}

/// The share of rows whose class is another.
private func share(_ classes: [Int], _ labels: [Int]) -> Double {
  Double(zip(classes, labels).count { $0 != $1 }) / Double(max(1, labels.count))
}
