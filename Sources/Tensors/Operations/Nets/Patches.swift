// What the filters see: each image is laid out place by place, its channels side by side and zeros
// around it, so that a row of a patch is one run of numbers.
extension ConvolutionShape {
  /// The image [C, H, W] into the middle of `padded` [H + 2 p, W + 2 p, C], whose border stays.
  @inline(__always)
  func pad<Scalar: TensorScalar>(
    _ image: UnsafePointer<Scalar>, into padded: UnsafeMutablePointer<Scalar>
  ) {
    let (channels, width, plane) = (channels, width, height * width)
    for y in 0..<height {
      let source = image + y * width
      let target = padded + ((y + padding) * paddedWidth + padding) * channels
      transpose(channels, width, source, plane, target, channels)
    }
  }

  /// The middle of `padded` [H + 2 p, W + 2 p, C] as an image [C, H, W].
  @inline(__always)
  func unpad<Scalar: TensorScalar>(
    _ padded: UnsafePointer<Scalar>, into image: UnsafeMutablePointer<Scalar>
  ) {
    let (channels, width, plane) = (channels, width, height * width)
    for y in 0..<height {
      let target = image + y * width
      let source = padded + ((y + padding) * paddedWidth + padding) * channels
      transpose(width, channels, source, channels, target, plane)
    }
  }

  /// The patches [P, K] of a padded image; K runs over kh, kw and C.
  @inline(__always)
  func gather<Scalar: TensorScalar>(
    _ padded: UnsafePointer<Scalar>, into patches: UnsafeMutablePointer<Scalar>
  ) {
    let run = kernelWidth * channels
    var patches = patches
    for y in 0..<outputHeight {
      for x in 0..<outputWidth {
        var source = padded + (y * stride * paddedWidth + x * stride) * channels
        for _ in 0..<kernelHeight {
          for i in 0..<run { patches[i] = source[i] }
          patches += run
          source += paddedWidth * channels
        }
      }
    }
  }

  /// Adds the patches [P, K] to the places of `padded` that they were taken from.
  @inline(__always)
  func scatter<Scalar: TensorScalar>(
    _ patches: UnsafePointer<Scalar>, into padded: UnsafeMutablePointer<Scalar>
  ) {
    let run = kernelWidth * channels
    var patches = patches
    for y in 0..<outputHeight {
      for x in 0..<outputWidth {
        var target = padded + (y * stride * paddedWidth + x * stride) * channels
        for _ in 0..<kernelHeight {
          for i in 0..<run { target[i] += patches[i] }
          patches += run
          target += paddedWidth * channels
        }
      }
    }
  }
}

/// A matrix [rows, columns] with its axes exchanged, four rows and columns at a time; `from` and `to`
/// are the distances of the rows there and here.
@inline(__always)
private func transpose<Scalar: TensorScalar>(
  _ rows: Int, _ columns: Int, _ source: UnsafePointer<Scalar>, _ from: Int,
  _ target: UnsafeMutablePointer<Scalar>, _ to: Int
) {
  let (wholeRows, wholeColumns) = (rows & ~3, columns & ~3)
  for i in stride(from: 0, to: wholeRows, by: 4) {
    let s0 = source + i &* from
    let (s1, s2, s3) = (s0 + from, s0 + 2 &* from, s0 + 3 &* from)
    var j = 0
    while j < wholeColumns {
      for k in 0..<4 {
        let t = target + ((j &+ k) &* to &+ i)
        (t[0], t[1], t[2], t[3]) = (s0[j &+ k], s1[j &+ k], s2[j &+ k], s3[j &+ k])
      }
      j &+= 4
    }
    while j < columns {
      let t = target + (j &* to &+ i)
      (t[0], t[1], t[2], t[3]) = (s0[j], s1[j], s2[j], s3[j])
      j &+= 1
    }
  }
  for i in wholeRows..<rows {
    for j in 0..<columns { target[j &* to &+ i] = source[i &* from &+ j] }
  }
}
