// A few images at a time: their patches into the cache, then one matrix product.
extension ConvolutionShape {
  /// y ← W x + b for filters `weight` [O, K] in the order of patches.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func convolve<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, weight: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>,
    into y: UnsafeMutablePointer<Scalar>
  ) {
    let blocks = (images + together - 1) / together
    let rows = together * places
    Threads.parallel(over: blocks, grain: grain) { range in
      withScratch(of: Scalar.self, paddedSize + rows * (patch + filters)) { padded in
        let patches = padded + paddedSize
        let product = patches + rows * patch
        padded.clear(count: paddedSize)
        for block in range {
          let first = block * together
          let count = Swift.min(together, images - first)
          gatherPatches(x + first * imageSize, count, padded, patches)
          multiply(
            filters, count * places, patch, StoredMatrix(base: weight, leading: patch),
            StoredMatrix(base: patches, leading: patch, isTransposed: true), 0, product)
          addBias(product, bias, count, into: y + first * outputSize)
        }
      }
    }
  }

  /// dx ← Wᵀ dy, and to each part of the images its dW = dy xᵀ and db = Σ dy: [parts, O, K + 1].
  ///
  /// The parts, over which the caller sums, do not depend on the number of threads.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func convolveBackwards<Scalar: TensorScalar>(
    _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, weight: UnsafePointer<Scalar>,
    into dx: UnsafeMutablePointer<Scalar>?, _ dW: UnsafeMutablePointer<Scalar>?,
    _ db: UnsafeMutablePointer<Scalar>
  ) {
    let rows = together * places
    Threads.parallel(over: parts, grain: 1) { range in
      withScratch(of: Scalar.self, paddedSize + rows * (patch + filters)) { padded in
        let patches = padded + paddedSize
        let gradients = patches + rows * patch
        for first in starts(of: range) {
          let part = first / imagesOfPart
          let end = Swift.min((part + 1) * imagesOfPart, images)
          let count = Swift.min(together, end - first)
          gatherGradients(dy + first * outputSize, count, gradients, db + part * filters)
          if let dW {
            padded.clear(count: paddedSize)
            gatherPatches(x + first * imageSize, count, padded, patches)
            let beta: Scalar = first == part * imagesOfPart ? 0 : 1
            multiply(
              filters, patch, count * places,
              StoredMatrix(base: gradients, leading: count * places),
              StoredMatrix(base: patches, leading: patch), beta, dW + part * filters * patch)
          }
          if let dx {
            multiply(
              count * places, patch, filters,
              StoredMatrix(base: gradients, leading: count * places, isTransposed: true),
              StoredMatrix(base: weight, leading: patch), 0, patches)
            scatterPatches(patches, count, padded, into: dx + first * imageSize)
          }
        }
      }
    }
  }

  /// How many images are summed up together: those of a part.
  var imagesOfPart: Int { ((images + 15) / 16 + together - 1) / together * together }
  /// How many parts there are.
  var parts: Int { (images + imagesOfPart - 1) / imagesOfPart }

  /// How many blocks of images are worth a thread.
  private var grain: Int {
    Swift.max(1, (1 << 18) / Swift.max(1, together * places * patch * filters))
  }

  /// The first image of each product of the parts in `range`.
  private func starts(of range: Range<Int>) -> StrideTo<Int> {
    Swift.stride(
      from: range.lowerBound * imagesOfPart, to: Swift.min(range.upperBound * imagesOfPart, images),
      by: together)
  }

  @inline(__always)
  private func gatherPatches<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, _ count: Int, _ padded: UnsafeMutablePointer<Scalar>,
    _ patches: UnsafeMutablePointer<Scalar>
  ) {
    for image in 0..<count {
      pad(x + image * imageSize, into: padded)
      gather(padded, into: patches + image * places * patch)
    }
  }

  @inline(__always)
  private func scatterPatches<Scalar: TensorScalar>(
    _ patches: UnsafePointer<Scalar>, _ count: Int, _ padded: UnsafeMutablePointer<Scalar>,
    into dx: UnsafeMutablePointer<Scalar>
  ) {
    for image in 0..<count {
      padded.clear(count: paddedSize)
      scatter(patches + image * places * patch, into: padded)
      unpad(padded, into: dx + image * imageSize)
    }
  }

  /// From [O, images, P] to [images, O, P], plus b.
  @inline(__always)
  private func addBias<Scalar: TensorScalar>(
    _ product: UnsafePointer<Scalar>, _ bias: UnsafePointer<Scalar>, _ count: Int,
    into y: UnsafeMutablePointer<Scalar>
  ) {
    for o in 0..<filters {
      let b = bias[o]
      for image in 0..<count {
        let (source, target) = (
          product + (o * count + image) * places, y + (image * filters + o) * places
        )
        for i in 0..<places { target[i] = source[i] + b }
      }
    }
  }

  /// From [images, O, P] to [O, images, P], and their sums added to `db` [O].
  @inline(__always)
  private func gatherGradients<Scalar: TensorScalar>(
    _ dy: UnsafePointer<Scalar>, _ count: Int, _ gradients: UnsafeMutablePointer<Scalar>,
    _ db: UnsafeMutablePointer<Scalar>
  ) {
    for o in 0..<filters {
      db[o] +=
        blockedSum(count) { image in
          let (source, target) = (
            dy + (image * filters + o) * places, gradients + (o * count + image) * places
          )
          for i in 0..<places { target[i] = source[i] }
          return laneSum(places) { source[$0] }
        }.value
    }
  }

  /// C ← A B + β C, C without gaps.
  @inline(__always)
  private func multiply<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ a: StoredMatrix<Scalar>,
    _ b: StoredMatrix<Scalar>, _ beta: Scalar, _ c: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.routines.gemm(
      Product(
        rows: rows, columns: columns, inner: inner, a: a, b: b, c: c, leading: columns,
        beta: beta))
  }
}
