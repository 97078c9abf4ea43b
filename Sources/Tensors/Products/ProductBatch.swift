extension Product {
  /// Makes `count` products, of which this is the first: each next one lies so far behind in A, B and C; a
  /// stride of 0 repeats a matrix.
  ///
  /// Parallel over the batch, or within each product where they are few and large.
  func makeBatch(_ count: Int, strides: (a: Int, b: Int, c: Int)) {
    func make(_ range: Range<Int>) {
      for i in range {
        var product = self
        product.a.base += i * strides.a
        product.b.base += i * strides.b
        product.c += i * strides.c
        Scalar.routines.gemm(product)
      }
    }
    let size = max(1, multiplications)
    if count < 4 * Threads.count, size >= 4 * worthwhileProduct {
      make(0..<count)
    } else {
      Threads.parallel(over: count, grain: max(1, worthwhileProduct / 2 / size), make)
    }
  }
}
