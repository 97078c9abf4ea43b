/// Sums of arrays of one size, with what rounding cuts off each: `RunningSum` for every element.
struct RunningSums<Scalar: TensorScalar> {
  private let count: Int
  /// The sums, then the rests.
  private let memory: Storage<Scalar>

  /// Zeros.
  init(_ count: Int) {
    self.count = count
    memory = Storage(max(1, 2 * count))
    memory.base.clear(count: 2 * count)
  }

  /// Adds the array at `x`.
  func add(_ x: UnsafePointer<Scalar>) {
    Scalar.routines.loops.addRunning(x, sums: memory.base, rests: memory.base + count, count)
  }

  /// Writes the sums.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func store(_ y: UnsafeMutablePointer<Scalar>) {
    let (sums, rests) = (memory.base, memory.base + count)
    for i in 0..<count { y[i] = RunningSum(sum: sums[i], rest: rests[i]).value }
  }
}
