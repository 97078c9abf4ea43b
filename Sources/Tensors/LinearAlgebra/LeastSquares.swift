/// A solution of min ‖A x − b‖, and what A is like.
public struct LeastSquaresSolution<Scalar: TensorScalar>: Hashable, Sendable {
  /// x of the smallest norm among all that reach the minimum: [M], or [M, K] for K right sides.
  public var solution: Tensor<Scalar>
  /// How many singular values of A count as more than 0.
  public var rank: Int
  /// The singular values of A, descending: [min(N, M)].
  public var singularValues: Tensor<Scalar>
}

/// The x of smallest norm that minimises ‖A x − b‖, for A [N, M] and b [N], or [N, K] column by column.
///
/// LAPACK's `gelsd`: by the singular value decomposition, so that A may have dependent columns and
/// fewer rows than columns.
///
/// - Parameters:
///   - a: A: [N, M].
///   - b: b: [N] or [N, K].
///   - tolerance: Singular values up to this times the largest count as 0; by default max(N, M) times
///     the scalar type's `ulpOfOne`.
/// - Returns: The solution, the rank of A and its singular values.
/// - Throws: `LinearAlgebraError.notFinite` where A or b has an element that is NaN or infinite,
///   `.notConverged`.
public func leastSquares<Scalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, tolerance: Scalar? = nil
) throws(LinearAlgebraError) -> LeastSquaresSolution<Scalar> {
  require(
    a.rank == 2 && 1...2 ~= b.rank && b.shape[0] == a.shape[0],
    "leastSquares: the shapes \(a.shape) and \(b.shape) do not fit together")
  try a.checkFinite("leastSquares")
  try b.checkFinite("leastSquares")
  let (rows, columns) = (a.shape[0], a.shape[1])
  let rightSides = b.rank == 1 ? 1 : b.shape[1]
  let smaller = min(rows, columns)
  var s = [Scalar](repeating: 0, count: smaller)
  // The right sides, column by column, with room for the solutions in their place.
  let leading = max(rows, columns)
  let room = [Scalar](repeating: 0, count: leading - rows)
  var x = (b.rank == 1 ? [b] : b.columns).flatMap { $0.scalars + room }
  var rank: Int32 = 0
  if smaller > 0 {
    // LAPACK overwrites the matrix, so that the one copy is made in its order.
    var matrix = a.transposed().scalars
    // LAPACK wants a right side at least, even where only the rank is asked for.
    if rightSides == 0 { x = [Scalar](repeating: 0, count: leading) }
    var (m, n, k) = (int32(rows), int32(columns), int32(max(1, rightSides)))
    var (leadingA, leadingB, limit) = (m, int32(leading), tolerance ?? a.singularValueTolerance)
    let info = LAPACKRoutines<Scalar>.withRoom {
      Scalar.lapack.gelsd(
        &m, &n, &k, &matrix, &leadingA, &x, &leadingB, &s, &limit, &rank, $0, $1, $2, $3)
    }
    if info != 0 { throw .notConverged(operation: "leastSquares", shape: a.shape) }
  } else {
    x = [Scalar](repeating: 0, count: x.count)
  }
  let solutions = (0..<rightSides).flatMap { x[$0 * leading..<$0 * leading + columns] }
  return LeastSquaresSolution(
    solution: b.rank == 1
      ? Tensor(solutions) : Tensor(solutions, shape: [rightSides, columns]).transposed(),
    rank: Int(rank), singularValues: Tensor(s))
}
