import COpenBLAS
import Testing

@testable import Tensors

@Suite("Packed products")
struct PackedProductTests {
  /// A product of random size with gaps behind its rows, and what plain loops in Double make of it.
  private struct Example {
    let (rows, columns, inner): (Int, Int, Int)
    let (transA, transB): (CBLAS_TRANSPOSE, CBLAS_TRANSPOSE)
    let (alpha, beta): (Float, Float)
    let (a, b, c): ([Float], [Float], [Float])
    let (leadingA, leadingB, leadingC): (Int, Int, Int)

    init(_ sizes: (Int, Int, Int), beta: Float, using random: inout RandomSource) {
      (rows, columns, inner) = sizes
      transA = random.integer(below: 2) == 0 ? CblasNoTrans : CblasTrans
      transB = random.integer(below: 2) == 0 ? CblasNoTrans : CblasTrans
      (alpha, self.beta) = ([1, 0.5, -2][random.integer(below: 3)], beta)
      let gap = random.integer(below: 4)
      leadingA = (transA == CblasNoTrans ? inner : rows) + gap
      leadingB = (transB == CblasNoTrans ? columns : inner) + gap
      leadingC = columns + gap
      func numbers(_ count: Int) -> [Float] {
        Tensor<Float>.uniform([count], in: -1..<1, using: &random).scalars
      }
      a = numbers((transA == CblasNoTrans ? rows : inner) * leadingA)
      b = numbers((transB == CblasNoTrans ? inner : columns) * leadingB)
      c = numbers(rows * leadingC)
    }

    func result(
      of product: Product<Float>, from c: [Float], _ epilogue: Epilogue<Float>? = nil
    ) -> [Float] {
      var c = c
      product(
        CblasRowMajor, transA, transB, Int32(rows), Int32(columns), Int32(inner), alpha, a,
        Int32(leadingA), b, Int32(leadingB), beta, &c, Int32(leadingC), epilogue)
      return c
    }

    func plain(_ i: Int, _ j: Int) -> Double {
      let sum = (0..<inner).reduce(0.0) { sum, k in
        let x = transA == CblasNoTrans ? a[i * leadingA + k] : a[k * leadingA + i]
        let y = transB == CblasNoTrans ? b[k * leadingB + j] : b[j * leadingB + k]
        return sum + Double(x) * Double(y)
      }
      return Double(alpha) * sum + (beta == 0 ? 0 : Double(beta) * Double(c[i * leadingC + j]))
    }

    func largestError(_ result: [Float]) -> Double {
      (0..<rows * columns).map { place in
        let (i, j) = (place / columns, place % columns)
        return abs(Double(result[i * leadingC + j]) - plain(i, j))
      }.max() ?? 0
    }
  }

  @Test("Any size, transposed or not, is that of plain loops, no worse than OpenBLAS's")
  func plainLoops() {
    var random = RandomSource(seed: 1)
    var (ours, others) = (0.0, 0.0)
    for turn in 0..<200 {
      let sizes = (
        1 + random.integer(below: 70), 1 + random.integer(below: 110),
        1 + random.integer(below: 300)
      )
      let example = Example(sizes, beta: [0, 1, 0.5][turn % 3], using: &random)
      let result = example.result(of: packedProduct, from: example.c)
      ours = max(ours, example.largestError(result))
      others = max(
        others, example.largestError(example.result(of: openBLAS, from: example.c)))
      let gaps = example.c.indices.filter { $0 % example.leadingC >= example.columns }
      #expect(gaps.allSatisfy { result[$0] == example.c[$0] })
    }
    #expect(ours <= 1.2 * others && others < 1e-4)
  }

  private let openBLAS: Product<Float> = {
    (order, transA, transB, m, n, k, alpha, a, leadingA, b, leadingB, beta, c, leadingC, _) in
    cblas_sgemm(
      order, transA, transB, m, n, k, alpha, a, leadingA, b, leadingB, beta, c, leadingC)
  }

  @Test(
    "The epilogue is done once with every element: in the tile, at the edges, after OpenBLAS's products",
    arguments: [(8, 48, 128), (13, 50, 300), (21, 16, 1), (300, 7, 500), (16, 200, 129)])
  func epilogue(sizes: (Int, Int, Int)) {
    var random = RandomSource(seed: 5)
    let example = Example(sizes, beta: 0.5, using: &random)
    let bias = Tensor<Float>.uniform([sizes.1], in: -3..<3, using: &random).scalars
    bias.withUnsafeBufferPointer { b in
      guard let b = b.baseAddress else { return }
      for product in [packedProduct, slicedProduct] as [Product<Float>] {
        for isRectified in [false, true] {
          let result = example.result(
            of: product, from: example.c, Epilogue(bias: b, isRectified: isRectified))
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
      let example = Example(sizes, beta: 0, using: &random)
      let result = example.result(of: packedProduct, from: example.c)
      for (i, j) in [(0, 0), (sizes.0 - 1, sizes.1 - 1), (sizes.0 / 2, sizes.1 - 2), (7, 47)] {
        #expect(abs(Double(result[i * example.leadingC + j]) - example.plain(i, j)) < 1e-4)
      }
    }
  }

  @Test("Where β is 0 C is not read; NaN and infinity stay in their rows and columns")
  func notFinite() {
    var random = RandomSource(seed: 3)
    let example = Example((13, 50, 140), beta: 0, using: &random)
    let nothing = example.c.map { _ in Float.nan }
    let result = example.result(of: packedProduct, from: nothing)
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
