/// What is wrong with a file of text, of images or of numbers that is no CSV file.
public enum DataDefect: Error, Codable, Hashable, Sendable {
  case tooLong(bytes: Int, limit: Int)
  case gzip(GzipDefect)

  // Text.
  case emptyText
  case notUTF8(line: Int, byte: Int, bytes: [UInt8])
  case notEightBit(encoding: String)
  case zeroByte(line: Int, byte: Int)

  // Images.
  case notImages
  case noPicture(shape: [Int])
  case noImageFiles
  case otherSize(file: String, size: [Int], first: String, firstSize: [Int])
  case labelCount(labels: String, count: Int, images: Int)
  case notLabels(labels: String)
  case notSquare(columns: Int)
  case notPixel(row: Int, column: String, value: Double)
  case netpbm(NetpbmDefect)
  case png(PNGDefect)
  case captions(line: Int, CaptionDefect)
  case noCaption(file: String)

  // Numbers between blanks.
  case raggedNumbers(line: Int, expected: Int, found: Int)
  case notANumber(line: Int, number: Int, text: String)
  case libsvm(line: Int, text: String, LIBSVMDefect)
  case tooManyNumbers(rows: Int, columns: Int)

  /// What is wrong with a packed file.
  public enum GzipDefect: Codable, Hashable, Sendable {
    case truncated
    case wrongChecksum
    case invalid(byte: Int)
    case tooLong(limit: Int)
  }

  /// What is wrong with a PGM or PPM file.
  public enum NetpbmDefect: Codable, Hashable, Sendable {
    case otherKind(String)
    case header(text: String)
    case size(width: Int, height: Int)
    case maximum(Int)
    case bytes(expected: Int, found: Int)
    case values(expected: Int, found: Int)
    case value(line: Int, text: String, maximum: Int)
  }

  /// What is wrong with a PNG file.
  public enum PNGDefect: Codable, Hashable, Sendable {
    case truncated
    case checksum(byte: Int)
    case header
    case interlaced
    case size(width: Int, height: Int)
    case pixels
  }

  /// What is wrong with a line of `captions.txt`.
  public enum CaptionDefect: Codable, Hashable, Sendable {
    case unknownFile(String)
    case second(String)
    case empty(String)
  }

  /// What is wrong with a line of a LIBSVM file.
  public enum LIBSVMDefect: Codable, Hashable, Sendable {
    case label
    case pair
    case order
  }
}

extension DataDefect: CustomStringConvertible {
  /// What is wrong, where, and what to do, to follow the file's name and a colon.
  public var description: String {
    switch self {
    case .tooLong(let bytes, let limit):
      "it has \(megabytes(bytes)), more than the \(megabytes(limit)) that memory has room for; give "
        + "a part of it"
    case .gzip(let defect): defect.description
    case .emptyText: "the text is empty; at least one character is needed"
    case .notUTF8(let line, let byte, let bytes):
      "line \(line), byte \(byte): \(hexadecimal(bytes)) is not UTF-8; save the file as UTF-8"
    case .notEightBit(let encoding): "the text is \(encoding); save the file as UTF-8"
    case .zeroByte(let line, let byte):
      "line \(line), byte \(byte): a zero byte, which no text has; give a text file in UTF-8"
    case .tooManyNumbers(let rows, let columns):
      "\(rows) rows of \(columns) numbers are more than memory has room for; give a part of it"
    case .raggedNumbers(let line, let expected, let found):
      "line \(line): \(found) numbers where the first line has \(expected); complete the line"
    case .notANumber(let line, let number, let text):
      "line \(line), number \(number): “\(text)” is not a number to compute with; correct it"
    case .libsvm(let line, let text, let defect): "line \(line): “\(text)” \(defect)"
    default: imageWords
    }
  }

  private var imageWords: String {
    switch self {
    case .notImages:
      "it has no images that can be read; an IDX, PNG, PGM or PPM file, a folder of PNG, PGM or PPM "
        + "files or a table of pixels is needed"
    case .noPicture(let shape):
      "\(shape) is no shape of images; [N, H, W], [N, H, W, 3] or [N, 3, H, W] is needed"
    case .noImageFiles:
      "the folder has no PNG, PGM or PPM file; convert others, such as JPEG, to one of these"
    case .otherSize(let file, let size, let first, let firstSize):
      "\(file) is \(size) and \(first) is \(firstSize) (channels, height, width); make all images "
        + "alike"
    case .labelCount(let labels, let count, let images):
      "\(images) images, and \(count) labels in \(labels); as many are needed"
    case .notLabels(let labels): "\(labels) is no IDX file of labels, which has one axis"
    case .notSquare(let columns):
      "\(columns) pixels in a row make no square image; H · H or 3 · H · H are needed"
    case .notPixel(let row, let column, let value):
      "row \(row), column “\(column)”: \(value) is no pixel; whole numbers from 0 to 255 or any from "
        + "0 to 1 are needed"
    case .netpbm(let defect): defect.description
    case .png(let defect): defect.description
    case .captions(let line, let defect): "captions.txt, line \(line): \(defect)"
    case .noCaption(let file): "captions.txt has no line for \(file); add one or remove the image"
    default: ""
    }
  }
}

extension DataDefect.GzipDefect: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .truncated: "the gzip file ends too soon; copy or download it again"
    case .wrongChecksum: "the gzip file's checksum is wrong; copy or download it again"
    case .invalid(let byte):
      "byte \(byte) is nothing that gzip writes; copy or download the file again"
    case .tooLong(let limit):
      "it unpacks to more than the \(megabytes(limit)) that memory has room for; give a part of it"
    }
  }
}

extension DataDefect.NetpbmDefect: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .otherKind(let kind):
      "it is a \(kind) file; convert it to PGM (P2, P5) or PPM (P3, P6)"
    case .header(let text):
      "“\(text)” stands where the width, height or greatest value belongs; write the file again"
    case .size(let width, let height):
      "an image of \(width) × \(height) pixels; at least 1 × 1, and no more than memory has room for"
    case .maximum(let value): "its greatest value is \(value); 1 to 65535 is needed"
    case .bytes(let expected, let found):
      "\(found) bytes of pixels where its size needs \(expected); write the file again"
    case .values(let expected, let found):
      "\(found) values where its size needs \(expected); write the file again"
    case .value(let line, let text, let maximum):
      "line \(line): “\(text)” is no value from 0 to \(maximum); correct it"
    }
  }
}

extension DataDefect.PNGDefect: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .truncated: "the PNG file ends too soon; copy or download it again"
    case .checksum(let byte):
      "a checksum is wrong in what begins at byte \(byte); copy or download the file again"
    case .header: "its header is none of a PNG file; write the file again"
    case .interlaced: "it is interlaced; save it without interlacing"
    case .size(let width, let height):
      DataDefect.NetpbmDefect.size(width: width, height: height)
        .description
    case .pixels: "its pixels do not fit what its header says; write the file again"
    }
  }
}

extension DataDefect.CaptionDefect: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownFile(let name):
      "the folder has no image “\(name)”; a line has a file's name, a blank or tab, and its caption"
    case .second(let name): "a second caption of \(name); leave one"
    case .empty(let name): "\(name) has no caption behind its name; write one"
    }
  }
}

extension DataDefect.LIBSVMDefect: CustomStringConvertible {
  /// What is wrong and what to do, to follow the text.
  public var description: String {
    switch self {
    case .label: "is no number for a label; a line is LABEL INDEX:VALUE INDEX:VALUE …"
    case .pair: "is no pair INDEX:VALUE of a whole and a finite number; correct it"
    case .order: "does not have a greater index than the pair before it; sort the line's pairs"
    }
  }
}

private func megabytes(_ bytes: Int) -> String { "\(max(1, bytes >> 20)) MB" }

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }.joined(separator: " ")
}
