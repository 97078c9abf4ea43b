import LessonKit
import Margin

// w_t the next word · n − 1 words before it · m features of a word · h hidden units · |V| words
// C [|V|, m] · x = (C(w_{t−1}), …, C(w_{t−n+1})) [(n−1)m] · H [h, (n−1)m] · d [h] · U [|V|, h]
// W [|V|, (n−1)m], if there are direct connections · b [|V|]

/// A language model that learns where each word lies among the others.
///
/// Bengio, Ducharme, Vincent & Jauvin (2003).
final class NeuralLanguageModel: Kernel {
  @Choice("text", restarts: true) var text = TextChoice.course
  @Slider("order n", 2...6, restarts: true) var order = 3
  @Slider("features m", 2...100, restarts: true) var features = 30
  @Slider("hidden units h", 0...200, restarts: true) var hidden = 60
  @Toggle("direct connections", restarts: true) var direct = false
  @Slider("epochs", 1...30, restarts: true) var epochs = 5
  @Slider("rate", 1e-4...1e-2, scale: .log) var rate = 2e-3
  @Slider("weight decay", 0...1e-3) var decay = 1e-5
  @Slider("weight of the n-gram", 0...1) var mixture = 0.5
  @Text("type a beginning") var prompt = "the model"

  static let reads = ["corpus", "test", "course", "course-zh", "source"]
  static let quick = ["epochs": "1", "features": "5", "hidden": "8", "text": "world"]

  func run(in pane: Pane) throws {
    let text = try LanguageText(text, in: pane)
    let ngram = KneserNey(
      text.training, vocabulary: text.vocabulary, order: order, progress: pane.part(0.3...1))
    if pane.isInterrupted { return }
    let train = Contexts(of: text.training, order: order)
    let test = Contexts(of: text.test, order: order)
    var study = LanguageStudy(text, ngram, train, test, in: pane)
    let net = NeuralNet<Float>(
      text.logUnigrams, order: order, features: features, hidden: hidden, isDirect: direct,
      using: &pane.random)
    pane.result("parameters", Double(net.parameterCount))
    study.showMultiplications(net, in: pane)
    let optimizer = Adam(net.parameters, rate: rate, weightDecay: decay)
    for epoch in pane.epochs(epochs) {
      for batch in pane.batches(of: 128, from: train.count) {
        (optimizer.rate, optimizer.weightDecay) = (rate, decay)
        let loss = net.loss(train.words(at: batch), train.targets(at: batch))
        study.add(Double(loss.scalar), batch.count)
        try optimizer.minimize(loss)
        study.show(net, prompt, in: pane)
      }
      study.endEpoch(epoch, net, mixture: mixture, in: pane)
    }
    while pane.waitForChange() {
      for _ in pane.steps(1) {
        study.show(net, prompt, in: pane)
        study.report(mixture: mixture, in: pane)
      }
    }
  }
}

/// What is learnt.
struct NeuralNet<Scalar: TensorScalar>: Module {
  @Parameter var C: Tensor<Scalar>
  /// H and d; nil without hidden units.
  let hidden: Linear<Scalar>?
  @Parameter var U: Tensor<Scalar>
  let W: Parameter<Scalar>?
  @Parameter var b: Tensor<Scalar>

  /// y, from which p = softmax(y), for N contexts, the latest word first: [N, n − 1] gives [N, |V|].
  func logits(_ contexts: [[Int]]) -> Tensor<Scalar> {
    let x = C.rows(at: contexts.joined()).reshaped(contexts.count, contexts[0].count * C.shape[1])
    var y = b  // (1): y = b + W x + U tanh(d + H x)
    if let W { y = y + matmul(x, W.value.transposed()) }
    if let hidden { y = y + matmul(tanh(hidden(x)), U.transposed()) }
    return y.rank == 1 ? y + Tensor(repeating: 0, shape: [contexts.count, 1]) : y
  }

  /// The mean of −ln p(w_t | context) in nats.
  func loss(_ contexts: [[Int]], _ targets: [Int]) -> Tensor<Scalar> {
    crossEntropy(logits(contexts), targets)
  }

  /// |V| (1 + m + h) + h (1 + (n − 1) m), and |V| (n − 1) m of direct connections.
  var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }
}

extension NeuralNet {
  /// A net that begins with the words' frequencies, `logUnigrams` [|V|], as its only knowledge.
  init(
    _ logUnigrams: [Double], order: Int, features m: Int, hidden h: Int, isDirect: Bool,
    using random: inout RandomSource
  ) {
    let (V, inputs) = (logUnigrams.count, (order - 1) * m)
    self.init(
      C: .normal([V, m], deviation: 0.1, using: &random),
      hidden: h > 0 ? Linear(inputs, h, using: &random) : nil,
      U: .normal([V, h], deviation: 0.01, using: &random),
      W: isDirect ? Parameter(.zeros(V, inputs)) : nil,
      b: Tensor(logUnigrams.map { Scalar($0) }))
  }
}
