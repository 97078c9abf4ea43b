import Datasets
import Testing

@Suite("Images in another size") struct ResizingTests {
  @Test("a pixel is the mean of the area that it covers, grey in all three channels")
  func smaller() {
    let images = Images(
      name: "x", bytes: [0, 100, 200, 100, 40, 60, 80, 20], height: 2, width: 4)
    let half = images.colored(height: 1, width: 2)
    #expect(half.channels == 3 && half.count == 1)
    #expect(half.bytes == [50, 100, 50, 100, 50, 100])
    // A third of a pixel's width is a third of its weight.
    let thirds = Images(name: "x", bytes: [0, 90, 180], height: 1, width: 3)
    #expect(thirds.colored(height: 1, width: 2).bytes.prefix(2) == [30, 150])
  }

  @Test("the same size is the same picture, a larger one repeats its pixels, words stay")
  func larger() {
    var images = Images(name: "x", bytes: Array(1...24), channels: 3, height: 2, width: 2)
    images.captions = ["a", "b"]
    images.labels = [1, 0]
    let same = images.colored(height: 2, width: 2)
    #expect(same.bytes == images.bytes && same.captions == ["a", "b"] && same.labels == [1, 0])
    let double = images.colored(height: 2, width: 4)
    #expect(double.bytes.prefix(4) == [1, 1, 2, 2])
  }
}
