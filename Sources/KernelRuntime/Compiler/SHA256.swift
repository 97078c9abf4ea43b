import Glibc

/// SHA-256 (FIPS 180-4): names sources, compiled kernels and files by their content.
public struct SHA256 {
  /// Eight words.
  private typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

  private var state: State = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19
  )
  /// Less than a block.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0
  /// The message schedule, whose memory every block uses again.
  private var schedule = [UInt32](repeating: 0, count: 64)

  private static let block = 64

  /// The digest of no bytes.
  public init() {}

  /// The digest of `text`'s UTF-8 as 64 hexadecimal digits.
  public static func hash(of text: String) -> String { hash(of: Array(text.utf8)) }

  /// The digest of `bytes` as 64 hexadecimal digits.
  public static func hash(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finish()
  }

  /// The digest of what the file at `path` holds; nil where it cannot be read.
  public static func hash(ofFile path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var digest = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return digest.finish() }
      digest.update(buffer, count: count)
    }
  }

  /// Takes in `bytes`, or the first `count` of them.
  public mutating func update(_ bytes: [UInt8], count: Int? = nil) {
    let count = count ?? bytes.count
    length += UInt64(count)
    var start = 0
    if !rest.isEmpty {
      start = min(Self.block - rest.count, count)
      rest += bytes[..<start]
      if rest.count < Self.block { return }
      let whole = rest
      whole.withUnsafeBufferPointer { absorb($0, at: 0) }
      rest = []
    }
    bytes.withUnsafeBufferPointer { bytes in
      while start + Self.block <= count {
        absorb(bytes, at: start)
        start += Self.block
      }
    }
    rest += bytes[start..<count]
  }

  /// The digest as 64 hexadecimal digits.
  public consuming func finish() -> String {
    // A one bit, zeros, and the message's length in bits: whole blocks.
    let bits = length * 8
    let zeros = (2 * Self.block - 9 - rest.count) % Self.block
    update(
      [0x80] + Array(repeating: 0, count: zeros)
        + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    let words = [
      state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7,
    ]
    return words.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// One round of the compression function (FIPS 180-4, 6.2.2).
  private mutating func absorb(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    schedule.withUnsafeMutableBufferPointer { w in
      for t in 0..<16 {
        let i = start + 4 * t
        w[t] =
          UInt32(bytes[i]) << 24 | UInt32(bytes[i + 1]) << 16 | UInt32(bytes[i + 2]) << 8
          | UInt32(bytes[i + 3])
      }
      for t in 16..<64 {
        let s0 = rotated(w[t - 15], 7) ^ rotated(w[t - 15], 18) ^ w[t - 15] >> 3
        let s1 = rotated(w[t - 2], 17) ^ rotated(w[t - 2], 19) ^ w[t - 2] >> 10
        w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
      }
      var (a, b, c, d, e, f, g, h) = state
      roundConstants.withUnsafeBufferPointer { k in
        for t in 0..<64 {
          let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
          let t1 = h &+ sum1 &+ (e & f ^ ~e & g) &+ k[t] &+ w[t]
          let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
          let t2 = sum0 &+ (a & b ^ a & c ^ b & c)
          (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        }
      }
      state = (
        state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e, state.5 &+ f,
        state.6 &+ g, state.7 &+ h
      )
    }
  }
}

@inline(__always)
private func rotated(_ x: UInt32, _ count: UInt32) -> UInt32 {
  x >> count | x << (32 - count)
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
  0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
  0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
  0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
  0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
  0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
  0xc671_78f2,
]
