import Testing

@testable import Tensors

@Suite("Products in slices")
struct LinearTests {
  /// Rows of whole numbers: their products are exact, whatever the order of summation.
  func whole(_ shape: [Int], seed: UInt64) -> Tensor<Float> {
    var random = RandomSource(seed: seed)
    return Tensor(shape: shape) { _ in Float(random.integer(below: 7)) - 3 }
  }

  /// A Bᵀ by plain loops, in Double.
  func product(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Tensor<Float> {
    Tensor(shape: [a.shape[0], b.shape[0]]) { place in
      let (i, j) = (place / b.shape[0], place % b.shape[0])
      return Float((0..<a.shape[1]).reduce(0.0) { $0 + Double(a[i, $1]) * Double(b[j, $1]) })
    }
  }

  @Test(
    "A long and narrow product is the one of plain loops, by rows and by what is summed over",
    arguments: [(1, 33, 17), (2050, 33, 17), (4097, 40, 24), (300, 130, 96)])
  func slices(_ rows: Int, _ inner: Int, _ columns: Int) {
    let a = whole([rows, inner], seed: 1)
    let b = whole([columns, inner], seed: 2)
    let expected = product(a, b)
    let (a1, b1) = (a.transposed().withOwnElements(), expected.transposed().withOwnElements())
    let sums = product(a1, b1)
    #expect(matmul(a, b.transposed()) == expected)
    #expect(matmul(a, b.transposed().withOwnElements()) == expected)
    #expect(matmul(a.transposed(), expected) == sums)
  }

  @Test("Linear layers of few and of many rows add the bias, and cut what is below 0 off")
  func layers() {
    for rows in [1, 300, 2047, 2048, 5000] {
      let x = whole([rows, 20], seed: 3)
      let (W, b) = (whole([9, 20], seed: 4), whole([9], seed: 5))
      let expected = product(x, W) + b
      #expect(linear(x, W, b) == expected)
      #expect(rectifiedLinear(x, W, b) == maximum(expected, 0))
    }
  }

  @Test("NaN goes through a rectified layer")
  func notANumber() {
    let x = Tensor<Float>(repeating: .nan, shape: [2, 3])
    let y = rectifiedLinear(x, .ones(4, 3), .zeros(4))
    #expect(y.scalars.allSatisfy { $0.isNaN })
  }
}
