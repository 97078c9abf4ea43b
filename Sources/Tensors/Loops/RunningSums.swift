/// Sums of arrays of one size, with what rounding cuts off each: `RunningSum` for every element.
struct RunningSums<Scalar: TensorScalar> {
  private let count: Int
  private let memory: Storage<Scalar>
  private let sums: UnsafeMutablePointer<Scalar>
  private let rests: UnsafeMutablePointer<Scalar>

  /// Zeros.
  init(_ count: Int) {
    self.count = count
    memory = Storage(max(1, 2 * count))
    (sums, rests) = (memory.base, memory.base + count)
    sums.clear(count: 2 * count)
  }

  private init(_ all: Self, _ elements: Range<Int>) {
    count = elements.count
    memory = all.memory
    (sums, rests) = (all.sums + elements.lowerBound, all.rests + elements.lowerBound)
  }

  /// The sums of some elements, where they lie.
  func part(_ elements: Range<Int>) -> Self { Self(self, elements) }

  /// Adds the array at `x`.
  func add(_ x: UnsafePointer<Scalar>) {
    Scalar.routines.loops.addRunning(x, sums: sums, rests: rests, count)
  }

  /// Writes the sums.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func store(_ y: UnsafeMutablePointer<Scalar>) {
    for i in 0..<count { y[i] = RunningSum(sum: sums[i], rest: rests[i]).value }
  }
}
