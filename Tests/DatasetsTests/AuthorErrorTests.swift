import Foundation
import Tensors
import Testing

@testable import Datasets

/// What a learner's kernel may get wrong ends its process with a line that says what and where.
@Suite("Mistakes in a kernel's code")
struct AuthorErrorTests {
  private func words(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test("an image that is not there")
  func images() async {
    for (result, operation) in [
      (
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Images(name: "x", bytes: [1, 2], height: 1, width: 1).images(at: [0, 2])
        }, "images(at:)"
      ),
      (
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          let x: Tensor<Float> = Images(name: "x", bytes: [1, 2], height: 1, width: 1).rows(at: [2])
          _ = x
        }, "rows(at:)"
      ),
      (
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          let x: Tensor<Float> = Images(name: "x", bytes: [1, 2], height: 1, width: 1)
            .pixels(at: [2])
          _ = x
        }, "pixels(at:)"
      ),
    ] {
      #expect(words(result).contains("\(operation): the index 2 is not from 0 to 1"))
    }
  }

  @Test("a size without a pixel")
  func size() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Images(name: "x", bytes: [1, 2], height: 1, width: 1).colored(height: -1, width: 2)
    }
    #expect(words(result).contains("colored(height: -1, width: 2): at least one pixel is needed"))
  }

  @Test("partitions of different things")
  func partitions() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = adjustedRandIndex([0, 1], [0, 1, 1])
    }
    #expect(words(result).contains("adjustedRandIndex: 2 classes and 3"))
  }
}
