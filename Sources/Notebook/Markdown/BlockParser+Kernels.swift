extension BlockParser {
  /// The kernel that a fence names, with the values of its `key = value` lines; `charts` names some
  /// of its charts, with commas between them.
  mutating func kernel(
    named names: [String], at opening: Int, _ lines: ArraySlice<SourceLine>
  ) -> KernelReference {
    if names.count != 1 { report(opening, .kernelName) }
    var kernel = KernelReference(name: names.first ?? "")
    for line in lines where !line.text.isBlank {
      let sides = line.text.split(separator: "=", maxSplits: 1).map(\.trimmed.string)
      if sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty {
        if kernel.values.updateValue(sides[1], forKey: sides[0]) != nil {
          report(line.number, .setTwice(sides[0]))
        }
      } else {
        report(line.number, .kernelLine(line.text.trimmed.string))
      }
    }
    let charts = kernel.values.removeValue(forKey: "charts") ?? ""
    kernel.charts = charts.split(separator: ",").map { Scalars($0.unicodeScalars).trimmed.string }
    return kernel
  }
}
