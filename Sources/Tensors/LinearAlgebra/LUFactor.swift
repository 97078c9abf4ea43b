/// A square matrix as P L U: L has ones on its diagonal, U is upper triangular, P exchanges rows.
///
/// What lies row by row is factored as its transpose, which has the same determinant and whose
/// system LAPACK solves just as well: no matrix is turned over in memory.
struct LUFactor<Scalar: TensorScalar> {
  let size: Int
  /// The first diagonal element of U that is 0, from 1.
  let zeroPivot: Int?
  private let elements: [Scalar]
  private let pivots: [Int32]
  private let isTransposed: Bool
  /// What `zeroPivot` counts: rows of a matrix that was factored as its transpose.
  var line: MatrixLine { isTransposed ? .row : .column }

  /// Factors a finite square matrix.
  init(_ matrix: Tensor<Scalar>) {
    size = matrix.shape[0]
    isTransposed = !matrix.isColumnMajor
    var elements = (isTransposed ? matrix : matrix.transposed()).scalars
    var pivots = [Int32](repeating: 0, count: size)
    var (order, info) = (int32(size), Int32(0))
    if size > 0 {
      elements.withUnsafeMutableBufferPointer { a in
        pivots.withUnsafeMutableBufferPointer { pivots in
          guard let a = a.baseAddress, let pivots = pivots.baseAddress else { return }
          var (columns, leading) = (order, order)
          Scalar.lapack.getrf(&order, &columns, a, &leading, pivots, &info)
        }
      }
    }
    (self.elements, self.pivots) = (elements, pivots)
    zeroPivot = info > 0 ? Int(info) : nil
  }

  /// X of A X = B for B [D] or [D, M], where no pivot is 0.
  func solution(of b: Tensor<Scalar>) -> Tensor<Scalar> {
    // LAPACK takes and gives the right side column by column.
    let columns = b.rank == 1 ? b : b.transposed()
    var solution = columns.scalars
    if solution.isEmpty { return b }
    var (order, leading, info) = (int32(size), int32(size), Int32(0))
    var count = int32(solution.count / size)
    solution.withUnsafeMutableBufferPointer { x in
      guard let x = x.baseAddress else { return }
      var stride = order
      Scalar.lapack.getrs(
        isTransposed ? "T" : "N", &order, &count, elements, &leading, pivots, x, &stride, &info, 1)
    }
    let result = Tensor(solution, shape: columns.shape)
    return b.rank == 1 ? result : result.transposed()
  }

  /// The diagonal of U.
  var diagonal: [Scalar] { (0..<size).map { elements[$0 * size + $0] } }

  /// Whether P exchanges an odd number of rows.
  var isOdd: Bool { pivots.enumerated().count { Int($1) != $0 + 1 } % 2 == 1 }
}
