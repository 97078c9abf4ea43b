import Charts
import Glibc
import Testing

@testable import Notebook

@Suite("A run that is being written")
struct RunFollowerTests {
  private let folder = Folder()
  private var store: RunStore { RunStore(directory: folder.path) }

  private func sample(_ step: Int) -> RunRecord.Sample {
    .init(step: step, x: Double(step), y: 0, time: 0)
  }

  @Test("is read piece by piece, also when its file is written anew")
  func following() throws {
    var record = RunRecord.example
    record.append(sample(1), to: "loss")
    let writer = try store.begin(record)
    var follower = try #require(try store.follower(number: 1))
    #expect(follower.record.ending == nil && follower.record.series["loss"]?.count == 1)
    #expect(try follower.update() == false)
    // Charts that were written over fill the file until a tighter one takes its place.
    let rows = (0..<20_000).map { [TableChart.Entry.number(Double($0))] }
    for step in 2...60 {
      record.append(sample(step), to: "loss")
      record.show(
        .table(.init(columns: ["k"], rows: [[.number(Double(step))]] + rows)), as: "clusters")
      try writer.write(record)
      #expect(try follower.update())
    }
    #expect(follower.record.series["loss"]?.map(\.step) == Array(1...60))
    record.ending = .finished
    try writer.write(record)
    #expect(try follower.update())
    #expect(follower.record.ending == .finished && follower.record.displays.count == 1)
    #expect(try follower.update() == false)
  }

  @Test("has died when nobody writes it any more and it has no ending")
  func death() throws {
    var writer: RunWriter? = try store.begin(.example)
    var follower = try #require(try store.follower(number: 1))
    withExtendedLifetime(writer) {}
    writer = nil
    #expect(try follower.update())
    #expect(follower.record.ending == .cutShort)
  }

  @Test("is told as missing where its file is gone")
  func gone() throws {
    let writer = try store.begin(.example)
    var follower = try #require(try store.follower(number: 1))
    unlink(folder.path + "/000001-GaussianMixture.jsonl")
    #expect(throws: StoreError.self) { try follower.update() }
    withExtendedLifetime(writer) {}
    #expect(try store.follower(number: 1) == nil)
  }
}
