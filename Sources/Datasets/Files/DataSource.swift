/// A file or folder with data, read once, as what is asked for; the kind is told by the content.
///
/// What has been read of it is kept as it was on the disk, so that it can be named by its hash.
public final class DataSource {
  /// A file as it was read.
  public struct File: Sendable {
    /// Its name without a folder.
    public var name: String
    /// All of it.
    public var bytes: [UInt8]
  }

  /// What a kernel calls the data.
  public let name: String
  /// The file or folder.
  public let path: String
  /// The IDX file with the labels, where it is not beside the images.
  let labelPath: String?
  /// How the names of the texts in a folder end.
  let ending: String
  /// The files that were read, in their order.
  public private(set) var files: [File] = []

  /// The data at `path`, which a kernel calls `name`; of a folder the texts are those files whose names
  /// end in `ending`.
  public init(_ path: String, name: String, labels: String? = nil, ending: String = ".txt") {
    self.path = path
    self.name = name
    self.ending = ending
    labelPath = labels
  }

  /// The content of a file, unpacked where `gzip` packed it.
  func read(_ path: String) throws(DatasetError) -> [UInt8] {
    let bytes = try readFile(path)
    files.append(File(name: fileName(path), bytes: bytes))
    guard Gzip.isPacked(bytes) else { return bytes }
    do { return try Gzip.unpacked(bytes, limit: readingLimit) } catch {
      throw .unfit(path: path, error)
    }
  }

  /// Gives what `body` makes of a file's content, with the file's name in its errors.
  func read<Value>(
    _ path: String, _ body: ([UInt8]) throws(DataDefect) -> Value
  ) throws(DatasetError) -> Value {
    let bytes = try read(path)
    do { return try body(bytes) } catch { throw .unfit(path: path, error) }
  }
}

/// What the content of a file is.
enum DataKind {
  case idx, picture, libsvm, numbers, table

  /// The kind of `bytes`, with the ending of the file's name where they leave it open.
  init(of bytes: [UInt8], path: String) {
    let isNumbers = path.lowercased().hasSuffix(".amat") || path.lowercased().hasSuffix(".amat.gz")
    if bytes.starts(with: [0, 0]) {
      self = .idx
    } else if PNGReader.isPNG(bytes) || NetpbmReader.isNetpbm(bytes) {
      self = .picture
    } else if LIBSVMReader.isLIBSVM(bytes) {
      self = .libsvm
    } else if isNumbers || NumbersReader.isNumbers(bytes) {
      self = .numbers
    } else {
      self = .table
    }
  }
}

/// The last part of a path.
func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
