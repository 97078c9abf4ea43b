import Datasets
import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson01

@Suite("Pretext tasks") struct PretextTests {
  private func images(_ count: Int = 6, channels: Int = 1, height: Int = 8, width: Int = 8)
    -> Images
  {
    let size = count * channels * height * width
    var images = Images(
      name: "a", bytes: (0..<size).map { UInt8($0 * 37 % 256) }, channels: channels,
      height: height, width: width)
    images.labels = (0..<count).map { $0 % 2 }
    return images
  }

  @Test("four quarters are a whole turn, two halves too, and a quarter goes against the clock")
  func turns() throws {
    for (channels, angles) in [(1, AngleCount.four), (3, .four), (1, .two), (3, .two)] {
      let images = images(channels: channels)
      let turns = try Turns(angles, images)
      let x: Tensor<Float> = images.rows()
      #expect(turns.turned(x, by: 0) == x)
      let once = turns.turned(x, by: 1)
      #expect(once != x)
      #expect((1..<turns.count).reduce(once) { y, _ in turns.turned(y, by: 1) } == x)
      for k in 1..<turns.count {
        #expect(turns.turned(x, by: k) == (0..<k).reduce(x) { y, _ in turns.turned(y, by: 1) })
      }
    }
    let small = Images(name: "a", bytes: [1, 2, 3, 4], height: 2, width: 2, white: 4)
    let turned = try Turns(.four, small).turned(small.rows(as: Double.self), by: 1)
    #expect(turned.scalars == [0.5, 1, 0.25, 0.75])
    #expect(try Turns(.four, small).name(3) == "270°")
  }

  @Test("masks hide whole patches, as many as asked for, and never all nor none")
  func masks() {
    var random = RandomSource(seed: 1)
    for (side, height, width) in [
      (PatchSize.one, 8, 8), (.two, 8, 8), (.four, 8, 8), (.four, 6, 5),
    ] {
      let images = images(channels: 3, height: height, width: width)
      let mask = PatchMask(side, images)
      for share in [0.1, 0.3, 0.9] {
        let m: Tensor<Float> = mask(20, share: share, using: &random)
        for row in 0..<20 {
          let hidden = m.row(row).sum().scalar
          #expect(hidden > 0 && hidden < Float(images.size))
          let planes = m.row(row).reshaped(3, height * width)
          #expect(planes.row(0) == planes.row(1) && planes.row(0) == planes.row(2))
        }
      }
    }
    let mask = PatchMask(.two, images())
    #expect(mask.hidden(0.3) == 5)
    let m: Tensor<Float> = mask(1, share: 0.3, using: &random)
    #expect(m.sum().scalar == 20)
    for row in stride(from: 0, to: 8, by: 2) {
      for column in stride(from: 0, to: 8, by: 2) {
        let corner = m.scalars[row * 8 + column]
        for place in [1, 8, 9] { #expect(m.scalars[row * 8 + column + place] == corner) }
      }
    }
  }

  @Test("what is seen does not count in the masked error")
  func onlyHidden() {
    let (x, m) = ([[1, 2, 3, 4]] as Tensor<Double>, [[0, 1, 1, 0]] as Tensor<Double>)
    #expect(maskedError([[9, 3, 3, 9]], x, m).scalar == 0.5)
    #expect(maskedError([[9, 3, 3, 9]] + (1 - m), x, m).scalar == 0.5)
  }

  @Test("the gradients of both losses, through convolutions and pooling, are central differences")
  func gradients() throws {
    var random = RandomSource(seed: 3)
    let images = images(4)
    let f = try Encoder<Double>(images, scale: 1, using: &random)
    // Where all is dark a bias of 0 stands on the rectifier's corner.
    for bias in f.parameters where bias.value.rank == 1 {
      bias.value = .normal(bias.value.shape, deviation: 0.1, using: &random)
    }
    let x = images.rows(as: Double.self)
    let g = MLP<Double>([64, 16, 64], using: &random)
    let m: Tensor<Double> = PatchMask(.two, images)(4, share: 0.3, using: &random)
    #expect(try gradientError(of: f) { maskedError(g(f((1 - m) * x)), x, m) } < 1e-6)
    let head = Linear<Double>(64, 4, using: &random)
    let (turned, k) = try Turns(.four, images).all(of: x)
    #expect(try gradientError(of: f) { crossEntropy(head(f(turned)), k) } < 1e-6)
  }

  @Test("labels are drawn in an order whose beginnings are balanced and nested")
  func balance() throws {
    var random = RandomSource(seed: 4)
    var images = images(40)
    images.labels = (0..<40).map { $0 < 4 ? 2 : $0 % 2 }
    let labelled = try LabelledImages(images)
    let order = labelled.balancedOrder(using: &random)
    #expect(order.sorted() == Array(0..<40))
    for count in 1...12 {
      let counts = [0, 1, 2].map { label in order[..<count].count { labelled.labels[$0] == label } }
      #expect(counts.reduce(0, +) == count)
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
    #expect(Outcomes(of: 1297).counts == [13, 26, 65, 130, 649, 1297])
  }

  @Test("a mean has its standard error, seed by seed")
  func estimates() throws {
    let estimate = try #require(MeanEstimate([1, 2, 4]))
    #expect(abs(estimate.mean - 7.0 / 3) < 1e-12)
    #expect(try abs(#require(estimate.standardError) - (7.0 / 9).squareRoot()) < 1e-12)
    let single = try #require(MeanEstimate([3]))
    #expect(MeanEstimate([]) == nil && single.mean == 3 && single.standardError == nil)
  }

  @Test("images of one class, too small ones and ones that are not square end in one line")
  func degenerate() throws {
    let header = "p0,p1,p2,p3,label\n"
    let one = try temporaryCSV(header + String(repeating: "0,1,2,3,5\n", count: 20))
    let tiny = try temporaryCSV(header + String(repeating: "0,1,2,3,5\n3,2,1,0,6\n", count: 20))
    for kernel in [MaskedPrediction(), RotationPretext()] as [any Kernel] {
      #expect(throws: NoClasses.self) { try run(kernel) { $0.paths["digits"] = one } }
      let error = #expect(throws: ImagesTooSmall.self) {
        try run(kernel) { $0.paths["digits"] = tiny }
      }
      #expect(error?.description.contains("the encoder needs 4 × 4") == true)
    }
    let wide = images(height: 4, width: 8)
    let error = #expect(throws: NotSquare.self) { try Turns(.four, wide) }
    #expect(error?.description.contains("choose 2 angles") == true)
    #expect(try Turns(.two, wide).count == 2)
  }

  @Test("a run that is stopped reports what it has")
  func interrupted() throws {
    let host = try run(MaskedPrediction()) { $0.beforeStep = { $0 <= 20 } }
    #expect(try (0.03..<0.3).contains(host.result("masked error")))
    #expect(host.results["fine-tuned, 1 %"] == nil)
  }
}
