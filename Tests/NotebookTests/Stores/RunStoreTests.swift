import Charts
import Foundation
import Testing

@testable import Notebook

@Suite("Recorded runs")
struct RunStoreTests {
  private let folder = Folder()
  private var store: RunStore { RunStore(directory: folder.path) }

  private func file(_ number: Int) -> String { "00000\(number)-GaussianMixture.jsonl" }

  private func sample(_ step: Int, _ y: Double = 0) -> RunRecord.Sample {
    .init(step: step, x: Double(step), y: y, time: Double(step) / 3)
  }

  @Test("come back as they were written, piece by piece")
  func roundTrip() throws {
    var record = RunRecord.example
    let writer = try store.begin(record)
    record.origin.threads = 2
    record.origin.hashes = ["clip": "00ff"]
    for step in 1...10 {
      record.append(sample(step, 1 / Double(step)), to: "log-likelihood")
      record.append(.init(step: step, x: 0.5, y: 2, time: 0, start: step / 3), to: "漢 \"x\"")
      record.curves["漢 \"x\""] = .init(chart: "x", name: "漢", xLabel: step < 5 ? nil : "epoch")
      record.steps = step
      record.seconds = Double(step) / 7
      record.show(.table(.init(columns: ["k"], rows: [[.number(Double(step))]])), as: "clusters")
      record.replaceSamples(
        of: "long", from: max(0, step - 2), with: [sample(step), sample(step + 1)],
        averages: [step, step + 1].flatMap { step in (3..<6).map { Float(step) / Float($0) } })
      if step % 4 == 0 { record.changes.append(.init(step: step, name: "floor", value: "1e-3")) }
      if step > 6 { record.touchedAt = 6 }
      try writer.write(record)
    }
    record.results = [.init(name: "log-likelihood", value: -180.25, better: "higher")]
    record.ending = .failed("no such thing")
    try writer.write(record)
    record.number = 1
    #expect(store.latest(kernel: "GaussianMixture") == record)
    #expect(try store.record(number: 1) == record)
    #expect(try store.record(number: 2) == nil)
    #expect(store.latest(kernel: "KMeans") == nil)
  }

  @Test("keep every bit of a finite number", arguments: 1...20 as ClosedRange<UInt64>)
  func bits(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    let values =
      [0.0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, .pi, 1e16, 1e22]
      + (0..<200).compactMap { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let value = Double(bitPattern: state ^ (state >> 29))
        return value.isFinite ? value : nil
      }
    var record = RunRecord.example
    for (step, value) in values.enumerated() { record.append(sample(step, value), to: "y") }
    let writer = try store.begin(record)
    let read = try #require(try store.record(number: writer.number)?.series["y"])
    #expect(read.map(\.y.bitPattern) == values.map(\.bitPattern))
  }

  @Test("tell NaN and the infinities apart by null and text")
  func notFinite() throws {
    var record = RunRecord.example
    let values: [Double] = [1, .nan, .infinity, -.infinity, 2]
    for (step, value) in values.enumerated() {
      record.append(sample(step, value), to: "loss")
    }
    record.results = [.init(name: "loss", value: .nan)]
    _ = try store.begin(record)
    let text = try folder.text(of: file(1))
    #expect(text.contains("null") && text.contains("\"nan\"") && text.contains("\"-inf\""))
    let read = try #require(store.latest(kernel: "GaussianMixture"))
    #expect("\(read.series["loss"]?.map(\.y) ?? [])" == "[1.0, nan, inf, -inf, 2.0]")
    #expect(read.results.first?.value.isNaN ?? false)
  }

  @Test("lose no more than a torn last line")
  func torn() throws {
    var record = RunRecord.example
    var writer: RunWriter? = try store.begin(record)
    for step in 1...3 {
      record.append(sample(step), to: "y")
      try writer?.write(record)
    }
    writer = nil
    let text = try folder.text(of: file(1))
    let header = try #require(text.firstIndex(of: "\n"))
    for end in text.indices where end > header {
      try folder.write(String(text[..<end]), to: file(1))
      let read = try #require(store.latest(kernel: "GaussianMixture"))
      let whole = text[..<end].split(separator: "\n").filter { line in
        line.hasSuffix("}") && line.contains("samples") && text.contains(line + "\n")
      }
      #expect(read.series["y"]?.count ?? 0 == whole.count)
      #expect(read.ending == .died("margin ended before the run did"))
    }
  }

  @Test("that a killed process was writing have all that it wrote, and have died")
  func killed() throws {
    let child = try ChildProcess("run", in: folder)
    func count() -> Int {
      store.latest(kernel: "GaussianMixture")?.series["loss"]?.count ?? 0
    }
    let isReady = eventually { count() > 20 }
    #expect(store.latest(kernel: "GaussianMixture")?.ending == nil)
    let before = count()
    child.kill()
    try #require(isReady)
    let read = try #require(store.latest(kernel: "GaussianMixture"))
    let samples = try #require(read.series["loss"])
    #expect(samples.count >= before)
    #expect(samples.map(\.step) == Array(1...samples.count))
    #expect(read.ending == .died("margin ended before the run did"))
  }

  @Test("are numbered over all kernels, and only the newest of each are kept")
  func limit() throws {
    _ = try store.begin(.example)
    var other = RunRecord.example
    other.origin.kernel = "KMeans"
    _ = try store.begin(other)
    for _ in 0..<RunStore.limit { _ = try store.begin(.example) }
    let (records, notices) = store.records(kernel: "GaussianMixture", limit: 200)
    #expect(records.map { $0.number ?? 0 } == Array((3...102).reversed()))
    #expect(notices.isEmpty)
    #expect(store.latest(kernel: "KMeans")?.number == 2)
    #expect(store.records(kernel: "GaussianMixture", limit: 2).records.count == 2)
  }

  @Test("of a newer margin or damaged at their start are passed over with a line")
  func passedOver() throws {
    for _ in 1...3 { _ = try store.begin(.example) }
    try folder.write("{\"version\":99,\"number\":3,\"future\":1}\n", to: file(3))
    try folder.write("garbage\n", to: file(2))
    let (records, notices) = store.records(kernel: "GaussianMixture", limit: 1)
    #expect(records.map(\.number) == [1])
    #expect(notices.count == 2)
    #expect(notices.first?.contains("run 3") ?? false)
  }

  @Test("are written anew when most of the file was written over")
  func rewritten() throws {
    var record = RunRecord.example
    let writer = try store.begin(record)
    let points = (0..<2000).map(Double.init)
    for step in 1...2000 {
      record.append(sample(step), to: "y")
      record.show(
        .scatter(.init([.init("a", x: points, y: points.map { $0 + Double(step) })])), as: "c")
      try writer.write(record)
    }
    let size = try folder.text(of: file(1)).utf8.count
    #expect(size < 10_000_000, "\(size) bytes")
    record.number = 1
    let read = try #require(store.latest(kernel: "GaussianMixture"))
    #expect(read.series == record.series)
    #expect(folder.names == [".lock", file(1)])
  }

  @Test("are read without samples and charts where only an outline is asked for")
  func outline() throws {
    var record = RunRecord.example
    record.append(sample(1), to: "loss")
    record.show(.table(.init(columns: ["k"], rows: [[.number(1)]])), as: "clusters")
    let writer = try store.begin(record)
    record.changes = [.init(step: 1, name: "floor", value: "1e-3")]
    record.results = [.init(name: "loss", value: 2)]
    record.steps = 1
    record.ending = .finished
    try writer.write(record)
    let read = try #require(store.records(kernel: nil, part: .outline).records.first)
    #expect(read.series.isEmpty && read.displays.isEmpty)
    #expect(read.results == record.results && read.changes == record.changes)
    #expect(read.ending == .finished && read.steps == 1)
  }

  @Test("are forgotten by number, but not while they are written")
  func removal() throws {
    var writer: RunWriter? = try store.begin(.example)
    #expect(try store.remove(number: 1) == false)
    withExtendedLifetime(writer) {}
    writer = nil
    #expect(try store.remove(number: 1))
    #expect(try store.remove(number: 1) == false)
    #expect(try store.record(number: 1) == nil)
  }
}
