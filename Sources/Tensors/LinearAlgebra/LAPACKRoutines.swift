import COpenBLAS

/// LAPACK's routines, once for each scalar type; its members are this module's own.
///
/// LAPACK reads a matrix column by column: what lies row by row is the transpose to it.
public struct LAPACKRoutines<Scalar>: Sendable {
  typealias Input = UnsafePointer<Scalar>
  typealias Output = UnsafeMutablePointer<Scalar>
  typealias Flag = UnsafePointer<CChar>
  typealias Size = UnsafePointer<Int32>
  typealias Integers = UnsafeMutablePointer<Int32>

  /// P L U of a matrix, in place.
  let getrf: @Sendable (Size, Size, Output, Size, Integers, Integers) -> Void
  /// A solution from P L U.
  let getrs: @Sendable (Flag, Size, Size, Input, Size, Size, Output, Size, Integers, Int) -> Void
  /// U, the singular values and Vᵀ.
  let gesdd:
    @Sendable (
      Flag, Size, Size, Output, Size, Output, Output, Size, Output, Size, Output, Size, Integers,
      Integers, Int
    ) -> Void
  /// The least squares solution of minimum norm.
  let gelsd:
    @Sendable (
      Size, Size, Size, Output, Size, Output, Size, Output, Input, Integers, Output, Size,
      Integers, Integers
    ) -> Void
  /// Q and R of a matrix, in place.
  let geqrf: @Sendable (Size, Size, Output, Size, Output, Output, Size, Integers) -> Void
  /// The columns of Q from `geqrf`.
  let orgqr: @Sendable (Size, Size, Size, Output, Size, Input, Output, Size, Integers) -> Void
}

extension Double {
  /// The double precision routines of LAPACK.
  public static let lapack = LAPACKRoutines<Double>(
    getrf: { dgetrf_($0, $1, $2, $3, $4, $5) },
    getrs: { dgetrs_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) },
    gesdd: { dgesdd_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) },
    gelsd: { dgelsd_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) },
    geqrf: { dgeqrf_($0, $1, $2, $3, $4, $5, $6, $7) },
    orgqr: { dorgqr_($0, $1, $2, $3, $4, $5, $6, $7, $8) })
}

extension Float {
  /// The single precision routines of LAPACK.
  public static let lapack = LAPACKRoutines<Float>(
    getrf: { sgetrf_($0, $1, $2, $3, $4, $5) },
    getrs: { sgetrs_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) },
    gesdd: { sgesdd_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) },
    gelsd: { sgelsd_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) },
    geqrf: { sgeqrf_($0, $1, $2, $3, $4, $5, $6, $7) },
    orgqr: { sorgqr_($0, $1, $2, $3, $4, $5, $6, $7, $8) })
}

extension LAPACKRoutines where Scalar: TensorScalar {
  /// Calls a routine twice, as LAPACK wants it: first it tells how much room it needs, then it runs.
  ///
  /// - Parameters:
  ///   - integers: How many integers of room are needed, where the routine does not tell itself.
  ///   - routine: Takes the room, its size (−1 asks), the integers and where the outcome goes.
  /// - Returns: The outcome, `info`: 0, or what kept the routine from ending well.
  static func withRoom(
    integers: Int = 1, _ routine: (Output, Size, Integers, Integers) -> Void
  ) -> Int {
    var info: Int32 = 0
    var room = [Scalar(0)]
    var size: Int32 = -1
    var integerRoom = [Int32](repeating: 0, count: integers)
    routine(&room, &size, &integerRoom, &info)
    require(info == 0, "LAPACK refuses argument \(-info)")
    // Single precision cannot tell every large size exactly; one more step up never falls short.
    room = [Scalar](repeating: 0, count: Int(room[0].nextUp.rounded(.up)))
    if integerRoom[0] > integers { integerRoom = [Int32](repeating: 0, count: Int(integerRoom[0])) }
    size = int32(room.count)
    routine(&room, &size, &integerRoom, &info)
    return Int(info)
  }
}
