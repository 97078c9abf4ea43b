import Tensors
import Testing

@Suite("Least squares")
struct LeastSquaresTests {
  @Test("residuals are orthogonal to the columns", arguments: [0, 1, 2, 9, 33])
  func normalEquations(rows: Int) throws {
    for columns in [0, 1, 2, 5, 33] {
      try normalEquations(rows, columns, Double.self)
      try normalEquations(rows, columns, Float.self)
    }
  }

  func normalEquations<Scalar: TensorScalar>(_ rows: Int, _ columns: Int, _: Scalar.Type) throws {
    for a: Tensor<Scalar> in layouts(rows, columns) {
      for b: Tensor<Scalar> in layouts(rows, 2) {
        let result = try leastSquares(a, b)
        #expect(result.solution.shape == [columns, 2])
        #expect(result.rank == min(rows, columns))
        let smallest = result.singularValues.scalars.last ?? 1
        let residual = matmul(a, result.solution) - b
        let gradient = matmul(a.transposed(), residual)
        let scale = Scalar(rows + columns + 1) * 4 / smallest
        #expect(distance(gradient, .zeros(columns, 2)) < 4 * scale * .ulpOfOne)
        let single = try leastSquares(a, b.column(1))
        #expect(single.solution.shape == [columns])
        #expect(distance(single.solution, result.solution.column(1)) < 16 * scale * .ulpOfOne)
      }
    }
  }

  @Test("a line through points, by the textbook's formula")
  func line() throws {
    let x: Tensor<Double> = [1, 2, 3, 4]
    let design = Tensor(columns: [.ones(4), x])
    // Slope Σ(x − x̄)(y − ȳ) / Σ(x − x̄)² = 7 / 5, intercept 7 − 2.5 · 1.4.
    let fit = try leastSquares(design, [6, 5, 7, 10])
    #expect(distance(fit.solution, [3.5, 1.4]) < 1e-13)
  }

  @Test("dependent columns: the shortest of all solutions, with the rank")
  func rankDeficient() throws {
    // The columns are v and 2 v: x must be along [1, 2], A⁺ = [1, 2]ᵀ vᵀ / (5 ‖v‖²).
    let v: Tensor<Double> = [1, -2, 3]
    let b: Tensor<Double> = [4, 5, 6]
    let a = Tensor(columns: [v, 2 * v])
    let fit = try leastSquares(a, b)
    let factor = 12.0 / 14 / 5
    #expect(fit.rank == 1)
    #expect(distance(fit.solution, Tensor([factor, 2 * factor])) < 1e-14)
    #expect(distance(matmul(try a.pseudoinverse(), b), fit.solution) < 1e-14)
  }

  @Test("fewer rows than columns: the shortest of all exact solutions")
  func underdetermined() throws {
    let fit = try leastSquares([[1, 1, 1, 1]], [8] as Tensor<Float>)
    #expect(distance(fit.solution, [2, 2, 2, 2]) < 1e-6)
  }

  @Test("the tolerance decides what counts as dependent")
  func tolerance() throws {
    let a = Tensor<Double>.diagonal([1, 1e-5])
    #expect(try leastSquares(a, [1, 1]).rank == 2)
    let cut = try leastSquares(a, [1, 1], tolerance: 1e-3)
    #expect(cut.rank == 1)
    #expect(distance(cut.solution, [1, 0]) < 1e-15)
    #expect(try leastSquares(Tensor<Double>.zeros(3, 2), [1, 2, 3]).solution == [0, 0])
  }

  @Test("no right side still tells the rank; NaN is refused")
  func edges() throws {
    let a: Tensor<Double> = [[1, 0], [0, 2], [0, 0]]
    let none = try leastSquares(a, .zeros(3, 0))
    #expect(none.rank == 2 && none.solution.shape == [2, 0])
    #expect(none.singularValues == [2, 1])
    #expect(throws: LinearAlgebraError.notFinite(operation: "leastSquares", shape: [3])) {
      try leastSquares(a, Tensor([1, .nan, 0]))
    }
  }
}
