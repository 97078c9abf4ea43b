/// The heights of the lines of a contour chart, with their labels.
struct ContourLevels {
  let values: [Double]
  let labels: [String]

  /// Levels between which lie comparable areas, closer at both ends, where hills and valleys are;
  /// coarse ones where there is little room.
  init(of z: [Double], isCoarse: Bool) {
    let sorted = z.filter(\.isFinite).sorted()
    let shares =
      isCoarse ? [0.07, 0.3, 0.7, 0.93] : [0.02, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.93, 0.98]
    let quantiles = shares.compactMap { share in
      sorted.isEmpty ? nil : sorted[Int(share * Double(sorted.count - 1))]
    }
    var numbers: [DecimalNumber] = []
    for (index, value) in quantiles.enumerated() {
      let neighbours = [index - 1, index + 1].filter { quantiles.indices.contains($0) }
      let gap = neighbours.map { abs(quantiles[$0] - value) }.min() ?? 0
      guard gap > abs(value) * 1e-12, gap > 1e-290, gap.isFinite else { continue }
      let exponent = decimalExponent(gap)
      let unit = DecimalNumber(mantissa: 1, exponent: exponent).value
      let number = DecimalNumber(mantissa: Int((value / unit).rounded()), exponent: exponent)
      if numbers.last != number { numbers.append(number) }
    }
    values = numbers.map(\.value)
    labels = numbers.map { TickLabels([$0.mantissa], exponent: $0.exponent).texts[0] }
  }

  /// The levels `values`, which are finite.
  init(values: [Double]) {
    let column = NumberColumn(values)
    self.values = values
    labels = values.map { column.text($0) }
  }
}
