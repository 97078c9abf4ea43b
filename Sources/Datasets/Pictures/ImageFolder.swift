import Foundation

extension DataSource {
  /// The PNG, PGM and PPM files of a folder in the order of their names, with what `captions.txt` says of
  /// them: a line has a file's name, a blank or tab, and its caption.
  func imageFolder() throws(DatasetError) -> Images {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    let endings = ["png", "pgm", "ppm", "pnm"].flatMap { [".\($0)", ".\($0).gz"] }
    let files = names.filter { name in
      !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
    }
    var pictures: [Picture] = []
    for file in files {
      let picture = try read("\(path)/\(file)") { bytes throws(DataDefect) in
        try Picture(file: bytes)
      }
      if let first = pictures.first, picture.size != first.size {
        throw .unfit(
          path: path,
          .otherSize(
            file: file, size: picture.size, first: files[0], firstSize: first.size))
      }
      pictures.append(picture)
    }
    var images = try imagesOf(pictures)
    if names.contains("captions.txt") { images.captions = try captions(of: files) }
    return images
  }

  private func imagesOf(_ pictures: [Picture]) throws(DatasetError) -> Images {
    do { return try Images(pictures, of: self) } catch { throw .unfit(path: path, error) }
  }

  private func captions(of files: [String]) throws(DatasetError) -> [String] {
    let text = try DataSource.text(try readText("\(path)/captions.txt"))
    var captions: [String: String] = [:]
    let known = Set(files)
    for (index, line) in text.enumerated() {
      guard let (file, caption) = line else { continue }
      func defect(_ defect: DataDefect.CaptionDefect) -> DatasetError {
        .unfit(path: path, .captions(line: index + 1, defect))
      }
      guard known.contains(file) else { throw defect(.unknownFile(file)) }
      if captions[file] != nil { throw defect(.second(file)) }
      if caption.isEmpty { throw defect(.empty(file)) }
      captions[file] = caption
    }
    if let missing = files.first(where: { captions[$0] == nil }) {
      throw .unfit(path: path, .noCaption(file: missing))
    }
    return files.compactMap { captions[$0] }
  }

  private func readText(_ path: String) throws(DatasetError) -> Corpus {
    let name = name
    return try read(path) { bytes throws(DataDefect) in
      try Corpus(checking: bytes, name: name, path: path)
    }
  }

  /// Of each line the first word and the rest; nil of a line without any.
  private static func text(_ corpus: Corpus) throws(DatasetError) -> [(String, String)?] {
    corpus.lines.map { line in
      var words = Corpus.Words(line)
      guard let file = words.next() else { return nil }
      let first = words.next()
      let rest = first.map { line[$0.startIndex...] } ?? []
      return (String(decoding: file, as: UTF8.self), String(decoding: rest, as: UTF8.self))
    }
  }
}

extension Images {
  /// Images of one size that `source` has.
  init(_ pictures: [Picture], of source: DataSource) throws(DataDefect) {
    guard let first = pictures.first else { throw .noImageFiles }
    self.init(
      name: source.name, bytes: Array(pictures.map(\.bytes).joined()), channels: first.channels,
      height: first.height, width: first.width)
    path = source.path
  }

  /// The rows of a table of pixels, which are square images, grey or red, green and blue by planes.
  init(_ table: Dataset) throws(DataDefect) {
    let columns = table.featureNames.count
    let grey = squareRoot(columns)
    guard let side = grey ?? (columns % 3 == 0 ? squareRoot(columns / 3) : nil) else {
      throw .notSquare(columns: columns)
    }
    let values = table.features.scalars
    let isFraction = values.allSatisfy { 0...1 ~= $0 } && values.contains { $0 != $0.rounded() }
    let scale = isFraction ? 255.0 : 1
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count)
    for (place, value) in values.enumerated() {
      guard 0...255 ~= value, isFraction || value == value.rounded() else {
        throw .notPixel(
          row: place / columns + 1, column: table.featureNames[place % columns], value: value)
      }
      bytes.append(UInt8((value * scale).rounded()))
    }
    let largest = bytes.max() ?? 0
    let white: UInt8 = isFraction ? 255 : [1, 16, 255].first { largest <= $0 } ?? 255
    self.init(
      name: table.name, bytes: bytes, channels: grey == nil ? 3 : 1, height: side, width: side,
      white: white)
    path = table.path
    labels = table.labels
    classNames = table.classNames
  }
}
