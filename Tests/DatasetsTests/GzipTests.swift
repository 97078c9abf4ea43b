import TestSupport
import Testing

@testable import Datasets

@Suite("Files that gzip packed") struct GzipTests {
  private let limit = 1 << 24

  /// Bytes that pack well, badly and not at all.
  private static let samples: [[UInt8]] = {
    var state: UInt64 = 1
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    return [
      [], [7], Array("abcabcabcabcabcabcabcabc".utf8), Array(repeating: 0, count: 100_000),
      (0..<70_000).map { _ in next() }, (0..<200_000).map { _ in next() & 15 },
      (0..<100_000).map { UInt8($0 / 300 & 255) },
    ]
  }()

  @Test("what the system's gzip packs is unpacked to the byte", arguments: [1, 6, 9])
  func unpacking(level: Int) throws {
    for bytes in Self.samples {
      let isSame = try Gzip.unpacked(gzipped(bytes, level: level), limit: limit) == bytes
      #expect(isSame, "\(bytes.count) bytes")
    }
  }

  @Test("several members are one content, and zeros may follow")
  func members() throws {
    let packed = try gzipped([1, 2]) + gzipped([3]) + [0, 0, 0]
    #expect(try Gzip.unpacked(packed, limit: limit) == [1, 2, 3])
  }

  @Test("a file cut off anywhere is refused in words")
  func truncation() throws {
    let packed = try gzipped(Self.samples[2])
    for count in 2..<packed.count {
      #expect(throws: DataDefect.gzip(.truncated), "\(count)") {
        try Gzip.unpacked(Array(packed[..<count]), limit: limit)
      }
    }
  }

  @Test("a wrong byte anywhere is found, or says nothing else than before")
  func corruption() throws {
    let bytes = Self.samples[6].prefix(3000)
    let packed = try gzipped(Array(bytes))
    for place in packed.indices {
      var broken = packed
      broken[place] ^= 0x55
      let result = Result { try Gzip.unpacked(broken, limit: limit) }
      if case .success(let unpacked) = result { #expect(unpacked == Array(bytes), "\(place)") }
    }
  }

  @Test("what would unpack to more than there is room for is refused before it does")
  func bomb() throws {
    let packed = try gzipped(Array(repeating: 0, count: 100_000))
    #expect(throws: DataDefect.gzip(.tooLong(limit: 99_999))) {
      try Gzip.unpacked(packed, limit: 99_999)
    }
    #expect(try Gzip.unpacked(packed, limit: 100_000).count == 100_000)
  }
}
