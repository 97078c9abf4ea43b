import Margin
import TestSupport
import Testing

@testable import Lesson05

@Suite("Mining of triplets") struct MiningTests {
  @Test("semi-hard and batch-hard triplets of a batch are the reference's")
  func golden() throws {
    let golden = try GoldenFile("05-contrastive").case("triplet mining")
    let z = try golden.inputs.embeddings.tensor
    let labels = try golden.inputs.labels.tensor.scalars.map { Int($0) }
    for (mining, mean) in [
      (Mining.semiHard, "mean semi-hard loss"), (.batchHard, "mean batch-hard loss"),
    ] {
      let t = mining.triplets(distances(z), labels, margin: 0.5)
      let costs = tripletCosts(
        z.rows(at: t.anchors), z.rows(at: t.positives), z.rows(at: t.negatives), margin: 0.5)
      let expected = try golden.expected[dynamicMember: mean].number
      #expect(abs(costs.sum().scalar / Double(t.count) - expected) < 1e-10)
    }
    let chosen = golden.expected[dynamicMember: "semi-hard per (anchor, positive)"].values
    let costly = try chosen.filter { try $0.loss.number > 0 }
    let t = Mining.semiHard.triplets(distances(z), labels, margin: 0.5)
    #expect(t.count == chosen.count)
    #expect(t.anchors == (try costly.map { Int(try $0.anchor.number) }))
    #expect(
      t.negatives == (try costly.map { Int(try $0[dynamicMember: "chosen with fallback"].number) }))
  }

  @Test("of random batches, with one class and with one image a class too, as by three loops")
  func brute() {
    var random = RandomSource(seed: 5)
    for trial in 0..<60 {
      let z = Tensor<Double>.normal([12, 3], using: &random)
      let classes = [1, 3, 12][trial % 3]
      let labels = (0..<12).map { classes == 12 ? $0 : random.integer(below: classes) }
      let d = distances(z)
      var (count, active) = (0, 0)
      for a in 0..<12 {
        for p in 0..<12 where p != a && labels[p] == labels[a] {
          for n in 0..<12 where labels[n] != labels[a] {
            count += 1
            if d[a, p] - d[a, n] + 0.5 > 0 { active += 1 }
          }
        }
      }
      let all = Mining.all.triplets(d, labels, margin: 0.5)
      #expect(all.count == count && all.anchors.count == active)
      if count == 0 { #expect(all.activeShare == 0) }
      for mining in [Mining.semiHard, .batchHard] {
        let t = mining.triplets(d, labels, margin: 0.5)
        #expect((t.count == 0) == (count == 0))
        for i in t.anchors.indices {
          let (a, p, n) = (t.anchors[i], t.positives[i], t.negatives[i])
          #expect(a != p && labels[a] == labels[p] && labels[a] != labels[n])
        }
      }
    }
  }

  @Test("distances of equal rows are 0, whatever rounding leaves of the squares")
  func equalRows() {
    let d = distances(Tensor<Float>(repeating: 0.1, shape: [40, 7]) * 1e3)
    #expect(d.isFinite && abs(d).max().scalar < 1)
  }
}
