import Foundation
import Margin
import Testing

@Suite("What a kernel reads") struct PaneDataTests {
  @Test("a file is a table, images or a text, whichever is asked for")
  func kinds() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    try Data("a,b,c,d,class\n0,1,1,0,x\n".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let host = TestHost()
    host.paths["digits"] = path
    let pane = Pane(host: host, seed: 0)
    #expect(try pane.dataset("digits").features == [[0, 1, 1, 0]])
    #expect(try pane.images("digits").pixels().shape == [1, 1, 2, 2])
    #expect(try pane.text("digits").lines.reduce(0) { count, _ in count + 1 } == 2)
    #expect(throws: DatasetError.self) { try pane.text("corpus") }
  }

  @Test("whether there are data of a name is known without reading them")
  func presence() {
    let host = TestHost()
    #expect(!Pane(host: host, seed: 0).isGiven("train"))
    host.paths["train"] = "/nowhere/train.csv"
    #expect(Pane(host: host, seed: 0).isGiven("train"))
  }
}
