extension Tensor: CustomStringConvertible {
  /// The shape and the scalar type, then the numbers, nested as in a literal and aligned; a single
  /// number alone.
  ///
  /// Of an axis longer than 8 the first and last three are shown. All numbers have the same decimals:
  /// as many as four significant digits of each need, as far as the largest leaves room.
  ///
  ///     [2, 3] Double
  ///     [[ 1.25, 0.00, 3.00],
  ///      [-0.50, 7.00, 0.10]]
  public var description: String {
    if rank == 0 { return NumberFormat([Double(scalar)]).text(Double(scalar)) }
    let title = "\(shape) \(Scalar.self)"
    return count == 0 ? title : title + "\n" + NumberLayout(self).text
  }
}

/// The shown part of an array as text.
private struct NumberLayout<Scalar: TensorScalar> {
  private let tensor: Tensor<Scalar>
  private let format: NumberFormat
  private let width: Int

  init(_ tensor: Tensor<Scalar>) {
    self.tensor = tensor
    let numbers = Self.shownNumbers(tensor)
    format = NumberFormat(numbers)
    width = numbers.map { [format] in format.text($0).count }.max() ?? 0
  }

  var text: String { lines(tensor, indent: 1) }

  /// The positions that are shown of an axis; nil stands for those left out.
  private static func shown(_ size: Int) -> [Int?] {
    size <= 8 ? Array(0..<size) : Array(0..<3) + [nil] + Array((size - 3)..<size)
  }

  private static func shownNumbers(_ x: Tensor<Scalar>) -> [Double] {
    if x.rank == 0 { return [Double(x.scalar)] }
    return shown(x.shape[0]).flatMap { index in
      index.map { shownNumbers(x.select(axis: 0, index: $0)) } ?? []
    }
  }

  private func lines(_ x: Tensor<Scalar>, indent: Int) -> String {
    let parts = Self.shown(x.shape[0]).map { index in
      guard let index else { return "…" }
      let part = x.select(axis: 0, index: index)
      return part.rank > 0 ? lines(part, indent: indent + 1) : number(Double(part.scalar))
    }
    // Matrices stand apart by an empty line, and larger arrays by one more each.
    let separator =
      x.rank == 1
      ? ", "
      : "," + String(repeating: "\n", count: x.rank - 1) + String(repeating: " ", count: indent)
    return "[" + parts.joined(separator: separator) + "]"
  }

  private func number(_ value: Double) -> String {
    let text = format.text(value)
    return String(repeating: " ", count: width - text.count) + text
  }
}
