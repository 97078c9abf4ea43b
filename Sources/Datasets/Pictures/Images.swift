public import Tensors

/// Images of one size, a byte a value until they are asked for as numbers.
public struct Images: Sendable {
  /// The name they were asked for by.
  public var name: String
  /// The file or folder that they were read from; empty of those that were made.
  public var path = ""
  /// How many there are: N.
  public let count: Int
  /// 1 of grey images, 3 of red, green and blue: C.
  public let channels: Int
  /// The rows of an image: H.
  public let height: Int
  /// The columns of an image: W.
  public let width: Int
  /// The values in row-major order: [N, C, H, W].
  public let bytes: [UInt8]
  /// The value that stands for 1, the brightest; 0 is the darkest.
  ///
  /// 255, but of a table of pixels the smallest of 1, 16 and 255 that none exceeds.
  public let white: UInt8
  /// The label of each image as an index into `classNames`; nil where none are known.
  public var labels: [Int]?
  /// The labels' names.
  public var classNames: [String] = []
  /// What each image shows, in words; nil where nothing says so.
  public var captions: [String]?

  /// Images of their values: [N, C, H, W].
  public init(
    name: String, bytes: [UInt8], channels: Int = 1, height: Int, width: Int, white: UInt8 = 255
  ) {
    let size = channels * height * width
    if size < 1 || bytes.count % size != 0 || white == 0 {
      fatalError(
        "Images: \(bytes.count) values make no images of [\(channels), \(height), \(width)]")
    }
    self.name = name
    self.bytes = bytes
    self.channels = channels
    self.height = height
    self.width = width
    self.white = white
    count = bytes.count / size
  }

  /// How many values an image has: C · H · W.
  public var size: Int { channels * height * width }

  /// The images at `indices`, or all of them, with values from 0 to 1: [n, C, H, W].
  public func pixels<Scalar: TensorScalar>(
    at indices: [Int]? = nil, as type: Scalar.Type = Float.self
  ) -> Tensor<Scalar> {
    values(at: indices, "pixels(at:)").reshaped(-1, channels, height, width)
  }

  /// The same as rows, as a net without convolutions takes them: [n, C · H · W].
  public func rows<Scalar: TensorScalar>(
    at indices: [Int]? = nil, as type: Scalar.Type = Float.self
  ) -> Tensor<Scalar> {
    values(at: indices, "rows(at:)")
  }

  /// The images at `indices`, in their order.
  public func images(at indices: [Int]) -> Images {
    check(indices, "images(at:)")
    var chosen: [UInt8] = []
    chosen.reserveCapacity(indices.count * size)
    for index in indices { chosen += bytes[index * size..<(index + 1) * size] }
    var images = Images(
      name: name, bytes: chosen, channels: channels, height: height, width: width, white: white)
    images.path = path
    images.labels = labels.map { labels in indices.map { labels[$0] } }
    images.classNames = classNames
    images.captions = captions.map { captions in indices.map { captions[$0] } }
    return images
  }

  /// Looks whether the images have the size that the kernel needs.
  ///
  /// - Parameters:
  ///   - channels: 1 or 3; nil: either.
  ///   - height: The rows; nil: any number.
  ///   - width: The columns; nil: any number.
  /// - Throws: `DatasetError`, which tells what was found and what is needed.
  public func require(
    channels: Int? = nil, height: Int? = nil, width: Int? = nil
  ) throws(DatasetError) {
    let needed = [
      (channels, self.channels, "C"), (height, self.height, "H"), (width, self.width, "W"),
    ]
    if needed.allSatisfy({ $0.0 == nil || $0.0 == $0.1 }) { return }
    let words = needed.map { $0.0.map { "\($0)" } ?? $0.2 }.joined(separator: ", ")
    throw .shape(
      dataset: name, path: path, found: [count, self.channels, self.height, self.width],
      needed: "[N, \(words)]")
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func values<Scalar: TensorScalar>(
    at indices: [Int]?, _ operation: String
  ) -> Tensor<Scalar> {
    check(indices ?? [], operation)
    let scale = (0...255).map { Scalar($0) / Scalar(white) }
    var numbers: [Scalar] = []
    numbers.reserveCapacity((indices?.count ?? count) * size)
    func add(_ range: Range<Int>) {
      for byte in bytes[range] { numbers.append(scale[Int(byte)]) }
    }
    if let indices {
      for index in indices { add(index * size..<(index + 1) * size) }
    } else {
      add(bytes.indices)
    }
    return Tensor(numbers, shape: [numbers.count / size, size])
  }

  /// Stops where there is no image of one of the numbers, which an author can mend.
  private func check(_ indices: [Int], _ operation: String) {
    if let wrong = indices.first(where: { !(0..<count).contains($0) }) {
      fatalError("\(operation): the index \(wrong) is not from 0 to \(count - 1)")
    }
  }
}
