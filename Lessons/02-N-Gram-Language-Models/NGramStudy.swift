import LessonKit
import Margin

/// What a run finds out about a text, and shows.
struct NGramStudy {
  let texts: NGramTexts
  let table: NGramTable
  /// λ of Jelinek–Mercer by the order of the model.
  private var lambdas: [Int: [Double]] = [:]
  /// The latest model.
  private var model: NGramModel?
  /// The test perplexity by order, by smoothing.
  private var perplexities: [SmoothingSettings: [Double]] = [:]
  /// More n-grams than these, and only the smoothing that was chosen is tried.
  private let comparisonLimit = 3_000_000

  init(_ texts: NGramTexts, _ table: NGramTable) {
    self.texts = texts
    self.table = table
  }

  /// The model of all orders that are counted.
  mutating func model(_ settings: SmoothingSettings) -> NGramModel {
    if let read = texts.readModel { return read }
    if let model, model.settings == settings { return model }
    let model = model(settings, order: table.order)
    self.model = model
    return model
  }

  private mutating func model(_ settings: SmoothingSettings, order: Int) -> NGramModel {
    let lambdas = settings.smoothing == .jelinekMercer ? heldOutWeights(order) : []
    return NGramModel(table, order: order, settings, lambdas: lambdas)
  }

  /// The weights λ, from the held-out text, or from every tenth sentence and the counts of the others.
  private mutating func heldOutWeights(_ order: Int) -> [Double] {
    if let known = lambdas[order] { return known }
    var (counted, heldOut) = (table, texts.heldOut ?? Sentences())
    if texts.heldOut == nil {
      let parts = texts.training.everyTenth()
      counted = NGramTable(parts.others, vocabulary: texts.vocabulary.count, order: order)
      heldOut = parts.tenth
    }
    var weights = HeldOutWeights(
      counted, order: order, heldOut: heldOut, vocabularySize: texts.vocabulary.count - 1)
    weights.converge()
    lambdas[order] = weights.lambdas
    return weights.lambdas
  }
}

// Charts.
extension NGramStudy {
  /// Adds the perplexity of one more order of the present smoothing, or else of one more smoothing.
  mutating func compareOneMore(_ present: SmoothingSettings, in pane: Pane) {
    var next = Smoothing.allCases.filter(\.isDistribution).map { smoothing in
      var settings = present
      settings.smoothing = smoothing
      return settings
    }
    next = next.filter { $0 == present } + next.filter { $0 != present }
    if texts.readModel != nil { return }
    if table.count > comparisonLimit { next = [present] }
    guard let settings = next.first(where: { perplexities[$0] == nil }) else { return }
    let tell = perplexities.isEmpty ? pane.part(0.6...1) : { _, _ in true }
    perplexities[settings] = (1...table.order).map { order in
      defer { _ = tell(order, table.order) }
      return Perplexity(model(settings, order: order), texts.test).value
    }
    pane.show(as: "perplexity by order") { [self] in .line(perplexityChart(present)) }
  }

  private func perplexityChart(_ present: SmoothingSettings) -> LineChart {
    let series = Smoothing.allCases.compactMap { smoothing in
      var settings = present
      settings.smoothing = smoothing
      return perplexities[settings].map { values in
        LineChart.Series(
          smoothing.rawValue, x: (1...values.count).map(Double.init), y: values)
      }
    }
    return LineChart(series, xLabel: "order n", yScale: .log)
  }

  /// What follows what was typed.
  func showPrompt(_ writer: Writer, _ model: NGramModel, in pane: Pane) {
    let p = writer.distribution
    pane.result("sum over all words", p.reduce(0, +))
    pane.show(as: "next word") { [vocabulary = texts.vocabulary] in
      let likeliest = p.indices.sorted { p[$0] > p[$1] || p[$0] == p[$1] && $0 < $1 }.prefix(15)
      let words = likeliest.map { vocabulary.quoted(Int32($0)) }
      return .bars(BarChart(words, likeliest.map { p[$0] }, xLabel: "probability"))
    }
    pane.show(as: "factors") { [vocabulary = texts.vocabulary] in
      .table(TableChart(factorsOf: writer.prompt, model, vocabulary))
    }
  }

  /// What was estimated, and what the estimate rests on.
  func showEstimate(_ model: NGramModel, in pane: Pane) {
    pane.show(as: "seen in training") { [seen = shareOfSeen] in
      .bars(BarChart(seen.indices.map { "\($0 + 1)" }, seen, xLabel: "share of the test text"))
    }
    guard model.settings != nil else { return }
    pane.show(as: "estimate") { .table(model.summary) }
    pane.show(as: "counts of counts") { [table] in
      .line(LineChart(countsOfCounts: table.levels.indices.map(table.predictedCounts)))
    }
    pane.show(as: "Good–Turing") { [table] in
      .line(LineChart(goodTuring: table.levels.indices.map(table.predictedCounts)))
    }
    if table.order > 1 {
      pane.show(as: "unigrams") { [table, vocabulary = texts.vocabulary] in
        .bars(BarChart(unigramsOf: table, vocabulary))
      }
    }
    for (n, level) in model.levels.enumerated() {
      if case .discounted(let D) = level.estimate, D.isFallback {
        pane.log("order \(n + 1): too few counts for three discounts: 0.5, 1 and 1.5 are taken")
      }
    }
  }
}
