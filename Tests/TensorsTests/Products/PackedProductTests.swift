import COpenBLAS
import Testing

@testable import Tensors

@Suite("Packed products")
struct PackedProductTests {
  @Test("Any size, transposed or not, is that of plain loops, no worse than OpenBLAS's")
  func plainLoops() {
    let single = errors(of: packedSingle, openBLASSingle)
    #expect(single.ours <= 1.2 * single.openBLAS && single.openBLAS < 1e-4)
    let double = errors(of: packedDouble, openBLASDouble)
    // Both differ from plain loops in Double by what these round.
    #expect(max(double.ours, double.openBLAS) < 1e-12)
  }

  /// The largest errors of 200 random products.
  private func errors<Scalar>(
    of tiles: Product<Scalar>.Routine, _ openBLAS: Product<Scalar>.Routine
  ) -> (ours: Double, openBLAS: Double) {
    var random = RandomSource(seed: 1)
    var (ours, others) = (0.0, 0.0)
    for turn in 0..<200 {
      let sizes = (
        1 + random.integer(below: 70), 1 + random.integer(below: 110),
        1 + random.integer(below: 300)
      )
      let example = ProductExample<Scalar>(sizes, beta: [0, 1, 0.5][turn % 3], using: &random)
      let result = example.result(of: tiles, from: example.c)
      ours = max(ours, example.largestError(result))
      others = max(others, example.largestError(example.result(of: openBLAS, from: example.c)))
      let gaps = example.c.indices.filter { $0 % example.leadingC >= example.columns }
      #expect(gaps.allSatisfy { result[$0] == example.c[$0] })
    }
    return (ours, others)
  }

  @Test(
    "The epilogue is done once with every element: in the tile, at the edges, after OpenBLAS's products",
    arguments: [(8, 48, 128), (13, 50, 300), (21, 16, 1), (300, 7, 500), (16, 200, 129)])
  func epilogue(sizes: (Int, Int, Int)) {
    var random = RandomSource(seed: 5)
    let example = ProductExample<Float>(sizes, beta: 0.5, using: &random)
    let bias = Tensor<Float>.uniform([sizes.1], in: -3..<3, using: &random).scalars
    bias.withUnsafeBufferPointer { b in
      guard let b = b.baseAddress else { return }
      for make in [packedSingle, openBLASSingle] {
        for isRectified in [false, true] {
          let result = example.result(
            of: make, from: example.c, Epilogue(bias: b, isRectified: isRectified))
          let isRight = (0..<sizes.0 * sizes.1).allSatisfy { place in
            let (i, j) = (place / sizes.1, place % sizes.1)
            let sum = example.plain(i, j) + Double(bias[j])
            let expected = isRectified ? max(sum, 0) : sum
            return abs(Double(result[i * example.leadingC + j]) - expected) < 1e-4
          }
          #expect(isRight)
        }
      }
    }
  }

  @Test(
    "A layer is its product plus bias, rectified or not, by any number of threads; NaN stays NaN")
  func layers() {
    var random = RandomSource(seed: 6)
    for (rows, inner, columns) in [
      (3, 5, 4), (2100, 40, 64), (2100, 64, 30), (70, 300, 170), (9, 0, 3),
    ] {
      var x = Tensor<Float>.uniform([rows, inner], in: -1..<1, using: &random)
      if inner > 0 { x[1, inner - 1] = .nan }
      let weight = Tensor<Float>.uniform([columns, inner], in: -1..<1, using: &random)
      let b = Tensor<Float>.uniform([columns], in: -3..<3, using: &random)
      let expected = matmul(x, weight.transposed()) + b
      for threads in [1, 2] {
        let (plain, rectified) = withThreads(threads) {
          (linear(x, weight, b), rectifiedLinear(x, weight, b))
        }
        for (y, z) in [(plain, expected), (rectified, relu(expected))] {
          let isSame = zip(y.scalars, z.scalars).allSatisfy {
            $0.isNaN && $1.isNaN || abs($0 - $1) < 1e-4
          }
          #expect(isSame && y.shape == [rows, columns])
        }
      }
    }
  }

  @Test("Blocks of A and of B make up the whole")
  func blocks() {
    var random = RandomSource(seed: 2)
    for sizes in [(600, 50, 20), (9, 1961, 130), (520, 961, 257)] {
      let example = ProductExample<Float>(sizes, beta: 0, using: &random)
      let result = example.result(of: packedSingle, from: example.c)
      for (i, j) in [(0, 0), (sizes.0 - 1, sizes.1 - 1), (sizes.0 / 2, sizes.1 - 2), (7, 47)] {
        #expect(abs(Double(result[i * example.leadingC + j]) - example.plain(i, j)) < 1e-4)
      }
    }
  }

  @Test("Where β is 0 C is not read; NaN and infinity stay in their rows and columns")
  func notFinite() {
    var random = RandomSource(seed: 3)
    let example = ProductExample<Float>((13, 50, 140), beta: 0, using: &random)
    let nothing = example.c.map { _ in Float.nan }
    let result = example.result(of: packedSingle, from: nothing)
    #expect(example.largestError(result) < 1e-4)
    var x = Tensor<Float>.uniform([70, 200], in: -1..<1, using: &random)
    let weight = Tensor<Float>.uniform([200, 90], in: -1..<1, using: &random)
    (x[3, 5], x[60, 199]) = (Float.nan, Float.infinity)
    let y = matmul(x, weight)
    for i in 0..<70 {
      for j in 0..<90 {
        #expect(i == 3 ? y[i, j].isNaN : i == 60 ? y[i, j].isInfinite : y[i, j].isFinite)
      }
    }
  }

  @Test("A row has the same bits in any batch large enough, and at any number of threads")
  func bits() {
    var random = RandomSource(seed: 4)
    let x = Tensor<Float>.uniform([700, 300], in: -1..<1, using: &random)
    let weight = Tensor<Float>.uniform([300, 170], in: -1..<1, using: &random)
    let whole = withThreads(1) { matmul(x, weight) }
    #expect(withThreads(2) { matmul(x, weight) } == whole)
    #expect(withThreads(3) { matmul(weight.transposed(), x.transposed()) }.transposed() == whole)
    guard margin_has_wide_registers() else { return }
    for rows in [0..<100, 37..<300, 299..<700] {
      #expect(matmul(x[rows], weight) == whole[rows])
    }
  }
}
