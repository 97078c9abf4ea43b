import Margin

/// In which order the chain rule goes over the pixels.
enum PixelOrder: String, CaseIterable, Sendable {
  case raster
  case columns
  case spiral
  case random

  /// The pixel that each position reads.
  ///
  /// - Throws: `NoPicture` where columns or a spiral are asked of vectors that are no pictures.
  func positions(
    _ height: Int, _ width: Int, using random: inout RandomSource
  ) throws -> [Int] {
    if height == 1, self == .columns || self == .spiral {
      throw NoPicture(size: width, order: rawValue)
    }
    switch self {
    case .raster: return Array(0..<height * width)
    case .columns: return (0..<width).flatMap { j in (0..<height).map { $0 * width + j } }
    case .spiral: return spiralOrder(height, width)
    case .random: return random.permutation(height * width)
    }
  }
}

/// Round after round from the rim to the middle, clockwise.
private func spiralOrder(_ height: Int, _ width: Int) -> [Int] {
  var (rows, columns) = (0..<height, 0..<width)
  var pixels: [Int] = []
  while !rows.isEmpty && !columns.isEmpty {
    let (top, bottom) = (rows.lowerBound, rows.upperBound - 1)
    let (left, right) = (columns.lowerBound, columns.upperBound - 1)
    pixels += columns.map { top * width + $0 }
    pixels += rows.dropFirst().map { $0 * width + right }
    if bottom > top { pixels += columns.dropLast().reversed().map { bottom * width + $0 } }
    if right > left {
      pixels += rows.dropFirst().dropLast().reversed().map { $0 * width + left }
    }
    rows = rows.dropFirst().dropLast()
    columns = columns.dropFirst().dropLast()
  }
  return pixels
}

/// Vectors that are no pictures have neither columns nor a rim.
struct NoPicture: Error, CustomStringConvertible {
  var size: Int
  var order: String

  var description: String {
    "vectors of \(size) numbers are no pictures: the order \(order) needs rows and columns, "
      + "raster and random do not"
  }
}
