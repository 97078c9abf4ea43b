import KernelRuntime
import Margin
import Testing

@testable import KernelRuntime

@Suite("Frames of the protocol") struct FrameTests {
  @Test("there is a sample of every message")
  func completeness() {
    #expect(Set(Samples.requests.map(Samples.kind)) == Set(0...10))
    #expect(Set(Samples.events.map(Samples.kind)) == Set(0...17))
  }

  @Test("every request and every event comes back as it was sent")
  func roundTrip() throws {
    for request in Samples.requests {
      var reader = FrameReader<KernelRequest>()
      reader.append(try Frame.bytes(of: request))
      #expect(try reader.next() == request)
      try reader.finish()
    }
    for event in Samples.events {
      var reader = FrameReader<KernelEvent>()
      reader.append(try Frame.bytes(of: event))
      #expect(try reader.next() == event)
    }
  }

  @Test("a NaN keeps its bits in a batch of points, and its name in a result")
  func notANumber() throws {
    let batch: MetricBatch = [MetricPoint(series: "loss", step: 1, x: 1, y: .nan, time: 0)]
    var reader = FrameReader<KernelEvent>()
    reader.append(try Frame.bytes(of: KernelEvent.metrics(run: 1, batch)))
    guard case .metrics(_, let copy) = try reader.next() else {
      Issue.record("no batch came back")
      return
    }
    #expect(copy[0].sample.y.bitPattern == batch[0].sample.y.bitPattern)
    let result = KernelEvent.result(run: 1, RunResult(name: "NLL", value: .nan))
    let text = String(decoding: try Frame.bytes(of: result).dropFirst(4), as: UTF8.self)
    #expect(text.contains(#""text":"nan""#))
  }

  @Test("frames cut anywhere, and many in one piece, are read alike")
  func pieces() throws {
    let stream = try Samples.events.flatMap { try Frame.bytes(of: $0) }
    for size in [1, 2, 3, 7, 64, stream.count] {
      var reader = FrameReader<KernelEvent>()
      var events: [KernelEvent] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        reader.append(stream[start..<min(start + size, stream.count)])
        while let event = try reader.next() { events.append(event) }
      }
      try reader.finish()
      #expect(events == Samples.events)
    }
  }

  @Test("a frame that breaks off is reported with what is missing")
  func truncation() throws {
    let frame = try Frame.bytes(of: KernelRequest.pause)
    for count in 1..<frame.count {
      var reader = FrameReader<KernelRequest>()
      reader.append(frame[..<count])
      #expect(try reader.next() == nil)
      let missing = count < 4 ? 4 - count : frame.count - count
      #expect(throws: ProtocolError.truncated(missing: missing)) { try reader.finish() }
    }
  }

  @Test("a frame longer than the limit is refused by its header alone")
  func length() {
    var reader = FrameReader<KernelRequest>()
    reader.append([4, 0, 0, 1])
    #expect(throws: ProtocolError.tooLong(bytes: 64 << 20 | 1)) { try reader.next() }
  }

  @Test("another version of the protocol is named")
  func version() {
    var reader = FrameReader<KernelRequest>()
    let body = Array(#"{"version":7,"message":{"teleport":{}}}"#.utf8)
    reader.append([0, 0, 0, UInt8(body.count)] + body)
    #expect(throws: ProtocolError.otherVersion(7)) { try reader.next() }
  }

  @Test(
    "what is no message is refused in words",
    arguments: ["", "noise", "{}", "[1,2]", #"{"version":1,"message":{"teleport":{}}}"#, "\u{0}"])
  func garbage(_ text: String) {
    var reader = FrameReader<KernelRequest>()
    let body = Array(text.utf8)
    reader.append([0, 0, 0, UInt8(body.count)] + body)
    let error = #expect(throws: ProtocolError.self) { try reader.next() }
    #expect(error?.description.contains("no message") == true)
  }

  @Test("random bytes never do worse than an error")
  func randomBytes() {
    var random = RandomSource(seed: 5)
    for _ in 0..<2000 {
      var reader = FrameReader<KernelEvent>()
      let length = UInt8.random(in: 0...40, using: &random)
      reader.append([0, 0, 0, length])
      reader.append((0..<60).map { _ in UInt8.random(in: 0...255, using: &random) })
      #expect(throws: ProtocolError.self) { while try reader.next() != nil {} }
    }
  }

  @Test("a message with one byte changed is the same, another, or an error")
  func changedBytes() throws {
    var random = RandomSource(seed: 6)
    for event in Samples.events {
      let frame = try Frame.bytes(of: event)
      for _ in 0..<200 {
        var changed = frame
        let place = Int.random(in: 4..<frame.count, using: &random)
        changed[place] = UInt8.random(in: 0...255, using: &random)
        var reader = FrameReader<KernelEvent>()
        reader.append(changed)
        do { _ = try reader.next() } catch { #expect(!error.description.isEmpty) }
      }
    }
  }
}
