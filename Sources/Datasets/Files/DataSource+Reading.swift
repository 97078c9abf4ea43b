import Foundation
import Glibc
import Tensors

extension DataSource {
  /// The data as a table: CSV with a header, LIBSVM, `.amat`, or images with a row each, their values
  /// as they are in the file.
  ///
  /// - Throws: What is wrong with the file, with its place, in one line.
  public func dataset() throws(DatasetError) -> Dataset {
    if isFolder(path) { return table(of: try imageFolder()) }
    let bytes = try read(path)
    let kind = DataKind(of: bytes, path: path)
    switch kind {
    case .idx, .picture: return table(of: try images(in: bytes, kind))
    case .libsvm, .numbers, .table: return try table(in: bytes, kind)
    }
  }

  /// The data as images: an IDX file (with labels in the one beside it), a PNG, PGM or PPM file, a
  /// folder of them, which may have a `captions.txt`, or a table with a row of pixels an image.
  ///
  /// - Throws: What is wrong with the file, with its place, in one line.
  public func images() throws(DatasetError) -> Images {
    if isFolder(path) { return try imageFolder() }
    let bytes = try read(path)
    let kind = DataKind(of: bytes, path: path)
    switch kind {
    case .idx, .picture: return try images(in: bytes, kind)
    case .libsvm, .numbers, .table:
      // No text has a zero byte: it is a picture or an array of another kind.
      if bytes.prefix(1 << 16).contains(0) { throw .unfit(path: path, .notImages) }
      let table = try table(in: bytes, kind)
      do { return try Images(table) } catch { throw .unfit(path: path, error) }
    }
  }

  /// The data as text: a file, or one behind the other the texts of a folder and of those in it, in the
  /// order of their paths.
  ///
  /// - Throws: Why it is none, with the first wrong byte, in one line.
  public func text() throws(DatasetError) -> Corpus {
    let files = isFolder(path) ? textFiles : []
    if files.isEmpty { return try text(at: path) }
    var bytes: [UInt8] = []
    for file in files {
      bytes += try text(at: file).bytes
      if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    }
    return Corpus(bytes, name: name, path: path)
  }

  private func text(at path: String) throws(DatasetError) -> Corpus {
    let name = name
    return try read(path) { bytes throws(DataDefect) in
      try Corpus(checking: bytes, name: name, path: path)
    }
  }

  /// The files of a folder and of those in it that end in `ending`, hidden ones left out.
  private var textFiles: [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    let seen = names.filter { name in
      name.hasSuffix(ending) && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    return seen.sorted().map { "\(path)/\($0)" }.filter { !isFolder($0) }
  }

  private func table(in bytes: [UInt8], _ kind: DataKind) throws(DatasetError) -> Dataset {
    do {
      switch kind {
      case .libsvm: return try LIBSVMReader(bytes).read(self)
      case .numbers: return try NumbersReader(bytes).read(self)
      case .idx, .picture, .table: break
      }
    } catch {
      throw .unfit(path: path, error)
    }
    return try Dataset(table: bytes, of: self)
  }

  /// A row for each image, with the values that are in the file.
  private func table(of images: Images) -> Dataset {
    var table = Dataset(
      name: name, features: images.rows(as: Double.self) * Double(images.white),
      featureNames: (0..<images.size).map { "pixel\($0)" }, labels: images.labels,
      classNames: images.classNames,
      targets: images.labels.map { labels in Tensor(labels.map(Double.init)) })
    table.path = path
    return table
  }

  private func images(in bytes: [UInt8], _ kind: DataKind) throws(DatasetError) -> Images {
    if kind == .idx { return try idxImages(IDXFile(bytes, path: path)) }
    do {
      return try Images([Picture(file: bytes)], of: self)
    } catch {
      throw .unfit(path: path, error)
    }
  }
}

/// Whether there is a folder at `path`.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
