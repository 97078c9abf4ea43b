public import Margin

// LIBSVM's model file: keys and values, then `SV` and a line for each support vector.
extension SupportVectorModel {
  /// Writes the model as LIBSVM's `svm-train` does.
  public func write(to file: SavedText) {
    file.write("svm_type \(type.libsvmName)\nkernel_type \(kernel.libsvmName)\n")
    for (key, value) in kernel.settings { file.write("\(key) \(digits(value))\n") }
    file.write("nr_class \(type.isClassifier ? labels.count : 2)\n")
    file.write("total_sv \(vectors.shape[0])\nrho \(line(rho))\n")
    if type.isClassifier {
      // LIBSVM's labels are whole numbers.
      let areNumbers = labels.allSatisfy { Int($0) != nil }
      let numbers = areNumbers ? labels : labels.indices.map { "\($0)" }
      file.write("label \(numbers.joined(separator: " "))\n")
    }
    if !probA.isEmpty { file.write("probA \(line(probA))\nprobB \(line(probB))\n") }
    if type.isClassifier {
      file.write("nr_sv \(counts.map { "\($0)" }.joined(separator: " "))\n")
    }
    file.write("SV\n")
    for s in 0..<vectors.shape[0] {
      let pairs = (0..<vectors.shape[1]).filter { vectors[s, $0] != 0 }
        .map { "\($0 + 1):\(digits(vectors[s, $0])) " }
      file.write("\(line(coefficients.map { $0[s] })) \(pairs.joined())\n")
    }
  }

  /// Reads what LIBSVM's `svm-train`, or `write`, has written.
  ///
  /// - Throws: `SupportVectorError.model`, which names the line.
  public init(parsing text: String) throws(SupportVectorError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.firstIndex { $0.trimmed == "SV" } ?? lines.count
    let header = try ModelHeader(lines[..<head], end: min(head + 1, lines.count))
    let body = lines[head...].dropFirst()
    var parsed: [(coefficients: [Double], pairs: [(Int, Double)])] = []
    let width = header.type.isClassifier ? header.classes - 1 : 1
    for (number, line) in zip(body.indices, body) where !line.trimmed.isEmpty {
      parsed.append(try vector(line, width, line: number + 1))
    }
    if parsed.count != header.vectors {
      throw .model(
        line: lines.count, .count("SV", expected: header.vectors, found: parsed.count))
    }
    let features = parsed.lazy.flatMap { $0.pairs.map(\.0) }.max() ?? 0
    var vectors = Tensor<Double>.zeros(parsed.count, features)
    for (s, vector) in parsed.enumerated() {
      for (d, value) in vector.pairs { vectors[s, d - 1] = value }
    }
    self.init(
      type: header.type, kernel: header.kernel, labels: header.labels, vectors: vectors, rows: [],
      counts: header.type.isClassifier ? header.counts : [parsed.count],
      coefficients: (0..<width).map { k in parsed.map { $0.coefficients[k] } }, rho: header.rho,
      probA: header.probA, probB: header.probB)
  }

  /// The model for points of so many features: those that no support vector has were 0 in all of them.
  public func widened(to features: Int) -> SupportVectorModel {
    var model = self
    let missing = features - vectors.shape[1]
    if missing > 0 {
      model.vectors = concatenate([vectors, .zeros(vectors.shape[0], missing)], axis: 1)
    }
    return model
  }
}

/// The keys before the support vectors.
private struct ModelHeader {
  var type = SupportVectorType.cSVC
  var kernel = KernelFunction.linear
  var classes = 2
  var vectors = 0
  var rho: [Double] = []
  var labels: [String] = []
  var counts: [Int] = []
  var probA: [Double] = []
  var probB: [Double] = []

  init(_ lines: ArraySlice<Substring>, end: Int) throws(SupportVectorError) {
    var values: [String: (line: Int, words: [Substring])] = [:]
    for (number, line) in zip(lines.indices, lines) {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let key = words.first else { continue }
      guard Self.keys.contains(String(key)) else {
        throw .model(line: number + 1, .unknown(String(line.prefix(40))))
      }
      values[String(key)] = (number + 1, Array(words.dropFirst()))
    }
    func numbers(_ key: String, _ count: Int?) throws(SupportVectorError) -> [Double] {
      guard let (line, words) = values[key] else {
        throw .model(line: end, .missing(key))
      }
      let numbers = words.compactMap { Double($0) }
      let expected = count ?? words.count
      guard numbers.count == expected, words.count == expected, numbers.allSatisfy(\.isFinite)
      else { throw .model(line: line, .count(key, expected: expected, found: numbers.count)) }
      return numbers
    }
    func whole(_ key: String, _ count: Int) throws(SupportVectorError) -> [Int] {
      let values = try numbers(key, count).compactMap { Int(exactly: $0) }
      guard values.count == count, values.allSatisfy({ 0...1_000_000_000 ~= $0 }) else {
        throw .model(line: 1, .count(key, expected: count, found: values.count))
      }
      return values
    }
    func word<Value>(
      _ key: String, _ known: (String) -> Value?
    ) throws(SupportVectorError) -> Value {
      guard let (line, words) = values[key], let word = words.first else {
        throw .model(line: end, .missing(key))
      }
      guard let value = known(String(word)) else {
        throw .model(line: line, .unknown("\(key) \(word)"))
      }
      return value
    }
    type = try word("svm_type") { name in
      SupportVectorType.allCases.first { $0.libsvmName == name }
    }
    let name = try word("kernel_type") { Self.kernels.contains($0) ? $0 : nil }
    switch name {
    case "polynomial":
      kernel = .polynomial(
        degree: try whole("degree", 1)[0], gamma: try numbers("gamma", 1)[0],
        coef0: try numbers("coef0", 1)[0])
    case "rbf": kernel = .rbf(gamma: try numbers("gamma", 1)[0])
    case "sigmoid":
      kernel = .sigmoid(gamma: try numbers("gamma", 1)[0], coef0: try numbers("coef0", 1)[0])
    default: kernel = .linear
    }
    classes = try whole("nr_class", 1)[0]
    vectors = try whole("total_sv", 1)[0]
    guard classes >= 2 else { throw .model(line: 1, .unknown("nr_class \(classes)")) }
    let machines = type.isClassifier ? classes * (classes - 1) / 2 : 1
    rho = try numbers("rho", machines)
    if values["probA"] != nil {
      probA = try numbers("probA", machines)
      // A regression has a width of its noise alone.
      if values["probB"] != nil { probB = try numbers("probB", machines) }
    }
    guard type.isClassifier else { return }
    labels = try numbers("label", classes).map { digits($0) }
    counts = try whole("nr_sv", classes)
    let total = counts.reduce(0, +)
    if total != vectors {
      throw .model(line: 1, .count("nr_sv", expected: vectors, found: total))
    }
  }

  private static let keys: Set<String> = [
    "svm_type", "kernel_type", "degree", "gamma", "coef0", "nr_class", "total_sv", "rho", "label",
    "probA", "probB", "prob_density_marks", "nr_sv",
  ]
  private static let kernels: Set<String> = ["linear", "polynomial", "rbf", "sigmoid"]
}

/// The coefficients and the pairs of one line.
private func vector(
  _ text: Substring, _ width: Int, line: Int
) throws(SupportVectorError) -> (coefficients: [Double], pairs: [(Int, Double)]) {
  let words = text.split(whereSeparator: \.isWhitespace)
  let coefficients = words.prefix(width).compactMap { Double($0) }
  guard coefficients.count == width, coefficients.allSatisfy(\.isFinite) else {
    throw .model(line: line, .vector(String(text.prefix(40))))
  }
  var pairs: [(Int, Double)] = []
  for word in words.dropFirst(width) {
    let parts = word.split(separator: ":")
    guard parts.count == 2, let index = Int(parts[0]), 1...10_000_000 ~= index,
      let value = Double(parts[1]), value.isFinite
    else { throw .model(line: line, .vector(String(word.prefix(40)))) }
    pairs.append((index, value))
  }
  return (coefficients, pairs)
}

extension SupportVectorType {
  fileprivate var libsvmName: String {
    switch self {
    case .cSVC: "c_svc"
    case .nuSVC: "nu_svc"
    case .epsilonSVR: "epsilon_svr"
    case .oneClass: "one_class"
    }
  }
}

extension KernelFunction {
  fileprivate var libsvmName: String {
    switch self {
    case .linear: "linear"
    case .polynomial: "polynomial"
    case .rbf: "rbf"
    case .sigmoid: "sigmoid"
    }
  }

  /// The keys that the kernel has.
  fileprivate var settings: [(String, Double)] {
    switch self {
    case .linear: []
    case .polynomial(let degree, let gamma, let coef0):
      [("degree", Double(degree)), ("gamma", gamma), ("coef0", coef0)]
    case .rbf(let gamma): [("gamma", gamma)]
    case .sigmoid(let gamma, let coef0): [("gamma", gamma), ("coef0", coef0)]
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

private func line(_ numbers: [Double]) -> String {
  numbers.map(digits).joined(separator: " ")
}

/// The shortest digits that mean the same number; a whole one has no point.
private func digits(_ value: Double) -> String {
  Int(exactly: value).map { "\($0)" } ?? "\(value)"
}
