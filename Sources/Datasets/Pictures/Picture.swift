/// One image as a file has it: [C, H, W], a byte a value.
struct Picture {
  var channels: Int
  var height: Int
  var width: Int
  var bytes: [UInt8]

  var size: [Int] { [channels, height, width] }

  init(channels: Int, height: Int, width: Int, bytes: [UInt8]) {
    (self.channels, self.height, self.width, self.bytes) = (channels, height, width, bytes)
  }

  /// What a PNG, PGM or PPM file has.
  ///
  /// - Throws: What is wrong with it.
  init(file bytes: [UInt8]) throws(DataDefect) {
    self = PNGReader.isPNG(bytes) ? try PNGReader(bytes).read() : try NetpbmReader(bytes).read()
  }
}
