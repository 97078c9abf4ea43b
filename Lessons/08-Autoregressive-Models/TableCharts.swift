import Margin

/// What tables over the first n pixels are worth: on training, validation and test vectors.
struct TableSize {
  var pixels: Int
  var nll: [Likelihoods]
  /// The test NLL of pixels that know nothing of each other.
  var independent: Double

  /// 1 + 2 + … + 2^(n − 1).
  var parameters: Int { (1 << pixels) - 1 }
}

/// The NLL over n, a curve for each pass; the numbers that the tables hold; and both as a table.
func show(_ sizes: [TableSize], pass: Int, in pane: Pane) {
  guard let last = sizes.last else { return }
  for (name, nll) in [
    ("train", last.nll[0].mean), ("test", last.nll[2].mean), ("independent", last.independent),
  ] where nll.isFinite {
    pane.plot("NLL by pixels", curve: name, nll, x: last.pixels, xLabel: "pixels", start: pass)
  }
  let n = sizes.map { Double($0.pixels) }
  pane.show(as: "numbers in the tables") {
    .line(
      LineChart(
        [.init("parameters", x: n, y: sizes.map { Double($0.parameters) })], xLabel: "pixels",
        yScale: .log))
  }
  pane.show(as: "tables") {
    .table(
      TableChart(
        columns: ["pixels", "parameters", "train", "test", "independent", "impossible"],
        rows: sizes.map { size in
          [
            .number(Double(size.pixels)), .number(Double(size.parameters)),
            .number(size.nll[0].mean), .number(size.nll[2].mean), .number(size.independent),
            .number(Double(size.nll[2].values.count { $0 == .infinity })),
          ]
        }))
  }
}
