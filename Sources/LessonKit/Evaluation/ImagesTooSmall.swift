public import Margin

extension Images {
  /// Looks whether an encoder has enough pixels to work with.
  ///
  /// - Throws: `ImagesTooSmall` where a side has fewer than `least`.
  public func require(side least: Int) throws(ImagesTooSmall) {
    if min(height, width) < least {
      throw ImagesTooSmall(images: name, height: height, width: width, least: least)
    }
  }
}

/// Images with too few pixels.
public struct ImagesTooSmall: Error, CustomStringConvertible {
  /// What they were asked for by.
  public var images: String
  /// Their rows.
  public var height: Int
  /// Their columns.
  public var width: Int
  /// How many of either are needed.
  public var least: Int

  /// What is wrong, and what is needed.
  public var description: String {
    "\(images) has images of \(height) × \(width) pixels: the encoder needs \(least) × \(least) at least"
  }
}
