import Tensors
import Testing

@Suite("Linear systems")
struct SolveTests {
  @Test("solutions multiply back, however the operands lie", arguments: 0...40)
  func multipliesBack(size: Int) throws {
    try check(size, Double.self)
    try check(size, Float.self)
  }

  func check<Scalar: TensorScalar>(_ size: Int, _: Scalar.Type) throws {
    for a: Tensor<Scalar> in layouts(size, size) {
      // Diagonally dominant, so that the condition does not spoil the comparison.
      let a = (a + Scalar(size + 1) * .identity(size)).transposed().transposed()
      for matrix in [a, a.transposed()] {
        for b: Tensor<Scalar> in layouts(size, 3) {
          let x = try solve(matrix, b)
          #expect(distance(matmul(matrix, x), b) < 50 * .ulpOfOne)
        }
        let v: Tensor<Scalar> = sample([size])
        #expect(distance(matmul(matrix, try solve(matrix, v)), v) < 50 * .ulpOfOne)
        #expect(try solve(matrix, .zeros(size, 0)).shape == [size, 0])
      }
    }
  }

  @Test("rows are exchanged where a pivot is 0")
  func pivoting() throws {
    #expect(try solve([[0, 1], [2, 0]], [3, 4] as Tensor<Double>) == [2, 3])
    #expect(try solve([[4]], [[8, -4]] as Tensor<Float>) == [[2, -1]])
  }

  @Test("a singular matrix names its pivot, and what is not finite is refused")
  func refusals() {
    let singular: Tensor<Double> = [[1, 2, 3], [2, 4, 6], [1, 0, 1]]
    for (a, line) in [(singular, MatrixLine.row), (singular.transposed(), .column)] {
      let error = #expect(throws: LinearAlgebraError.self) { try solve(a, [1, 2, 3]) }
      #expect(error == .singular(operation: "solve", line: line, pivot: 2, size: 3))
      #expect(error?.description.contains("\(line) 2 of 3 is a combination") == true)
    }
    #expect(throws: LinearAlgebraError.self) { try solve([[0]], [1] as Tensor<Float>) }
    #expect(throws: LinearAlgebraError.notFinite(operation: "solve", shape: [1, 1])) {
      try solve(Tensor<Double>([.nan], shape: [1, 1]), [1])
    }
    #expect(throws: LinearAlgebraError.notFinite(operation: "solve", shape: [1])) {
      try solve([[1]], Tensor<Double>([.infinity]))
    }
  }

  /// 1 / (i + j + 1): the condition grows as e^(3.5 D).
  func hilbert(_ size: Int) -> Tensor<Double> {
    Tensor(shape: [size, size]) { 1 / Double($0 / size + $0 % size + 1) }
  }

  @Test("Hilbert matrices: the error stays below condition × rounding, the residual far below")
  func illConditioned() throws {
    for size in 2...10 {
      let a = hilbert(size)
      let ones = Tensor<Double>.ones(size)
      let b = matmul(a, ones)
      let s = try a.svd().singularValues.scalars
      let condition = s[0] / s[size - 1]
      for x in [try solve(a, b), choleskySolve(try a.cholesky(), b)] {
        #expect(distance(x, ones) < 4 * condition * .ulpOfOne)
        #expect(distance(matmul(a, x), b) < 1e-14)
      }
    }
    // 1 / det is 266 716 800 000 for order 5 (OEIS A005249).
    #expect(abs(try hilbert(5).logDeterminant() + log(Tensor([266_716_800_000]))[0]) < 1e-10)
    #expect(throws: NotPositiveDefinite.self) { try hilbert(20).cholesky() }
  }

  @Test("a Cholesky factor solves, however it and the right side lie", arguments: 0...40)
  func fromCholesky(size: Int) throws {
    let b: Tensor<Double> = sample([size, size + 2], seed: 5)
    let a = matmul(b, b.transposed()) + .identity(size)
    let l = try a.cholesky()
    // The same factor, column by column, with rubbish above the diagonal.
    let turned = Tensor(l.transposed().scalars, shape: [size, size]).transposed()
    let rubbish = l + (a - matmul(l, .identity(size)).transposed()) * upper(size)
    for factor in [l, turned, rubbish] {
      for right: Tensor<Double> in layouts(size, 2) {
        #expect(distance(matmul(a, choleskySolve(factor, right)), right) < 1e-12)
      }
      let v: Tensor<Double> = sample([size])
      #expect(distance(matmul(a, choleskySolve(factor, v)), v) < 1e-12)
    }
  }

  /// 1 above the diagonal, 0 elsewhere.
  func upper(_ size: Int) -> Tensor<Double> {
    Tensor(shape: [size, size]) { $0 % size > $0 / size ? 1 : 0 }
  }

  @Test("log-determinants of known matrices, of no rows, and of what has none")
  func determinants() throws {
    let a: Tensor<Double> = [[2, 1], [1, 2]]
    #expect(abs(try a.logDeterminant() - 1.0986122886681098) < 1e-15)
    #expect(try Tensor<Float>.zeros(0, 0).logDeterminant() == 0)
    let (sign, value) = ([[0, 2], [3, 0]] as Tensor<Double>).signAndLogDeterminant()
    #expect(sign == -1)
    #expect(abs(value - 1.791759469228055) < 1e-15)
    #expect(Tensor<Double>.zeros(0, 0).signAndLogDeterminant() == (1, 0))
    #expect(([[1, 2], [2, 4]] as Tensor<Float>).signAndLogDeterminant() == (0, -.infinity))
    #expect(Tensor<Double>([.nan], shape: [1, 1]).signAndLogDeterminant().sign.isNaN)
    let large = 2 * Tensor<Float>.identity(300)
    #expect(abs(try large.logDeterminant() - 207.94415) < 1e-3)
    #expect(abs(large.signAndLogDeterminant().logDeterminant - 207.94415) < 1e-3)
    let error = #expect(throws: NotPositiveDefinite.self) {
      try ([[1, 0], [0, -1]] as Tensor<Double>).logDeterminant()
    }
    #expect(error?.order == 2)
  }

  @Test("signs of determinants are those of permutations")
  func permutations() {
    var random = RandomSource(seed: 3)
    for size in 1...8 {
      let order = random.permutation(size)
      let matrix = Tensor<Double>(shape: [size, size]) { order[$0 / size] == $0 % size ? 1 : 0 }
      let inversions = (0..<size).reduce(0) { sum, i in
        sum + (0..<i).count { order[$0] > order[i] }
      }
      #expect(matrix.signAndLogDeterminant() == (inversions % 2 == 0 ? 1 : -1, 0))
    }
  }

  @Test("NaN and infinity have no Cholesky factor", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) throws {
    for (i, j, order) in [(0, 0, 1), (1, 0, 2), (2, 2, 3), (40, 3, 41), (63, 63, 64)] {
      var a = Tensor<Double>.identity(64)
      a[i, j] = value
      let error = #expect(throws: NotPositiveDefinite.self) { try a.cholesky() }
      #expect(error?.order == order)
    }
  }
}
