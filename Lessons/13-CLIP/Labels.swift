import LessonKit
import Margin

/// Linear probes on a net's features, which are told some pictures of each of the 48 kinds.
struct Labels {
  private let net: ContrastiveNet
  private let tests: [(u: Tensor<Double>, labels: [Int])]

  init(_ net: ContrastiveNet, _ exam: Exam) {
    self.net = net
    tests = [exam.heldOut, exam.seen].map { scenes in
      (net.features(scenes.images).as(Double.self), scenes.images.labels ?? [])
    }
  }

  /// The accuracies on held-out and on seen kinds of probes with so many labels a kind.
  func accuracies(_ numbers: [Int]) -> [[Double]] {
    let most = numbers.max() ?? 0
    // The pictures of a kind begin alike, however many there are.
    let pictures = ObjectKind.all.map { kind in
      var random = RandomSource(seed: 2000 + UInt64(kind.index))
      return ShapeWorld([kind], twoObjects: 0).scenes(most, using: &random).images
    }
    let bytes = Array(pictures.map(\.bytes).joined())
    let all = net.features(
      Images(name: "labelled", bytes: bytes, channels: 3, height: 32, width: 32)
    ).as(Double.self)
    return numbers.map { k in
      let n = pictures.indices.flatMap { kind in (0..<k).map { kind * most + $0 } }
      return probe(all.rows(at: n), n.map { $0 / most })
    }
  }

  private func probe(_ x: Tensor<Double>, _ labels: [Int]) -> [Double] {
    let standardised = Standardisation(x)
    let probe = LinearProbe(
      standardised(x), labels, classes: ObjectKind.all.count, decay: 1e-2, tolerance: 1e-4)
    return tests.map { probe.accuracy(standardised($0.u), $0.labels) }
  }
}
