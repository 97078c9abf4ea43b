import LessonKit
import Margin

/// The image-grounded decoder as it writes: one word at a time, with what it needs of those before.
struct CaptionWriter<Scalar: TensorScalar>: NextWordModel {
  private let decoder: TextStack<Scalar>
  private var image: ImageMemory<Scalar>
  private var past: [PastWords<Scalar>]
  private var place = 0
  /// −∞ for words that are never written, else 0: [V].
  private let allowed: Tensor<Scalar>

  /// A writer about these images, which never writes the words `forbidden`.
  init(_ decoder: TextStack<Scalar>, seeing image: ImageMemory<Scalar>, forbidden: Set<Int>) {
    self.decoder = decoder
    self.image = image
    past = decoder.blocks.map { _ in PastWords() }
    allowed = Tensor(
      (0..<decoder.embedding.weight.shape[0]).map { forbidden.contains($0) ? -.infinity : 0 })
  }

  mutating func logits(after words: [Int]) -> Tensor<Scalar> {
    withoutGradients {
      var x = decoder.embedding(words.map { [$0] }) + decoder.positions[place..<place + 1]
      for (index, block) in decoder.blocks.enumerated() {
        x = block.next(
          x, past: &past[index], seeing: image.keysAndValues[index], imageMask: image.mask)
      }
      place += 1
      return decoder.logits(decoder.norm(x.select(axis: 1, index: 0))) + allowed
    }
  }

  mutating func keep(_ places: [Int]) {
    image = image.rows(at: places)
    for index in past.indices { past[index].keep(places) }
  }
}
