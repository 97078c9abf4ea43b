import Tensors
import Testing

@Suite("Eigenvalues and singular values")
struct DecompositionTests {
  /// How far the columns are from orthonormal.
  func defect<Scalar>(_ columns: Tensor<Scalar>) -> Scalar {
    distance(matmul(columns.transposed(), columns), .identity(columns.shape[1]))
  }

  @Test("V diag(λ) Vᵀ is the matrix, V orthogonal, λ ascending", arguments: 0...40)
  func eigen(size: Int) throws {
    try eigen(size, Double.self)
    try eigen(size, Float.self)
  }

  func eigen<Scalar: TensorScalar>(_ size: Int, _: Scalar.Type) throws {
    let tolerance = Scalar(8 * size + 1) * .ulpOfOne
    for a: Tensor<Scalar> in layouts(size, size) {
      let symmetric = a + a.transposed()
      for matrix in [symmetric, symmetric.transposed()] {
        let (values, vectors) = try matrix.symmetricEigen()
        #expect(distance(matmul(vectors * values, vectors.transposed()), matrix) < tolerance)
        #expect(defect(vectors) < tolerance)
        #expect(values.scalars == values.scalars.sorted())
        #expect(distance(values, matrix.symmetricEigenvalues()) < tolerance)
      }
    }
  }

  @Test("only the lower triangle is read")
  func lowerTriangle() throws {
    let (values, vectors) = try ([[2, 99], [1, 2]] as Tensor<Double>).symmetricEigen()
    #expect(distance(values, [1, 3]) < 1e-14)
    #expect(abs(abs(vectors[0, 0]) - (0.5).squareRoot()) < 1e-15)
    #expect(abs(vectors[0, 0] + vectors[1, 0]) < 1e-15)
    #expect(abs(vectors[0, 1] - vectors[1, 1]) < 1e-15)
  }

  @Test("U diag(s) Vᵀ is the matrix, however it lies", arguments: [0, 1, 2, 3, 7, 16, 25, 40])
  func singularValues(rows: Int) throws {
    for columns in [0, 1, 2, 5, 17, 40] {
      try singularValues(rows, columns, Double.self)
      try singularValues(rows, columns, Float.self)
    }
  }

  func singularValues<Scalar: TensorScalar>(_ rows: Int, _ columns: Int, _: Scalar.Type) throws {
    let smaller = min(rows, columns)
    let tolerance = Scalar(4 * max(rows, columns) + 1) * .ulpOfOne
    for a: Tensor<Scalar> in layouts(rows, columns) {
      let (u, s, vTransposed) = try a.svd()
      #expect(u.shape == [rows, smaller] && vTransposed.shape == [smaller, columns])
      #expect(distance(matmul(u * s, vTransposed), a) < tolerance)
      #expect(defect(u) < tolerance)
      #expect(defect(vTransposed.transposed()) < tolerance)
      #expect(s.scalars == s.scalars.sorted(by: >))
      #expect(s.scalars.allSatisfy { $0 >= 0 })
    }
  }

  @Test("known singular values")
  func known() throws {
    let s = try ([[3, 0], [4, 5]] as Tensor<Double>).svd().singularValues
    #expect(distance(s, Tensor([(45.0).squareRoot(), (5.0).squareRoot()])) < 1e-14)
    let one = try ([[-2]] as Tensor<Float>).svd()
    #expect(one.singularValues == [2])
    #expect((one.u * one.vTransposed) == [[-1]])
    #expect(try Tensor<Double>.zeros(3, 2).svd().singularValues == [0, 0])
  }

  @Test("the four conditions of Penrose, for a matrix of rank 2")
  func pseudoinverse() throws {
    let a: Tensor<Double> = matmul(sample([6, 2]), sample([2, 4], seed: 2))
    for matrix in [a, a.transposed()] {
      let inverse = try matrix.pseudoinverse()
      let (left, right) = (matmul(inverse, matrix), matmul(matrix, inverse))
      #expect(distance(matmul(matrix, left), matrix) < 1e-14)
      #expect(distance(matmul(left, inverse), inverse) < 1e-13)
      #expect(distance(left, left.transposed()) < 1e-14)
      #expect(distance(right, right.transposed()) < 1e-14)
    }
    #expect(try Tensor<Float>.zeros(2, 3).pseudoinverse() == .zeros(3, 2))
    #expect(try Tensor<Float>.zeros(0, 3).pseudoinverse().shape == [3, 0])
  }

  @Test("NaN and infinity are refused", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    let a = Tensor([1, 2, value, 4], shape: [2, 2])
    for matrix in [a, a.transposed()] {
      #expect(throws: LinearAlgebraError.notFinite(operation: "svd", shape: [2, 2])) {
        _ = try matrix.svd()
      }
      #expect(throws: LinearAlgebraError.notFinite(operation: "symmetricEigen", shape: [2, 2])) {
        _ = try matrix.symmetricEigen()
      }
    }
  }
}
