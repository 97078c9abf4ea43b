/// The loops over elements in memory: what operations on arrays are made of.
///
/// All work on elements that lie one after another, large numbers of them by `Threads`, with the same
/// bits whatever the number of threads. Where it says nothing else, the output may be an input.
protocol Loops<Scalar>: SendableMetatype {
  associatedtype Scalar
  associatedtype Vector: Lanes where Vector.Scalar == Scalar
  typealias Input = UnsafePointer<Scalar>
  typealias Output = UnsafeMutablePointer<Scalar>

  // y_i ← f(x_i)
  static func exp(_ x: Input, _ y: Output, _ count: Int)
  static func expm1(_ x: Input, _ y: Output, _ count: Int)
  static func log(_ x: Input, _ y: Output, _ count: Int)
  static func log1p(_ x: Input, _ y: Output, _ count: Int)
  static func tanh(_ x: Input, _ y: Output, _ count: Int)
  static func sigmoid(_ x: Input, _ y: Output, _ count: Int)
  static func softplus(_ x: Input, _ y: Output, _ count: Int)
  static func logSigmoid(_ x: Input, _ y: Output, _ count: Int)
  static func erf(_ x: Input, _ y: Output, _ count: Int)
  /// x Φ(x), where Φ is the normal distribution function.
  static func gelu(_ x: Input, _ y: Output, _ count: Int)
  static func relu(_ x: Input, _ y: Output, _ count: Int)
  static func sqrt(_ x: Input, _ y: Output, _ count: Int)
  static func abs(_ x: Input, _ y: Output, _ count: Int)
  static func square(_ x: Input, _ y: Output, _ count: Int)
  static func reciprocal(_ x: Input, _ y: Output, _ count: Int)
  static func negate(_ x: Input, _ y: Output, _ count: Int)

  // dx_i ← dy_i f′(x_i), given x, or y = f(x) where that says as much
  static func geluGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int)
  static func reluGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int)
  static func tanhGradient(_ dy: Input, y: Input, _ dx: Output, _ count: Int)
  static func sigmoidGradient(_ dy: Input, y: Input, _ dx: Output, _ count: Int)
  static func softplusGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int)
  static func logSigmoidGradient(_ dy: Input, x: Input, _ dx: Output, _ count: Int)

  // z_i ← x_i ∘ y_i
  static func add(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
  static func subtract(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
  static func multiply(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
  static func divide(_ x: Input, _ y: Input, _ z: Output, _ count: Int)

  // z_i ← x_i ∘ a, and a ∘ x_i where that is something else
  static func add(_ x: Input, _ a: Scalar, _ z: Output, _ count: Int)
  static func subtract(_ a: Scalar, _ x: Input, _ z: Output, _ count: Int)
  static func multiply(_ x: Input, _ a: Scalar, _ z: Output, _ count: Int)
  static func divide(_ x: Input, _ a: Scalar, _ z: Output, _ count: Int)
  static func divide(_ a: Scalar, _ x: Input, _ z: Output, _ count: Int)

  /// y_i ← y_i + a x_i.
  static func multiplyAdd(_ y: Output, _ a: Scalar, _ x: Input, _ count: Int)
  /// z_i ← z_i + x_i y_i.
  static func multiplyAdd(_ z: Output, _ x: Input, _ y: Input, _ count: Int)
}

/// The loops in single precision; relative errors below 3·10⁻⁷ where results are normal numbers.
enum FloatLoops: Loops {
  typealias Scalar = Float
  typealias Vector = FloatLanes
}

/// The loops in double precision; relative errors below 4 units in the last place.
enum DoubleLoops: Loops {
  typealias Scalar = Double
  typealias Vector = DoubleLanes
}
