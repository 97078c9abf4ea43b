import Glibc

extension Tensor: CustomStringConvertible {
  /// The elements with four significant digits, nested as in a literal; of long axes the first and
  /// last three.
  public var description: String {
    rank == 0 ? Self.text(elements[offset]) : Self.lines(self, indent: 1)
  }

  private static func lines(_ x: Tensor, indent: Int) -> String {
    let size = x.shape[0]
    let shown = size <= 8 ? Array(0..<size) : Array(0..<3) + Array((size - 3)..<size)
    var parts = shown.map { index in
      let part = x.select(axis: 0, index: index)
      return part.rank == 0 ? text(part.scalar) : lines(part, indent: indent + 1)
    }
    if size > 8 { parts.insert("…", at: 3) }
    let separator = x.rank == 1 ? ", " : ",\n" + String(repeating: " ", count: indent)
    return "[" + parts.joined(separator: separator) + "]"
  }

  private static func text(_ value: Scalar) -> String {
    var buffer = [CChar](repeating: 0, count: 32)
    let length = withVaList([Double(value)]) { vsnprintf(&buffer, buffer.count, "%.4g", $0) }
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
