import Margin

/// The topics: as square pictures where the words are the places of a square, else each by its words.
///
/// - Parameters:
///   - beta: The probability of each word in each topic: [K, V].
///   - words: The vocabulary.
/// - Returns: The chart.
func topicChart(_ beta: Tensor<Double>, _ words: [String]) -> Chart {
  let side = (1...30).first { $0 * $0 == words.count }
  if let side, words.allSatisfy({ $0.count <= 2 }) {
    return .images(
      ImageSheet(
        beta.rows.enumerated().map { k, topic in
          .init(topic.scalars, width: side, range: nil, caption: "\(k + 1)")
        }))
  }
  return .multiples(
    Multiples(
      beta.rows.enumerated().map { k, topic in
        let top = topic.scalars.indices.sorted { topic[$0] > topic[$1] }.prefix(8)
        return .init(
          "\(k + 1)", .bars(BarChart(top.map { words[$0] }, top.map { topic[$0] })))
      }))
}

/// What share of some documents is of each topic: E θ = γ / Σ γ, a row a document.
func documentChart(_ gamma: Tensor<Double>) -> Chart {
  let theta = gamma / gamma.sum(axis: 1, keepingAxis: true)
  let shown = min(12, theta.shape[0])
  return .heatMap(
    HeatMap(
      (0..<shown).flatMap { theta.row($0).scalars }, columns: theta.shape[1],
      rowLabels: (1...max(1, shown)).prefix(shown).map { "\($0)" },
      columnLabels: (1...theta.shape[1]).map { "\($0)" }, range: 0...1, xLabel: "topic",
      yLabel: "document"))
}
