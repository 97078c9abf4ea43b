extension Images {
  /// The same images in another size and with three channels, for nets that take no other.
  ///
  /// Each pixel is the mean of the area that it covers; of grey images all three channels are the same.
  ///
  /// - Parameters:
  ///   - newHeight: H, at least 1.
  ///   - newWidth: W, at least 1.
  /// - Returns: Images of red, green and blue.
  public func colored(height newHeight: Int, width newWidth: Int) -> Images {
    if newHeight < 1 || newWidth < 1 {
      fatalError("colored(height: \(newHeight), width: \(newWidth)): at least one pixel is needed")
    }
    let rows = Self.shares(of: height, in: newHeight)
    let columns = Self.shares(of: width, in: newWidth)
    var resized: [UInt8] = []
    resized.reserveCapacity(count * 3 * newHeight * newWidth)
    for image in 0..<count {
      for channel in 0..<3 {
        let plane = (image * channels + min(channel, channels - 1)) * height * width
        for row in rows {
          for column in columns {
            var sum: Float = 0.5
            for (y, shareY) in row {
              for (x, shareX) in column {
                sum += shareY * shareX * Float(bytes[plane + y * width + x])
              }
            }
            resized.append(UInt8(sum))
          }
        }
      }
    }
    var images = Images(
      name: name, bytes: resized, channels: 3, height: newHeight, width: newWidth, white: white)
    images.path = path
    images.labels = labels
    images.classNames = classNames
    images.captions = captions
    return images
  }

  /// Of each of `count` equal parts of `size` places: the places it covers, and the share of it that each
  /// has.
  private static func shares(of size: Int, in count: Int) -> [[(Int, Float)]] {
    let part = Double(size) / Double(count)
    return (0..<count).map { index in
      let (from, to) = (Double(index) * part, Double(index + 1) * part)
      return (Int(from)..<min(size, Int(to.rounded(.up)))).compactMap { place in
        let covered = min(to, Double(place + 1)) - max(from, Double(place))
        return covered > 0 ? (place, Float(covered / part)) : nil
      }
    }
  }
}
