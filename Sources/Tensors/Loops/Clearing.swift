extension UnsafeMutablePointer where Pointee: TensorScalar {
  /// Makes `count` numbers 0, byte by byte: code that is not compiled for a scalar of its own would ask the
  /// type how to copy each number.
  @inline(__always)
  func clear(count: Int) {
    UnsafeMutableRawPointer(self)
      .initializeMemory(as: UInt8.self, repeating: 0, count: count * MemoryLayout<Pointee>.stride)
  }
}
