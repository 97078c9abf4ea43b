import LessonKit
import Margin

/// A training step of a net: gradients to zero, forward, backward, Adam.
///
/// The value is the tenth step's loss, before its update.
func training<Model: Module<Float> & SendableMetatype>(
  _ work: String, inner: Int = 1, rate: Double = 1e-3,
  _ make:
    @escaping @Sendable (Benchmark.Inputs) throws -> (
      model: Model, losses: [(Model) -> Tensor<Float>]
    )
) -> Benchmark {
  Benchmark(group: "tensors", work: work) { inputs in
    let (model, losses) = try make(inputs)
    let optimizer = Adam(model.parameters, rate: rate)
    var count = 0
    func step() throws -> Tensor<Float> {
      let loss = losses[count % losses.count](model)
      try optimizer.minimize(loss)
      count += 1
      return loss
    }
    var tenth = Double.nan
    for _ in 0..<10 { tenth = Double(try step().scalar) }
    return try Measurement.of(7, inner: inner, threads: Threads.count) {
      _ = try step()
      return tenth
    }
  }
}

private func random() -> RandomSource { RandomSource(seed: 0) }

/// Training steps of the nets that the peers' scripts train as well.
let netBenchmarks: [Benchmark] =
  [
    training("mlp-step-128", inner: 20) { inputs in
      var random = random()
      let net = MLP<Float>([784, 512, 256, 10], using: &random)
      try inputs.start(net, "mlp", "mlp")
      let (x, labels) = (try inputs.binaryImages(), try inputs.labels())
      let losses = (0..<30).map { batch in
        let rows = (128 * batch)..<(128 * (batch + 1))
        let (x, y) = (x[rows], Array(labels[rows]))
        return { (net: MLP<Float>) in crossEntropy(net(x), y) }
      }
      return (net, losses)
    },
    training("made-step-100", inner: 10) { inputs in
      let net = MADENet(784, hidden: 500)
      try inputs.start(net, "made", "made")
      return (net, try inputs.binaryImages().split(100).map { x in { $0.loss(x) } })
    },
    training("lm-step-32x64") { inputs in
      var random = random()
      let net = LanguageModel(vocabulary: 1000, length: 64, width: 128, depth: 4, using: &random)
      try inputs.start(net, "lm", "lm")
      let file = try inputs.tensors("nets")
      let tokens = try file.integers("lm.tokens")
      let losses = (0..<10).map { batch in
        let texts = (0..<32).map { row in
          Array(tokens[(65 * (32 * batch + row))..<(65 * (32 * batch + row + 1))])
        }
        return { (net: LanguageModel) in net.loss(texts) }
      }
      return (net, losses)
    },
    training("mine-step-128", inner: 200) { try critic($0, donskerVaradhan) },
    training("infonce-step-128", inner: 10) { try critic($0, infoNCE) },
    training("simclr-mlp-step-256", inner: 10) { inputs in
      var random = random()
      let net = SimCLRNet(MLPEncoder(using: &random), using: &random)
      try inputs.start(net, "simclr", "mlp")
      return (
        net,
        try views(inputs).map { x in
          { net in
            ntXent(net.projection(net.encoder(x)), temperature: 0.5)
          }
        }
      )
    },
    training("simclr-conv-step-256") { inputs in
      var random = random()
      let net = SimCLRNet(ConvEncoder(using: &random), using: &random)
      try inputs.start(net, "simclr", "conv")
      return (
        net,
        try views(inputs).map { x in
          { net in
            ntXent(net.projection(net.encoder(x)), temperature: 0.5)
          }
        }
      )
    },
    Benchmark(group: "tensors", work: "ntxent-512x128") { inputs in
      let z = Parameter<Float>(try inputs.tensors("nets").tensor("ntxent.z"))
      return try Measurement.of(7, inner: 50, threads: Threads.count) {
        z.gradient = nil
        let loss = ntXent(z.value, temperature: 0.5)
        try loss.backward()
        return Double(loss.scalar)
      }
    },
  ] + [64, 256].flatMap(clip)

/// CLIP with either image side.
private func clip(batch: Int) -> [Benchmark] {
  [
    training("clip-vit-step-\(batch)", rate: 5e-4) { inputs in
      var random = random()
      let image = VisionTransformer(width: 128, depth: 4, shared: 64, using: &random)
      let net = CLIPNet(image: image, text: text(&random))
      try inputs.start(net, "clip", "vit")
      return (
        net,
        try pairs(inputs, batch).map { pictures, words in
          { net in net.loss(net.image(pictures), net.text(words)) }
        }
      )
    },
    training("clip-conv-step-\(batch)", rate: 5e-4) { inputs in
      var random = random()
      let net = CLIPNet(image: ConvNet(shared: 64, using: &random), text: text(&random))
      try inputs.start(net, "clip", "conv")
      return (
        net,
        try pairs(inputs, batch).map { pictures, words in
          { net in net.loss(net.image(pictures), net.text(words)) }
        }
      )
    },
  ]
}

private func text(_ random: inout RandomSource) -> TextTransformer {
  TextTransformer(vocabulary: 64, length: 16, width: 128, depth: 4, shared: 64, using: &random)
}

private func pairs(
  _ inputs: Benchmark.Inputs, _ batch: Int
) throws -> [(pictures: Tensor<Float>, words: [[Int]])] {
  let file = try inputs.tensors("nets")
  let bytes = try file.bytes("clip.images")
  let pictures = Tensor<Float>(
    bytes.map { Float($0) / 127.5 - 1 }, shape: try file.shape(of: "clip.images"))
  let tokens = try file.integers("clip.tokens")
  return stride(from: 0, to: pictures.shape[0], by: batch).map { first in
    let words = (first..<(first + batch)).map { Array(tokens[(16 * $0)..<(16 * $0 + 16)]) }
    return (pictures[first..<(first + batch)], words)
  }
}

private func critic(
  _ inputs: Benchmark.Inputs,
  _ bound: @escaping (MLP<Float>, Tensor<Float>, Tensor<Float>) -> Tensor<Float>
) throws -> (model: MLP<Float>, losses: [(MLP<Float>) -> Tensor<Float>]) {
  var random = random()
  let net = MLP<Float>([16, 128, 128, 1], using: &random)
  try inputs.start(net, "mine", "critic")
  let file = try inputs.tensors("nets")
  let x = try file.tensor("mine.x", as: Float.self).split(128)
  let y = try file.tensor("mine.y", as: Float.self).split(128)
  return (net, zip(x, y).map { x, y in { net in bound(net, x, y) } })
}

/// Ten batches of 256 images moved right by a pixel, then the same moved down by one: [512, 784].
private func views(_ inputs: Benchmark.Inputs) throws -> [Tensor<Float>] {
  let images = try inputs.binaryImages().reshaped(-1, 28, 28)
  let (right, down) = (images.rolled(1, axis: 2), images.rolled(1, axis: 1))
  return (0..<10).map { batch in
    let rows = (256 * batch)..<(256 * (batch + 1))
    return concatenate([right[rows], down[rows]]).reshaped(512, 784)
  }
}
