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
      if channels == 1 {
        target.update(from: source, count: width)
      } else {
        for x in 0..<width {
          for c in 0..<channels { target[x * channels + c] = source[c * plane + x] }
        }
      }
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
      for c in 0..<channels {
        for x in 0..<width { target[c * plane + x] = source[x * channels + c] }
      }
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
