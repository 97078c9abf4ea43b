import LessonKit
import Margin

extension LineChart {
  /// n_r over r, both on logarithmic axes, a curve for each length of n-grams.
  init(countsOfCounts counts: [[Int32]]) {
    let series = counts.enumerated().map { n, counts in
      let numbers = NGramTable.countsOfCounts(counts, upTo: 1000)
      let r = numbers.indices.filter { numbers[$0] > 0 }
      return Series("n = \(n + 1)", x: r.map { Double($0 + 1) }, y: r.map { Double(numbers[$0]) })
    }
    self.init(series, xLabel: "r", yLabel: "n_r", xScale: .log, yScale: .log)
  }
}

extension LineChart {
  /// Good–Turing's r* = (r + 1) n_{r+1} / n_r over r, a curve for each length of n-grams, and r itself.
  init(goodTuring counts: [[Int32]]) {
    let series = counts.enumerated().map { n, counts in
      let numbers = NGramTable.countsOfCounts(counts, upTo: 11)
      let r = (1...10).prefix { numbers[$0 - 1] > 0 && numbers[$0] > 0 }
      return Series(
        "n = \(n + 1)", x: r.map(Double.init),
        y: r.map { Double(($0 + 1) * numbers[$0]) / Double(numbers[$0 - 1]) })
    }
    let diagonal = Series("r", x: [1, 10], y: [1, 10], isGhost: true)
    self.init([diagonal] + series.filter { !$0.x.isEmpty }, xLabel: "r", yLabel: "r*")
  }
}

extension BarChart {
  /// The words that stand in the text most often, and in how many different places.
  init(unigramsOf table: NGramTable, _ vocabulary: Vocabulary) {
    let counts = table.predictedCounts(at: 0)
    let places = table.levels[0].continuations
    let words = counts.indices.sorted { counts[$0] > counts[$1] }.prefix(12)
    func shares(_ counts: [Int32]) -> [Double] {
      let total = counts.reduce(0) { $0 + Double($1) }
      return words.map { Double(counts[$0]) / total }
    }
    self.init(
      words.map { vocabulary.quoted(Int32($0)) },
      [.init("count", shares(counts)), .init("continuation", shares(places))], xLabel: "share")
  }
}

extension TableChart {
  /// p(w_i | h) of each word of a sentence, its end included, and their product.
  init(factorsOf words: [Int32], _ model: NGramModel, _ vocabulary: Vocabulary) {
    var context = Context(order: model.order)
    var rows: [[Entry]] = []
    var logSum = 0.0
    let sentence = [Vocabulary.begin] + words + [Vocabulary.end]
    for i in sentence.indices.dropFirst() {
      let seen = sentence[max(0, i - model.order + 1)..<i].map { vocabulary[$0] }
      let p = model.probability(of: sentence[i], after: &context)
      logSum += log(p)
      rows.append([
        .text(vocabulary.quoted(sentence[i])), .text("“\(seen.joined(separator: " "))”"),
        .number(p),
        .number(logSum),
      ])
    }
    rows.append([.text("product"), .text(""), .number(exp(logSum)), .number(logSum)])
    self.init(columns: ["w", "h", "p", "log of the product"], rows: rows)
  }
}

extension NGramModel {
  /// The parameters of the estimate by the length of the n-grams.
  var summary: TableChart {
    let rows = levels.enumerated().map { n, level -> [TableChart.Entry] in
      let numbers: [Double] =
        switch level.estimate {
        // EM only creeps towards a weight of 0: what it has not reached yet says nothing.
        case .interpolated(let lambda): [(lambda * 1e4).rounded() / 1e4]
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

extension Vocabulary {
  /// Word `number` between quotation marks: on a Chinese screen too it is what stands in the text.
  func quoted(_ number: Int32) -> String { "“\(self[number])”" }
}
