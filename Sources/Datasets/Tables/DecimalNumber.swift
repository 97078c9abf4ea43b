/// The number that `bytes` spell, nil if they spell none; NaN and infinities are numbers here.
///
/// Up to 15 digits with a point among the last 22 are one exact division (Clinger 1990); all else
/// is left to the standard library. Never depends on the locale.
public func decimalNumber<Bytes>(_ bytes: Bytes) -> Double?
where Bytes: RandomAccessCollection<UInt8>, Bytes.Index == Int {
  var position = bytes.startIndex
  let isNegative = bytes.first == UInt8(ascii: "-")
  if isNegative || bytes.first == UInt8(ascii: "+") { position += 1 }
  var mantissa: UInt64 = 0
  var digits = 0
  var fraction: Int?
  while position < bytes.endIndex {
    let byte = bytes[position]
    if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      mantissa = mantissa &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
      digits += 1
      fraction? += 1
    } else if byte == UInt8(ascii: "."), fraction == nil {
      fraction = 0
    } else {
      break
    }
    position += 1
  }
  guard position == bytes.endIndex, 1...15 ~= digits else {
    // Swift reads hexadecimal numbers too, which in a table are no numbers.
    if bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }
  let magnitude = Double(mantissa) / powersOfTen[fraction ?? 0]
  return isNegative ? -magnitude : magnitude
}

/// 10⁰ … 10¹⁵, all exact.
private let powersOfTen: [Double] = (0...15).map { exponent in
  (0..<exponent).reduce(1.0) { power, _ in power * 10 }
}

/// The number that `bytes` spell with a comma before its fraction; nil if there is no such comma.
func commaNumber(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
  guard bytes.count(where: { $0 == UInt8(ascii: ",") }) == 1, !bytes.contains(UInt8(ascii: "."))
  else { return nil }
  let spelled = bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }
  return spelled.withUnsafeBufferPointer { decimalNumber($0[...]) }
}
