/// The loops over elements in memory: what operations on arrays are made of.
///
/// All work on elements that lie one after another, large numbers of them by `Threads`, with the same
/// bits whatever the number of threads. Where it says nothing else, the output may be an input.
protocol Loops<Scalar>: SendableMetatype {
  associatedtype Scalar: TensorScalar
  associatedtype Vector: Lanes where Vector.Scalar == Scalar
  typealias Input = UnsafePointer<Scalar>
  typealias Output = UnsafeMutablePointer<Scalar>

  /// dx_i ← dy_i slope_i, 0 where dy_i is.
  static func flow(_ dy: Input, _ slope: Input, _ dx: Output, _ count: Int)
  /// dx_i ← dy_i / x_i, 0 where dy_i is.
  static func flow(_ dy: Input, over x: Input, _ dx: Output, _ count: Int)
  // z_i ← x_i ∘ y_i
  static func add(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
  static func subtract(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
  static func multiply(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
  static func divide(_ x: Input, _ y: Input, _ z: Output, _ count: Int)

  /// z_i ← max(x_i + y_i, 0).
  static func addRectified(_ x: Input, _ y: Input, _ z: Output, _ count: Int)

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

  // Sums, in an order that is the same with any number of threads.

  static func sum(_ x: Input, _ count: Int) -> Scalar
  static func sumOfSquares(_ x: Input, _ count: Int) -> Scalar
  /// Σ x_i y_i.
  static func dot(_ x: Input, _ y: Input, _ count: Int) -> Scalar
  /// sums_i ← Σ_j x_ij: x [rows, size], sums [rows].
  static func rowSums(_ x: Input, rows: Int, size: Int, _ sums: Output)
  /// sums_i ← Σ_j x_ij²: x [rows, size], sums [rows].
  static func rowSumsOfSquares(_ x: Input, rows: Int, size: Int, _ sums: Output)
  /// sums_j ← Σ_i x_ij: x [rows, columns], sums [columns].
  static func columnSums(_ x: Input, rows: Int, columns: Int, _ sums: Output)
  /// sums_gj ← Σ x_ij over the i whose group is g: x [groups.count, size], sums [count, size].
  static func groupSums(_ x: Input, groups: [Int], count: Int, size: Int, _ sums: Output)
  /// y_ij ← Σ_k≤i x_kj, or Σ_k≥i x_kj: x, y [size, inner].
  static func runningSums(_ x: Input, _ y: Output, size: Int, inner: Int, isReversed: Bool)

  /// sums_i + rests_i ← sums_i + rests_i + x_i, where rests_i is what rounding cut off.
  static func addRunning(_ x: Input, sums: Output, rests: Output, _ count: Int)

  /// A step of descent for each regression of `batch` in turn, as `LogisticBatch.descend` says.
  ///
  /// Rows of the matrices have `size` > 0 numbers; the batch's rows exist.
  ///
  /// - Returns: The sum of the losses, each before its step.
  static func logisticSteps(
    _ inputs: Output, _ outputs: Output, size: Int, _ batch: LogisticBatch, rate: Scalar,
    dividesByInputs: Bool
  ) -> Double

  // Rows: x, y and their gradients are [rows, size].

  /// y_ij ← exp(x_ij) / Σ_k exp(x_ik).
  static func softmax(_ x: Input, _ y: Output, rows: Int, size: Int)
  /// y_ij ← x_ij − log Σ_k exp(x_ik).
  static func logSoftmax(_ x: Input, _ y: Output, rows: Int, size: Int)
  /// y_i ← log Σ_k exp(x_ik): −∞ where all are −∞.
  static func logSumExp(_ x: Input, _ y: Output, rows: Int, size: Int)
  /// dx_ij ← y_ij (dy_ij − Σ_k dy_ik y_ik).
  static func softmaxGradient(_ dy: Input, y: Input, _ dx: Output, rows: Int, size: Int)
  /// dx_ij ← dy_ij − exp(y_ij) Σ_k dy_ik.
  static func logSoftmaxGradient(_ dy: Input, y: Input, _ dx: Output, rows: Int, size: Int)
  /// loss_i ← −log softmax(x_i) at target_i; dx_ij ← scale (softmax(x_i)_j − [j = target_i]).
  ///
  /// Targets are in 0..<size. `dx` may be `x`, or nil where only the losses are wanted.
  static func crossEntropy(
    _ x: Input, targets: UnsafePointer<Int32>, losses: Output, _ dx: Output?, scale: Scalar,
    rows: Int, size: Int)
  static func crossEntropy(
    _ x: Input, targets: UnsafePointer<Int>, losses: Output, _ dx: Output?, scale: Scalar,
    rows: Int, size: Int)
  /// y_ij ← (x_ij − μ_i) / σ_i · scale_j + bias_j, σ² = variance + ε.
  ///
  /// `means`, `inverses`, of σ, and `shifts`, these times what rounding added to the means, [rows], are for
  /// the gradient; `scale` and `bias` [size].
  static func layerNorm(
    _ x: Input, scale: Input?, bias: Input?, epsilon: Scalar, _ y: Output, means: Output,
    inverses: Output, shifts: Output, rows: Int, size: Int)
  /// dx_ij ← (g_ij − mean_k g_ik − x̂_ij mean_k(g_ik x̂_ik)) / σ_i, g = dy · scale, x̂ = (x − μ) / σ.
  static func layerNormGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, shifts: Input, scale: Input?,
    _ dx: Output, rows: Int, size: Int)
  /// dscale_j ← Σ_i dy_ij x̂_ij and dbias_j ← Σ_i dy_ij.
  static func layerNormParameterGradient(
    _ dy: Input, x: Input, means: Input, inverses: Input, shifts: Input, dscale: Output,
    dbias: Output, rows: Int, size: Int)

  // Channels, axis 1: x, y and their gradients are [N, C, …]; what is of each channel is [C].

  /// Mean and variance, divided by their number, of each channel; `rests` is what rounding cut off means.
  static func channelMoments(
    _ x: Input, _ channels: Channels, means: Output, rests: Output, variances: Output)
  /// products_c ← Σ dy (x − mean_c) and sums_c ← Σ dy.
  static func channelProducts(
    _ dy: Input, x: Input, _ channels: Channels, means: Input, products: Output, sums: Output)
  /// y ← (x − mean_c) slope_c + shift_c.
  static func batchNorm(
    _ x: Input, _ channels: Channels, means: Input, slopes: Input, shifts: Input, _ y: Output)
  /// dx ← slope_c (dy − shift_c − (x − mean_c) slant_c).
  static func batchNormGradient(
    _ dy: Input, x: Input, _ channels: Channels, means: Input, slopes: Input, slants: Input,
    shifts: Input, _ dx: Output)

  // Steps of optimisers, in one pass over parameters w, gradients g and what is remembered.

  /// Adam; `corrections` are 1 − β₁ᵗ and 1 − β₂ᵗ at step t = 1, 2, ….
  static func adam(
    _ w: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int,
    _ settings: UpdateSettings<Scalar>, beta1: Scalar, beta2: Scalar, epsilon: Scalar,
    corrections: (Scalar, Scalar))
  /// Gradient descent; `m` is nil where there is no momentum, and 0 at first where there is.
  static func descend(
    _ w: Output, _ g: Input, _ m: Output?, _ count: Int, _ settings: UpdateSettings<Scalar>,
    momentum: Scalar, isNesterov: Bool)
  static func adagrad(
    _ w: Output, _ g: Input, _ v: Output, _ count: Int, _ settings: UpdateSettings<Scalar>,
    epsilon: Scalar)
  static func rmsprop(
    _ w: Output, _ g: Input, _ v: Output, _ count: Int, _ settings: UpdateSettings<Scalar>,
    alpha: Scalar, epsilon: Scalar)
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
