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
    if table.count > comparisonLimit { next = [present] }
    guard let settings = next.first(where: { perplexities[$0] == nil }) else { return }
    perplexities[settings] = (1...table.order).map { order in
      Perplexity(model(settings, order: order), texts.test).value
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

  /// The likeliest next words.
  func showNext(_ p: [Double], after prompt: [Int32], in pane: Pane) {
    pane.show(as: "next word") { [vocabulary = texts.vocabulary] in
      let likeliest = p.indices.sorted { p[$0] > p[$1] || p[$0] == p[$1] && $0 < $1 }.prefix(15)
      let words = likeliest.map { vocabulary[Int32($0)] }
      return .bars(BarChart(words, likeliest.map { p[$0] }, xLabel: "probability"))
    }
  }

  /// What was estimated, and what the estimate rests on.
  func showEstimate(_ model: NGramModel, in pane: Pane) {
    pane.show(as: "estimate") { .table(model.summary) }
    let counts = table.levels.indices.map(table.predictedCounts)
    pane.show(as: "counts of counts") { .line(LineChart(countsOfCounts: counts)) }
    let seen = shareOfSeen
    pane.show(as: "seen in training") {
      .bars(BarChart(seen.indices.map { "\($0 + 1)" }, seen, xLabel: "share of the test text"))
    }
    for (n, level) in model.levels.enumerated() {
      if case .discounted(let D) = level.estimate, D.isFallback {
        pane.log("order \(n + 1): too few counts to estimate three discounts: 0.5, 1 and 1.5 are taken")
      }
    }
  }

  /// Of the test text, how much of it ends an n-gram that was counted, for n = 1 … .
  private var shareOfSeen: [Double] {
    var context = Context(order: table.order)
    var seen = [Int](repeating: 0, count: table.order)
    for word in texts.test.tokens {
      if word == Vocabulary.begin {
        context = Context(order: table.order)
        continue
      }
      context.find(word, in: table)
      for k in seen.indices where context.longer[k] >= 0 {
        if table.levels[k].counts[Int(context.longer[k])] > 0 { seen[k] += 1 }
      }
      context.advance()
    }
    return seen.map { Double($0) / Double(texts.test.predictedCount) }
  }
}

extension LineChart {
  /// n_r over r, both on logarithmic axes, a curve for each length of n-grams.
  fileprivate init(countsOfCounts counts: [[Int32]]) {
    let series = counts.enumerated().map { n, counts in
      let numbers = NGramTable.countsOfCounts(counts, upTo: 1000)
      let r = numbers.indices.filter { numbers[$0] > 0 }
      return Series("n = \(n + 1)", x: r.map { Double($0 + 1) }, y: r.map { Double(numbers[$0]) })
    }
    self.init(series, xLabel: "r", yLabel: "n_r", xScale: .log, yScale: .log)
  }
}

extension NGramModel {
  /// The parameters of the estimate by the length of the n-grams.
  fileprivate var summary: TableChart {
    let rows = levels.enumerated().map { n, level -> [TableChart.Entry] in
      let numbers: [Double] =
        switch level.estimate {
        case .interpolated(let lambda): [lambda]
        case .discounted(let D):
          settings?.smoothing == .modifiedKneserNey ? [D.one, D.two, D.more] : [D.one]
        case .katz(let d): d.factors
        case .addK(let k, _): [k]
        default: []
        }
      return [.text("\(n + 1)"), .number(Double(level.counts.count { $0 > 0 }))]
        + numbers.map { .number($0) }
    }
    let names: [String] =
      switch settings?.smoothing {
      case .jelinekMercer: ["λ"]
      case .modifiedKneserNey: ["D₁", "D₂", "D₃₊"]
      case .absoluteDiscounting, .kneserNey: ["D"]
      case .katz: (1...(settings?.katzLimit ?? 1)).map { "d_\($0)" }
      case .addK: ["k"]
      default: []
      }
    return TableChart(columns: ["n", "n-grams"] + names, rows: rows)
  }
}
