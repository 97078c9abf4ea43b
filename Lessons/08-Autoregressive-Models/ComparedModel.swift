import Margin

/// A density and what it is worth on each test vector.
struct ComparedModel {
  var name: String
  var parameters: Int
  var nll: Likelihoods

  /// By how much it is better than another, vector by vector.
  func gain(over other: ComparedModel) -> Likelihoods {
    Likelihoods(values: zip(other.nll.values, nll.values).map { $0 - $1 })
  }
}

/// A row for each model, with its gain over the one above it.
func show(_ models: [ComparedModel], in pane: Pane) {
  pane.show(as: "comparison") {
    .table(
      TableChart(
        columns: ["model", "parameters", "test NLL", "± s.e.", "gain", "± s.e. paired"],
        rows: models.enumerated().map { index, model in
          let gain = index > 0 ? model.gain(over: models[index - 1]) : nil
          return [
            .text(model.name), .number(Double(model.parameters)), .number(model.nll.mean),
            .number(model.nll.standardError), gain.map { .number($0.mean) } ?? .text(""),
            gain.map { .number($0.standardError) } ?? .text(""),
          ]
        }))
  }
}

/// The test NLL of each model, and the gain of each over the one before with its paired error.
func reportGains(_ models: [ComparedModel], in pane: Pane) {
  for (index, model) in models.enumerated() {
    pane.result("\(model.name), test NLL (nats)", model.nll.mean, better: .lower)
    guard index > 0 else { continue }
    let gain = model.gain(over: models[index - 1])
    pane.result("\(model.name), gain", gain.mean)
    pane.result("\(model.name), gain's paired error", gain.standardError)
  }
}
