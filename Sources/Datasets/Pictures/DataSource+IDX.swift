import Glibc

extension DataSource {
  /// Images of an IDX file, with the labels of the one beside it.
  func idxImages(_ file: IDXFile) throws(DatasetError) -> Images {
    let shape = file.shape
    let size: (channels: Int, height: Int, width: Int)
    switch (shape.count, shape.last) {
    case (2, let columns?):
      guard let side = squareRoot(columns) else { throw noPicture(shape) }
      size = (1, side, side)
    case (3, _): size = (1, shape[1], shape[2])
    case (4, 3?): size = (3, shape[1], shape[2])
    case (4, _) where shape[1] == 1 || shape[1] == 3: size = (shape[1], shape[2], shape[3])
    default: throw noPicture(shape)
    }
    guard size.height > 0, size.width > 0, shape[0] > 0 else { throw noPicture(shape) }
    let isByPixel = shape.count == 4 && shape.last == 3
    let bytes = isByPixel ? planes(file.bytes, of: size.height * size.width) : file.bytes
    var images = Images(
      name: name, bytes: bytes, channels: size.channels, height: size.height, width: size.width)
    images.path = path
    try addLabels(to: &images)
    return images
  }

  private func noPicture(_ shape: [Int]) -> DatasetError {
    .unfit(path: path, .noPicture(shape: shape))
  }

  private func planes(_ bytes: [UInt8], of size: Int) -> [UInt8] {
    var planes: [UInt8] = []
    planes.reserveCapacity(bytes.count)
    for start in stride(from: 0, to: bytes.count, by: 3 * size) {
      planes += interleaved(Array(bytes[start..<start + 3 * size]), channels: 3, size: size)
    }
    return planes
  }

  /// A label is its byte, so that training and test data have the same classes.
  private func addLabels(to images: inout Images) throws(DatasetError) {
    guard let labelPath = labelPath ?? labelsBeside else { return }
    let labels = try IDXFile(try read(labelPath), path: labelPath)
    let file = fileName(labelPath)
    guard labels.shape.count == 1 else { throw .unfit(path: path, .notLabels(labels: file)) }
    guard labels.bytes.count == images.count else {
      throw .unfit(
        path: path, .labelCount(labels: file, count: labels.bytes.count, images: images.count))
    }
    images.labels = labels.bytes.map { Int($0) }
    images.classNames = (0...(labels.bytes.max() ?? 0)).map { "\($0)" }
  }

  /// The file beside `…images-idx3-ubyte` that is called `…labels-idx1-ubyte`, packed or not.
  private var labelsBeside: String? {
    let name = fileName(path)
    guard let place = name.ranges(of: "images").last else { return nil }
    var labels = name
    labels.replaceSubrange(place, with: "labels")
    if let idx = labels.ranges(of: "idx").last, idx.upperBound < labels.endIndex {
      labels.replaceSubrange(idx.upperBound...idx.upperBound, with: "1")
    }
    let bare = labels.hasSuffix(".gz") ? String(labels.dropLast(3)) : labels
    let folder = path.dropLast(name.count)
    return [labels, bare, bare + ".gz"].map { folder + $0 }.first { access($0, F_OK) == 0 }
  }
}
