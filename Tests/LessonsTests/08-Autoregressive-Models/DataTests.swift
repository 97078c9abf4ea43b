import Foundation
import Margin
import Testing

@testable import Lesson08

@Suite("Data of one's own for densities") struct DensityDataTests {
  /// A table of bits with a header.
  func bits(_ rows: Int, _ columns: Int) throws -> String {
    let header = (0..<columns).map { "x\($0)" }.joined(separator: ",")
    let lines = (0..<rows).map { n in
      (0..<columns).map { "\((n * 7 + $0 * 3 + n * $0) % 5 / 3)" }.joined(separator: ",")
    }
    return try temporaryCSV(([header] + lines).joined(separator: "\n") + "\n")
  }

  @Test("three files are the three parts; what is missing is a part of the training vectors")
  func parts() throws {
    let (train, valid, test) = (try bits(40, 12), try bits(10, 12), try bits(7, 12))
    let host = RecordingHost()
    host.paths = ["train": train, "valid": valid, "test": test]
    let data = try BinaryData(.threshold, .raster, in: Pane(host: host, seed: 0))
    #expect(data.count == 40 && data.valid.shape == [10, 12] && data.test.shape == [7, 12])
    host.paths = ["train": train, "test": test]
    let split = try BinaryData(.threshold, .raster, in: Pane(host: host, seed: 0))
    #expect(split.count + split.valid.shape[0] == 40 && split.test.shape == [7, 12])
    host.paths = ["train": train]
    let alone = try BinaryData(.threshold, .raster, in: Pane(host: host, seed: 0))
    #expect(alone.count + alone.valid.shape[0] + alone.test.shape[0] == 40)
  }

  @Test("parts of different sizes, and numbers that are no levels, end in one line")
  func errors() throws {
    func message(_ paths: [String: String], _ order: PixelOrder = .raster) -> String {
      let host = RecordingHost()
      host.paths = paths
      do {
        _ = try BinaryData(.threshold, order, in: Pane(host: host, seed: 0))
        return ""
      } catch {
        return "\(error)"
      }
    }
    let train = try bits(40, 12)
    #expect(message(["train": train, "test": try bits(9, 13)]).contains("[9, 1, 1, 13]"))
    let numbers = try temporaryCSV("a,b\n-1,2.5\n3,4\n")
    let file = try #require(numbers.split(separator: "/").last)
    #expect(
      message(["train": numbers])
        == "“\(file)”, row 1, column “a”: -1.0 is no level; numbers from 0 to 1 are needed, or images"
    )
    #expect(
      message(["train": train], .spiral)
        == "vectors of 12 numbers are no pictures: the order spiral needs rows and columns, "
        + "raster and random do not")
    #expect(message(["train": "/nowhere/at-all"]).contains("/nowhere/at-all"))
  }

  @Test("every order takes each pixel once; the spiral goes from the rim to the middle")
  func orders() throws {
    var random = RandomSource(seed: 1)
    for (height, width) in [(8, 8), (3, 5), (5, 3), (2, 2), (2, 6)] {
      for order in PixelOrder.allCases {
        let pixels = try order.positions(height, width, using: &random)
        #expect(pixels.sorted() == Array(0..<height * width), "\(order) \(height) × \(width)")
      }
    }
    #expect(try PixelOrder.spiral.positions(3, 3, using: &random) == [0, 1, 2, 5, 8, 7, 6, 3, 4])
    #expect(try PixelOrder.columns.positions(2, 3, using: &random) == [0, 3, 1, 4, 2, 5])
  }

  @Test("levels become bits by their half, or by a coin with their odds")
  func binarisation() {
    var random = RandomSource(seed: 1)
    let levels = Tensor<Float>(repeating: 0.25, shape: [100, 100])
    #expect(Binarisation.threshold(levels, using: &random).sum().scalar == 0)
    let mean = Binarisation.stochastic(levels, using: &random).mean().scalar
    #expect(abs(mean - 0.25) < 0.02)
  }

  @Test("vectors that are no pictures are learnt too, by every kernel")
  func vectors() throws {
    let train = try bits(60, 12)
    for kernel in [NADE(), FVSBN(), MADE(), TabularAutoregressive()] as [any Kernel] {
      let host = RecordingHost()
      host.paths = ["train": train]
      let parameters = KernelParameters(of: kernel)
      if parameters.descriptions.contains(where: { $0.name == "epochs" }) {
        try parameters.set("epochs", to: .integer(2))
      }
      try kernel.run(in: Pane(host: host, seed: 0))
      #expect(host.results["test NLL (nats)"]?.isFinite == true)
    }
  }

  @Test("drawing with the likelier value always gives one picture; a coin gives many")
  func greedy() throws {
    let coin = try run(PixelByPixel(), ["epochs": .integer(3)])
    let likelier = try run(
      PixelByPixel(), ["epochs": .integer(3), "draw": .choice("the likelier")])
    #expect(try coin.result("different pictures") > 20)
    #expect(try likelier.result("different pictures") == 1)
    #expect(coin.steps == 64)
  }
}
