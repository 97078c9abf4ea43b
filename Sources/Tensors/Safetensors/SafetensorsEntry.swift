/// An array with its name, to be written to a safetensors file.
public struct SafetensorsEntry: Sendable {
  /// Its name in the file.
  public let name: String
  /// What its numbers are in the file.
  public let kind: SafetensorsKind
  /// The size of each axis.
  public let shape: [Int]
  let append: @Sendable (borrowing NewFile) throws(SafetensorsError) -> Void

  /// An array, in its own precision or, to the nearest with ties to even, in another.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - tensor: The array.
  ///   - kind: `.float64`, `.float32`, `.float16` (∞ from 65 520 on) or `.bfloat16`; by default that of
  ///     the scalar type.
  public init<Scalar>(_ name: String, _ tensor: Tensor<Scalar>, as kind: SafetensorsKind? = nil) {
    let own: SafetensorsKind = Scalar.self == Double.self ? .float64 : .float32
    let kind = kind ?? own
    require(kind.isFloatingPoint, "SafetensorsEntry: \(kind.rawValue) is no kind for “\(name)”")
    self.name = name
    self.kind = kind
    shape = tensor.shape
    append = { file throws(SafetensorsError) in
      let source = tensor.contiguous
      if kind == own { return try Self.append(source.scalars, to: file) { (x: Scalar) in x } }
      try Self.append(source, as: kind, to: file)
    }
  }

  /// Whole numbers in row-major order, as I64.
  public init(_ name: String, _ integers: [Int], shape: [Int]? = nil) {
    self.init(name, integers, .int64, shape)
  }

  /// Bytes in row-major order, as U8.
  public init(_ name: String, _ bytes: [UInt8], shape: [Int]? = nil) {
    self.init(name, bytes, .uint8, shape)
  }

  private init<Number: BitwiseCopyable & Sendable>(
    _ name: String, _ numbers: [Number], _ kind: SafetensorsKind, _ shape: [Int]?
  ) {
    let shape = shape ?? [numbers.count]
    require(
      shape.allSatisfy { $0 >= 0 } && numbers.count == shape.reduce(1, *),
      "SafetensorsEntry: \(numbers.count) numbers of “\(name)” do not fill the shape \(shape)")
    self.name = name
    self.kind = kind
    self.shape = shape
    append = { file throws(SafetensorsError) in try Self.append(numbers, to: file) { $0 } }
  }

  /// How many bytes its numbers take.
  var size: Int { shape.reduce(kind.size, *) }

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private static func append<Scalar: TensorScalar>(
    _ tensor: Tensor<Scalar>, as kind: SafetensorsKind, to file: borrowing NewFile
  ) throws(SafetensorsError) {
    let scalars = tensor.scalars
    switch kind {
    case .float64: try append(scalars, to: file) { Double($0) }
    case .float32: try append(scalars, to: file) { Float($0) }
    case .float16: try append(scalars, to: file) { half(Double($0)) }
    default: try append(scalars, to: file) { bfloat(Double($0)) }
    }
  }

  /// The numbers, each through `convert`; without a copy where they are written as they are.
  @inline(__always)
  private static func append<Number: BitwiseCopyable, Stored: BitwiseCopyable>(
    _ numbers: [Number], to file: borrowing NewFile, _ convert: (Number) -> Stored
  ) throws(SafetensorsError) {
    if Number.self == Stored.self {
      return try file.write(numbers)
    }
    let chunk = 1 << 14
    for first in stride(from: 0, to: numbers.count, by: chunk) {
      try file.write(numbers[first..<min(first + chunk, numbers.count)].map(convert))
    }
  }
}
