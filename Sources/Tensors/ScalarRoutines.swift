import COpenBLAS
import Glibc

/// What is written once for each scalar type; its members are this module's own.
public struct ScalarRoutines<Scalar: TensorScalar>: Sendable {
  typealias Input = UnsafePointer<Scalar>?
  typealias Output = UnsafeMutablePointer<Scalar>?
  typealias Flag = UnsafePointer<CChar>?
  typealias Size = UnsafePointer<Int32>?
  typealias Info = UnsafeMutablePointer<Int32>?

  /// C ← α A B + β C, then the epilogue.
  let gemm: Product<Scalar>.Routine
  /// C ← α A Aᵀ + β C, one triangle.
  let syrk:
    @Sendable (
      CBLAS_ORDER, CBLAS_UPLO, CBLAS_TRANSPOSE, Int32, Int32, Scalar, Input, Int32, Scalar, Output,
      Int32
    ) -> Void
  /// B ← α A⁻¹ B for a triangular A.
  let trsm:
    @Sendable (
      CBLAS_ORDER, CBLAS_SIDE, CBLAS_UPLO, CBLAS_TRANSPOSE, CBLAS_DIAG, Int32, Int32, Scalar, Input,
      Int32, Output, Int32
    ) -> Void
  /// Cholesky.
  let potrf: @Sendable (Flag, Size, Output, Size, Info, Int) -> Void
  /// Symmetric eigenvalues.
  let syevd:
    @Sendable (
      Flag, Flag, Size, Output, Size, Output, Output, Size, Info, Size, Info, Int, Int
    ) -> Void
  /// The loops over elements.
  let loops: any Loops<Scalar>.Type
  /// Those of a function.
  let functionLoops: @Sendable (any ElementFunction.Type) -> FunctionLoops<Scalar>

  /// What must be so in the process before the first operation.
  static func prepare() {
    OpenBLAS.useOneThread()
    Memory.keepFreed()
  }
}

extension Double: TensorScalar {
  /// The double precision routines.
  public static let routines: ScalarRoutines<Double> = {
    ScalarRoutines<Double>.prepare()
    return ScalarRoutines(
      gemm: { $0.make(by: $0.routine) },
      syrk: { cblas_dsyrk($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
      trsm: { cblas_dtrsm($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) },
      potrf: { dpotrf_($0, $1, $2, $3, $4, $5) },
      syevd: { dsyevd_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) },
      loops: DoubleLoops.self, functionLoops: { $0.doubleLoops })
  }()
}

extension Float: TensorScalar {
  /// The single precision routines.
  public static let routines: ScalarRoutines<Float> = {
    ScalarRoutines<Float>.prepare()
    return ScalarRoutines(
      gemm: { $0.makeExactly(by: $0.routine) },
      syrk: { cblas_ssyrk($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) },
      trsm: { cblas_strsm($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) },
      potrf: { spotrf_($0, $1, $2, $3, $4, $5) },
      syevd: { ssyevd_($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) },
      loops: FloatLoops.self, functionLoops: { $0.floatLoops })
  }()
}
