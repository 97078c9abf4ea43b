import Datasets
import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson05

@Suite("Contrastive kernels") struct ContrastiveKernelTests {
  @Test(
    "views keep what is not turned, shifted or changed, and a whole image inside its brightness")
  func views() throws {
    var random = RandomSource(seed: 1)
    let images = Images(name: "a", bytes: Array(0..<64), height: 8, width: 8, white: 63)
    let x: Tensor<Float> = images.rows()
    let still = Views(strength: 0, images)(x, using: &random)
    #expect(abs(still - x).max().scalar < 1e-6)
    let moved = Views(strength: 1, images).displaced(x, using: &random)
    #expect(moved.min().scalar >= 0 && moved.max().scalar <= 1)
    #expect(moved != x)
  }

  @Test("pairs have the share of positives that was asked for, and classes as they say")
  func pairs() throws {
    var random = RandomSource(seed: 2)
    var images = Images(name: "a", bytes: Array(repeating: 0, count: 30), height: 1, width: 1)
    images.labels = (0..<30).map { $0 < 29 ? $0 % 2 : 7 }
    let labelled = try LabelledImages(images)
    for share in [0, 0.1, 0.5, 1] {
      let pairs = Pairs(200, of: labelled, positives: share, using: &random)
      #expect(pairs.y.count { $0 == 1 } == Int(200 * share))
      for (a, (b, y)) in zip(pairs.a, zip(pairs.b, pairs.y)) {
        #expect((labelled.labels[a] == labelled.labels[b]) == (y == 1))
      }
    }
  }

  @Test("images without labels, or of one class, are refused in one line")
  func oneClass() throws {
    let path = try temporaryCSV(
      "p0,p1,p2,p3,label\n" + String(repeating: "0,1,2,3,5\n", count: 20))
    for kernel in [PairwiseContrastive(), TripletLoss(), SimCLR()] as [any Kernel] {
      let error = #expect(throws: NoClasses.self) {
        try run(kernel) { $0.paths["digits"] = path }
      }
      #expect(error?.description.contains("two classes") == true)
    }
  }

  @Test("SimCLR is above raw pixels by more than its error bar over five seeds where pixels fail")
  func worth() throws {
    let runs = try (0..<5 as Range<UInt64>).map {
      try run(SimCLR(), ["encoder": .choice("mlp"), "steps": .integer(150)], seed: $0)
    }
    for name in ["accuracy at 1 label a class", "accuracy on moved images"] {
      let gains = try runs.map { try $0.result(name) - $0.result(name + ", raw pixels") }
      let mean = gains.reduce(0, +) / 5
      let variance = gains.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 4
      #expect(mean > 2 * (variance / 5).squareRoot() && mean > 0.02, "\(name): \(gains)")
    }
    for run in runs {
      #expect(try (-4..<0).contains(run.result("uniformity")))
      #expect(try run.result("linear probe") > 0.9)
    }
  }
}
