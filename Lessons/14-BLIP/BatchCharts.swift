import LessonKit
import Margin

extension BatchLosses {
  /// Similarities of some images and texts of the batch: the diagonal holds the pairs.
  var similarityMap: HeatMap {
    let n = min(24, similarity.shape[0])
    let S = similarity.slice(axis: 0, 0..<n).slice(axis: 1, 0..<n)
    return HeatMap(S.scalars, columns: n, xLabel: "text", yLabel: "image")
  }
}

/// The texts that the first image should find, and how far it finds them, the likeliest first.
func targetBars(
  _ similarity: Tensor<Float>, _ targets: Tensor<Float>, _ texts: [[Int]]
) -> BarChart {
  let own = targets.row(0).scalars.prefix(texts.count).map { Double($0) }
  let found = similarity.row(0).softmax(axis: 0).scalars.map { Double($0) }
  let shown = texts.indices.sorted { own[$0] + found[$0] > own[$1] + found[$1] }.prefix(6)
  return BarChart(
    shown.map { ($0 == 0 ? "→ " : "") + quoted(texts[$0]) },
    [.init("target", shown.map { own[$0] }), .init("found", shown.map { found[$0] })],
    xLabel: "probability")
}

extension Negatives {
  /// Some texts of the batch, and the wrong one that was drawn for the image of each.
  func table(_ batch: PairBatch) -> TableChart {
    TableChart(
      columns: ["text of the image", "drawn instead"],
      rows: (0..<min(8, texts.count)).map { n in
        [.text(quoted(batch.texts[n])), .text(quoted(batch.texts[texts[n]]))]
      })
  }
}

extension CaptionMarks {
  /// The first images with what was written about them.
  func sheet(_ images: Images) -> ImageSheet {
    let n = min(6, new.count)
    return ImageSheet(
      (0..<n).map { index in
        let pixels: Tensor<Float> = images.pixels(at: [index])
        return .init(
          pixels.scalars, width: 32, channels: 3, caption: "“\(new[index].caption)”",
          verdict: new[index].judgement.isCorrect ? .right : .wrong)
      })
  }
}

extension CaptionMarks {
  /// The same captions in full, with what is false of each.
  var table: TableChart {
    TableChart(
      columns: ["caption", "false"],
      rows: new.prefix(6).map { caption, judgement in
        let wrong = judgement.facts.filter { !$0.isTrue }.map(\.words).joined(separator: ", ")
        let verdict = judgement.facts.isEmpty ? "“?”" : wrong.isEmpty ? "" : "“\(wrong)”"
        return [.text("“\(caption)”"), .text(verdict)]
      })
  }
}

extension BLIPNet {
  /// The first image, and where the decoder looks as it writes each word of a caption about it.
  func attentionSheet(_ images: Images, caption: String) -> ImageSheet {
    let pixels: Tensor<Float> = images.pixels(at: [0])
    let image = ImageSheet.Image(pixels.scalars, width: 32, channels: 3, caption: "image")
    guard let words = try? CaptionVocabulary.mixture.words(in: caption), !words.isEmpty else {
      return ImageSheet([image])
    }
    let maps = withoutGradients {
      decoder.attentionMaps(words, behind: .decode, seeing: pair.image(pixels * 2 - 1))
    }
    let names = words.map { quoted([$0]) }
    return ImageSheet(
      [image]
        + zip(names, maps.rows).map { name, map in
          // Of the tokens the class vector's is no place; each other one is 8 × 8 pixels.
          .init(
            map[1...].reshaped(4, 1, 4, 1).broadcast(to: [4, 8, 4, 8]).scalars, width: 32,
            map: .sequential, caption: name)
        })
  }
}

extension TextStack {
  /// How much each word that is written looks at each image token, in the last block: [L, S].
  ///
  /// Row k is where the stack looks when it writes word k; the mean of the heads.
  func attentionMaps(
    _ words: [Int], behind first: FirstWord, seeing tokens: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let memory = self.memory(of: tokens)
    let batch = TextBatch<Scalar>([Array(words.dropLast())], behind: first)
    var x = embedding(batch.words) + positions[..<batch.length]
    for (index, block) in blocks.enumerated().dropLast() {
      x = block(x, seeing: memory.keysAndValues[index], isCausal: true, mask: nil)
    }
    guard let block = blocks.last, let keys = memory.keysAndValues.last else { return x.row(0) }
    x = block.toldEachOther(x, isCausal: true, mask: nil)
    return block.cross.weights(block.norm2(x), at: keys).row(0)
  }
}

extension CrossAttention {
  /// How much each place of x looks at each of a memory, the mean of the heads: [N, L, S].
  func weights(_ x: Tensor<Scalar>, at keysAndValues: Tensor<Scalar>) -> Tensor<Scalar> {
    let W = x.shape[2]
    let d = Scalar(W / heads)
    let q = query(x).inHeads(heads)
    let k = keysAndValues.slice(axis: -1, 0..<W).inHeads(heads)
    return (matmul(q, k.permuted(0, 1, 3, 2)) / d.squareRoot()).softmax(axis: 3).mean(axis: 1)
  }
}

/// The text of these words, in quotation marks: it is no name of the screen.
private func quoted(_ words: [Int]) -> String { "“\(CaptionVocabulary.mixture.decode(words))”" }
