import LessonKit
import Margin

extension BootstrappedSet {
  /// Shows the texts of the set, what the filter says of them, and how many are right.
  func show(in pane: Pane) {
    let set = self
    pane.show(as: "bootstrapped set") { .table(set.table) }
    pane.show(as: "images of the set") { .images(set.sheet) }
    pane.show(as: "right captions") { .bars(set.bars) }
    pane.show(as: "match") { .histogram(set.histogram) }
  }

  /// Image by image its text of the web and the synthetic one: whether it is right, and kept.
  private var table: TableChart {
    var rows: [[TableChart.Entry]] = []
    for n in web.indices.prefix(Self.shown) {
      rows.append(web[n].row(n, "web"))
      if n < synthetic.count { rows.append(synthetic[n].row(n, "synthetic")) }
    }
    return TableChart(columns: ["image", "text", "right", "kept", "caption"], rows: rows)
  }

  /// The images of the table, with their numbers there.
  private var sheet: ImageSheet {
    ImageSheet(
      zip(images(Self.shown), 1...).map {
        .init($0.scalars, width: 32, channels: 3, caption: "\($1)")
      })
  }

  /// Of so many images the texts are shown.
  private static let shown = 60

  /// The share of right texts, of all and of those that are kept.
  private var bars: BarChart {
    let origins = synthetic.isEmpty ? [("web", web)] : [("web", web), ("synthetic", synthetic)]
    func rights(_ kept: Bool) -> [Double] {
      origins.map { _, texts in
        let rights = texts.filter { $0.isKept || !kept }.map(\.isRight)
        return rights.isEmpty ? 0 : share(rights)
      }
    }
    let series: [BarChart.Series] =
      [.init("all", rights(false))] + (threshold == nil ? [] : [.init("kept", rights(true))])
    return BarChart(origins.map(\.0), series, xLabel: "right")
  }

  /// How probable the filter finds the web's right and wrong texts.
  private var histogram: Histogram {
    func probabilities(_ right: Bool) -> [Double] {
      web.filter { $0.isRight == right }.compactMap { $0.mark?.probability }
    }
    return Histogram(
      [("right", probabilities(true)), ("wrong", probabilities(false))], bins: 20, range: 0...1,
      marks: threshold.map { [.init(x: $0, text: "threshold")] } ?? [],
      xLabel: "match probability")
  }
}

extension ToldPair {
  fileprivate func row(_ image: Int, _ origin: String) -> [TableChart.Entry] {
    [
      .number(Double(image + 1)), .text(origin), .text(isRight ? "✓" : "✗"),
      .text(mark.map { $0.isKept ? "✓" : "✗" } ?? ""), .text("“\(caption)”"),
    ]
  }
}
