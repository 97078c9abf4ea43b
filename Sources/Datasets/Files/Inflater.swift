/// Unpacks what the method “deflate” packed (RFC 1951).
struct Inflater {
  private(set) var input: BitReader
  private(set) var output: [UInt8]
  private let start: Int
  private let limit: Int

  /// Appends to `output`, which is to stay within `limit` bytes.
  init(input: BitReader, output: [UInt8], limit: Int) {
    self.input = input
    self.output = output
    start = output.count
    self.limit = limit
  }

  /// Reads blocks up to the last one.
  mutating func inflate() throws(DataDefect) {
    var isLast = false
    while !isLast {
      isLast = try input.bits(1) == 1
      switch try input.bits(2) {
      case 0: try copyStored()
      case 1: try inflate(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try readCodes()
        try inflate(literals, distances)
      default: throw invalid
      }
    }
  }

  private var invalid: DataDefect { .gzip(.invalid(byte: input.position)) }

  private mutating func copyStored() throws(DataDefect) {
    input.alignToByte()
    let size = try input.bits(16)
    guard try input.bits(16) == ~size & 0xFFFF else { throw invalid }
    guard output.count + size <= limit else { throw .gzip(.tooLong(limit: limit)) }
    for _ in 0..<size { output.append(UInt8(try input.bits(8))) }
  }

  private mutating func inflate(
    _ literals: PrefixCode, _ distances: PrefixCode
  ) throws(DataDefect) {
    while true {
      let symbol = try literals.next(&input)
      if symbol < 256 {
        guard output.count < limit else { throw .gzip(.tooLong(limit: limit)) }
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        try copyEarlier(symbol - 257, distances)
      }
    }
  }

  /// Repeats what was written before: 3.2.5.
  private mutating func copyEarlier(
    _ symbol: Int, _ distances: PrefixCode
  ) throws(DataDefect) {
    guard Self.lengths.indices.contains(symbol) else { throw invalid }
    let length = Self.lengths[symbol].base + (try input.bits(Self.lengths[symbol].bits))
    let place = try distances.next(&input)
    guard Self.distances.indices.contains(place) else { throw invalid }
    let distance = Self.distances[place].base + (try input.bits(Self.distances[place].bits))
    guard distance <= output.count - start else { throw invalid }
    guard output.count + length <= limit else { throw .gzip(.tooLong(limit: limit)) }
    var source = output.count - distance
    for _ in 0..<length {
      output.append(output[source])
      source += 1
    }
  }

  /// The codes that a block begins with: 3.2.7.
  private mutating func readCodes() throws(DataDefect) -> (PrefixCode, PrefixCode) {
    let literalCount = try input.bits(5) + 257
    let distanceCount = try input.bits(5) + 1
    let orderCount = try input.bits(4) + 4
    var order = [Int](repeating: 0, count: 19)
    for symbol in Self.order.prefix(orderCount) { order[symbol] = try input.bits(3) }
    guard let code = PrefixCode(lengths: order) else { throw invalid }
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      switch try code.next(&input) {
      case let length where length < 16: lengths.append(length)
      case 16:
        guard let last = lengths.last else { throw invalid }
        lengths += Array(repeating: last, count: 3 + (try input.bits(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try input.bits(3)))
      default: lengths += Array(repeating: 0, count: 11 + (try input.bits(7)))
      }
    }
    guard lengths.count == literalCount + distanceCount,
      let literals = PrefixCode(lengths: Array(lengths[..<literalCount])),
      let distances = PrefixCode(lengths: Array(lengths[literalCount...]))
    else { throw invalid }
    return (literals, distances)
  }

  private static let order = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private static let lengths = steps(from: 3, count: 28, doublingEvery: 4) + [(base: 258, bits: 0)]
  private static let distances = steps(from: 1, count: 30, doublingEvery: 2)

  /// Values of which so many in turn have one more bit behind them.
  private static func steps(
    from first: Int, count: Int, doublingEvery turn: Int
  ) -> [(base: Int, bits: Int)] {
    var base = first
    return (0..<count).map { index in
      let bits = max(0, index / turn - 1)
      defer { base += 1 << bits }
      return (base, bits)
    }
  }

  private static let fixedLiterals = fixed(
    Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
  private static let fixedDistances = fixed(Array(repeating: 5, count: 32))

  private static func fixed(_ lengths: [Int]) -> PrefixCode {
    PrefixCode(lengths: lengths) ?? PrefixCode()
  }
}

/// A prefix code given by the lengths of its words (RFC 1951, 3.2.2).
struct PrefixCode {
  /// By the next bits: the symbol and, in the lowest four bits, the length of its word.
  private var table: [UInt16] = [0]
  private var longest = 0

  /// The code without words.
  init() {}

  /// Nil where there are more words than such lengths can have.
  init?(lengths: [Int]) {
    longest = lengths.max() ?? 0
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[length] += 1 }
    var first = [Int](repeating: 0, count: 16)
    var code = 0
    for length in 1..<16 {
      code = (code + counts[length - 1]) << 1
      first[length] = code
      if code + counts[length] > 1 << length { return nil }
    }
    table = Array(repeating: 0, count: 1 << longest)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let word = Self.reversed(first[length], length)
      first[length] += 1
      let entry = UInt16(symbol << 4 | length)
      for place in stride(from: word, to: table.count, by: 1 << length) { table[place] = entry }
    }
  }

  /// The symbol whose word comes next.
  func next(_ input: inout BitReader) throws(DataDefect) -> Int {
    let entry = table[try input.peek(longest)]
    guard entry != 0 else {
      throw .gzip(input.isAtEnd ? .truncated : .invalid(byte: input.position))
    }
    try input.skip(Int(entry & 15))
    return Int(entry >> 4)
  }

  private static func reversed(_ word: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 << 1 | word >> $1 & 1 }
  }
}
