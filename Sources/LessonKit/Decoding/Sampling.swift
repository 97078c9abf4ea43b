public import Margin

/// Writes `count` texts at once, each word chosen from the logits of all words.
///
/// - Parameters:
///   - model: What writes; it has read nothing yet.
///   - count: N: how many texts it writes.
///   - bounds: How they begin and end.
///   - choose: Gives a word for each row of logits [n, V], such as `greedyWords`.
/// - Returns: The words of each text, without the start and the end.
public func writtenTexts<Model: NextWordModel>(
  _ model: Model, count: Int, _ bounds: TextBounds, choose: (Tensor<Model.Scalar>) -> [Int]
) -> [[Int]] {
  var model = model
  var texts = [[Int]](repeating: [], count: count)
  var open = Array(0..<count)
  var words = [Int](repeating: bounds.start, count: count)
  for _ in 0..<bounds.longest where !open.isEmpty {
    let next = choose(model.logits(after: words))
    let unfinished = next.indices.filter { next[$0] != bounds.end }
    if unfinished.count < open.count { model.keep(unfinished) }
    open = unfinished.map { open[$0] }
    words = unfinished.map { next[$0] }
    for (text, word) in zip(open, words) { texts[text].append(word) }
  }
  return texts
}

/// The likeliest word of each row of logits.
public func greedyWords<Scalar>(_ logits: Tensor<Scalar>) -> [Int] { logits.argmax(axis: 1) }

/// Logits of the nucleus of each row, −∞ for all other words: [N, V] gives [N, V].
///
/// The nucleus is the smallest set of the likeliest words whose probabilities sum to `mass`; the word
/// that reaches it belongs to it (Holtzman, Buys, Du, Forbes & Choi 2020, equation 2). The softmax of
/// the result is the distribution that is sampled.
public func nucleus<Scalar>(_ logits: Tensor<Scalar>, mass: Double) -> Tensor<Scalar> {
  let size = logits.shape[1]
  let probabilities = logits.softmax(axis: 1).scalars
  var kept = [Scalar](repeating: -.infinity, count: logits.count)
  let all = logits.scalars
  for row in stride(from: 0, to: logits.count, by: max(1, size)) {
    let order = (row..<row + size).sorted { probabilities[$0] > probabilities[$1] }
    var sum = 0.0
    for index in order where sum < mass || index == order[0] {
      kept[index] = all[index]
      sum += Double(probabilities[index])
    }
  }
  return Tensor(kept, shape: logits.shape)
}
