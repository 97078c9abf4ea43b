/// The scalars that arrays are made of: `Float` and `Double`, and no other type.
///
/// An operation on whole arrays is compiled for both of them inside this module and dispatches once
/// a call, so that no unspecialised loop runs, whichever module calls.
public protocol TensorScalar: BinaryFloatingPoint, SIMDScalar, Codable, BitwiseCopyable, Sendable,
  LosslessStringConvertible
{
  /// The routines of BLAS, LAPACK and of this module that are written for this type.
  static var routines: ScalarRoutines<Self> { get }
  /// The routines of LAPACK for this type that work on whole matrices.
  static var lapack: LAPACKRoutines<Self> { get }
}
