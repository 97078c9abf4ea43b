public import Margin

// x [N, D] · S support vectors [S, D], class by class · one machine for each pair of K classes, or one

/// What a support vector machine has learnt: f(x) = Σ_s c_s k(x_s, x) − ρ, for each pair of classes.
///
/// It is what LIBSVM's model file holds.
public struct SupportVectorModel: Sendable {
  /// What it is trained for.
  public var type: SupportVectorType
  /// k.
  public var kernel: KernelFunction
  /// The names of the classes in the order of the machines; none for one class and for regression.
  public var labels: [String]
  /// The support vectors, class by class: [S, D].
  public var vectors: Tensor<Double>
  /// Which rows of the training data these were; empty where a file does not say.
  public var rows: [Int]
  /// How many of them each class has.
  public var counts: [Int]
  /// The coefficients: K − 1 times [S], or once [S] for one machine without classes.
  ///
  /// Of a vector of class i, number j is for the machine with class j, or j + 1 where j is not below i.
  public var coefficients: [[Double]]
  /// ρ of each machine: (0, 1), (0, 2), … (1, 2), ….
  public var rho: [Double]
  /// Platt's A of each machine, where probabilities were fitted.
  public var probA: [Double] = []
  /// Platt's B of each machine.
  public var probB: [Double] = []

  /// A model of its parts.
  public init(
    type: SupportVectorType, kernel: KernelFunction, labels: [String], vectors: Tensor<Double>,
    rows: [Int] = [], counts: [Int], coefficients: [[Double]], rho: [Double],
    probA: [Double] = [], probB: [Double] = []
  ) {
    (self.type, self.kernel, self.labels) = (type, kernel, labels)
    (self.vectors, self.rows, self.counts) = (vectors, rows, counts)
    (self.coefficients, self.rho, self.probA, self.probB) = (coefficients, rho, probA, probB)
  }

  /// The pairs of classes in the order of the machines.
  public var pairs: [(Int, Int)] {
    labels.indices.flatMap { i in labels.indices.dropFirst(i + 1).map { (i, $0) } }
  }

  /// f of every machine for the rows of x [N, D]: [N, machines]; above 0 it is for the first class.
  public func decisionValues(_ x: Tensor<Double>) -> Tensor<Double> {
    let K = kernel.matrix(x, vectors)
    return matmul(K, weights.transposed()) - Tensor(rho)
  }

  /// The class with most machines for it, the first of several: [N].
  public func classes(_ x: Tensor<Double>) -> [Int] { classes(from: decisionValues(x)) }

  /// The same for decision values that are known.
  public func classes(from f: Tensor<Double>) -> [Int] {
    (0..<f.shape[0]).map { n in
      var votes = labels.map { _ in 0 }
      for (machine, (i, j)) in pairs.enumerated() { votes[f[n, machine] > 0 ? i : j] += 1 }
      let most = votes.max() ?? 0
      return votes.firstIndex(of: most) ?? 0
    }
  }

  /// The coefficients of each machine over all support vectors: [machines, S].
  var weights: Tensor<Double> {
    if labels.isEmpty { return Tensor(coefficients[0], shape: [1, vectors.shape[0]]) }
    let starts = counts.indices.map { counts[..<$0].reduce(0, +) }
    return Tensor(
      rows: pairs.map { i, j in
        var row = [Double](repeating: 0, count: vectors.shape[0])
        for s in starts[i]..<starts[i] + counts[i] { row[s] = coefficients[j - 1][s] }
        for s in starts[j]..<starts[j] + counts[j] { row[s] = coefficients[i][s] }
        return Tensor(row)
      })
  }
}

/// What a support vector machine is trained for.
public enum SupportVectorType: String, CaseIterable, Sendable {
  case cSVC = "C-SVC"
  case nuSVC = "ν-SVC"
  case epsilonSVR = "ε-SVR"
  case oneClass = "one-class"

  /// Whether it tells classes apart.
  public var isClassifier: Bool { self == .cSVC || self == .nuSVC }
}

/// One machine: what a descent has found, as coefficients of the points it was found for.
public struct SupportVectorCoefficients: Sendable {
  /// c: [N].
  public let c: [Double]
  /// ρ.
  public let rho: Double

  /// A machine for N points that has not been trained: f is 0 everywhere.
  public init(untrained count: Int) {
    (c, rho) = ([Double](repeating: 0, count: count), 0)
  }

  /// The machine of a solution for N points.
  ///
  /// - Parameters:
  ///   - solution: Of N variables, or of the 2N of a regression.
  ///   - count: N.
  public init(_ solution: SupportVectorSolution, count: Int) {
    let (beta, bias) = (solution.beta, solution.bias)
    if bias.count == 2 {
      // ν-SVC: what its classes have for a margin becomes 1. Chang & Lin (2011), section 4.1.5.
      let r = (bias[1] - bias[0]) / 2
      let scale = r > 0 ? r : 1
      (c, rho) = (beta.map { $0 / scale }, -(bias[0] + bias[1]) / 2 / scale)
    } else if beta.count == 2 * count {
      (c, rho) = ((0..<count).map { beta[$0] + beta[$0 + count] }, -bias[0])
    } else {
      (c, rho) = (beta, -bias[0])
    }
  }
}

extension SupportVectorModel {
  /// One machine over the points x [N, D] as a model, without classes.
  public init(
    _ type: SupportVectorType, _ kernel: KernelFunction, _ machine: SupportVectorCoefficients,
    _ x: Tensor<Double>
  ) {
    let rows = machine.c.indices.filter { machine.c[$0] != 0 }
    self.init(
      type: type, kernel: kernel, labels: [], vectors: x.rows(at: rows), rows: rows,
      counts: [rows.count], coefficients: [rows.map { machine.c[$0] }], rho: [machine.rho])
  }

  /// A machine for each pair of classes as a model.
  ///
  /// - Parameters:
  ///   - type: C-SVC or ν-SVC.
  ///   - kernel: k.
  ///   - labels: The names of the K classes.
  ///   - members: The rows of each class.
  ///   - machines: In the order of the pairs, each over the rows of the first class, then the second's.
  ///   - x: The points: [N, D].
  public init(
    _ type: SupportVectorType, _ kernel: KernelFunction, labels: [String], members: [[Int]],
    _ machines: [SupportVectorCoefficients], _ x: Tensor<Double>
  ) {
    var coefficients = labels.dropFirst().map { _ in [Double](repeating: 0, count: x.shape[0]) }
    var machine = machines.makeIterator()
    for i in labels.indices {
      for j in labels.indices.dropFirst(i + 1) {
        guard let c = machine.next()?.c else { continue }
        for (place, n) in (members[i] + members[j]).enumerated() {
          coefficients[place < members[i].count ? j - 1 : i][n] = c[place]
        }
      }
    }
    let chosen = members.map { $0.filter { n in coefficients.contains { $0[n] != 0 } } }
    let rows = Array(chosen.joined())
    self.init(
      type: type, kernel: kernel, labels: labels, vectors: x.rows(at: rows), rows: rows,
      counts: chosen.map(\.count), coefficients: coefficients.map { c in rows.map { c[$0] } },
      rho: machines.map(\.rho))
  }
}
