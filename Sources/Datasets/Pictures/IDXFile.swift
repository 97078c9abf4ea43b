/// Bytes in any number of axes, in the format of the MNIST files: images [N, H, W], labels [N].
///
/// The format: two zero bytes, the type (8 for bytes), the number of axes, a big-endian size for each
/// axis, then the bytes (LeCun, Cortes & Burges, 1998).
public struct IDXFile: Hashable, Sendable {
  /// The size of each axis.
  public let shape: [Int]
  /// The bytes in row-major order.
  public let bytes: [UInt8]

  /// Reads the file at `path`.
  ///
  /// - Throws: `DatasetError` where it cannot be read, or is no such file of bytes.
  public init(contentsOf path: String) throws(DatasetError) {
    try self.init(try DataSource(path, name: path).read(path), path: path)
  }

  /// The content `file` of the file at `path`.
  init(_ file: [UInt8], path: String) throws(DatasetError) {
    guard file.count >= 4, file[0] == 0, file[1] == 0 else {
      throw .notIDX(path: path, defect: .noMagicNumber)
    }
    guard file[2] == 8 else {
      throw .notIDX(path: path, defect: .otherType(Int(file[2])))
    }
    let axes = Int(file[3])
    let start = 4 + 4 * axes
    guard file.count >= start else {
      throw .notIDX(path: path, defect: .noSizes(axes: axes))
    }
    shape = (0..<axes).map { axis in
      (0..<4).reduce(0) { $0 << 8 | Int(file[4 + 4 * axis + $1]) }
    }
    // 255 axes of 2³² would not fit into an integer.
    let expected = shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    guard shape.reduce(1.0, { $0 * Double($1) }) < 0x1p40, expected == file.count - start else {
      throw .notIDX(
        path: path, defect: .wrongSize(shape: shape, bytes: file.count - start))
    }
    bytes = Array(file[start...])
  }
}
