/// What a convolution is computed of: N images with C channels of H × W, O filters of C × kh × kw.
struct ConvolutionShape {
  var images: Int
  var channels: Int
  var height: Int
  var width: Int
  var filters: Int
  var kernelHeight: Int
  var kernelWidth: Int
  var stride: Int
  var padding: Int

  var paddedHeight: Int { height + 2 * padding }
  var paddedWidth: Int { width + 2 * padding }
  var outputHeight: Int { (paddedHeight - kernelHeight) / stride + 1 }
  var outputWidth: Int { (paddedWidth - kernelWidth) / stride + 1 }
  var outputShape: [Int] { [images, filters, outputHeight, outputWidth] }

  /// P: where a filter is laid in an image.
  var places: Int { outputHeight * outputWidth }
  /// K: how many numbers a filter sees at a place.
  var patch: Int { kernelHeight * kernelWidth * channels }
  /// How many images go through one product, so that their patches stay in the cache.
  var together: Int { Swift.min(Swift.max(1, (1 << 16) / Swift.max(1, places * patch)), images) }
  /// How many numbers an image has.
  var imageSize: Int { channels * height * width }
  /// How many numbers a padded image has.
  var paddedSize: Int { paddedHeight * paddedWidth * channels }
  /// How many numbers the result has for an image.
  var outputSize: Int { filters * places }
  /// Whether nothing is to be computed.
  var isEmpty: Bool { images * filters * places * patch == 0 }

  /// Of N images [N, C, H, W] and filters [O, C, kh, kw].
  init(_ x: [Int], _ weight: [Int], stride: Int, padding: Int) {
    (images, channels, height, width) = (x[0], x[1], x[2], x[3])
    (filters, kernelHeight, kernelWidth) = (weight[0], weight[2], weight[3])
    self.stride = stride
    self.padding = padding
  }
}
