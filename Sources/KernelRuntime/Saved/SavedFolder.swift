import Glibc
import Margin

/// The folder of what kernels keep: of each name the newest file, and some older ones, which the records
/// of runs speak of.
///
/// A file is called by its name and its content, `clip-3f9a01c2b4d5.safetensors`, and never changes; a
/// link with the name alone leads to the newest. What takes the place of something else does so as a
/// whole.
struct SavedFolder {
  let path: String
  /// How many bytes all files may have, where they are not the newest of their name.
  var room = 2 << 30
  /// How many names there may be.
  var names = 200

  /// How many files of one name are kept at most.
  private static let versions = 8

  /// A file that was kept.
  struct File: Hashable {
    var path: String
    var hash: String
  }

  /// Keeps in `file` what `write` writes to the path that it is given.
  ///
  /// - Parameters:
  ///   - file: The name, its ending included.
  ///   - former: A file that the same run has kept under this name, and that nothing else needs.
  ///   - write: Writes it.
  /// - Returns: The file as it is called by its content.
  /// - Throws: `SavingError.unwritable`, `.full`, and what `write` throws.
  func keep(_ file: String, replacing former: File? = nil, _ write: (String) throws -> Void) throws
    -> File
  {
    try makeFolder()
    removeLeftovers()
    let link = "\(path)/\(file)"
    if readLink(link) == nil, entries.count(where: { readLink($0) != nil }) >= names {
      throw SavingError.full(folder: path, limit: names)
    }
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = "\(path)/.\(file).\(mark).tmp"
    defer { unlink(temporary) }
    do {
      try write(temporary)
    } catch SavingError.unwritable(_, let reason) {
      throw SavingError.unwritable(path: link, reason: reason)
    }
    guard let hash = SHA256.hash(ofFile: temporary) else { throw unwritable(link) }
    let (stem, ending) = Self.parts(of: file)
    let name = "\(stem)-\(hash.prefix(12))\(ending)"
    let kept = File(path: "\(path)/\(name)", hash: hash)
    guard rename(temporary, kept.path) == 0, symlink(name, temporary) == 0,
      rename(temporary, link) == 0
    else { throw unwritable(link) }
    if let former, former != kept { unlink(former.path) }
    makeRoom(for: file)
    return kept
  }

  /// The newest file that was kept as `file`.
  func newest(_ file: String) -> String? {
    readLink("\(path)/\(file)").flatMap { access($0, R_OK) == 0 ? $0 : nil }
  }

  private func unwritable(_ path: String) -> SavingError {
    .unwritable(path: path, reason: .last)
  }

  private func makeFolder() throws(SavingError) {
    var folder = ""
    for part in path.split(separator: "/") {
      folder += "/" + part
      if mkdir(folder, 0o700) != 0, errno != EEXIST, access(folder, F_OK) != 0 {
        throw unwritable(folder)
      }
    }
  }

  /// The paths of all that is in the folder.
  private var entries: [String] {
    files(in: path).filter { $0.first != "." }.map { "\(path)/\($0)" }
  }

  /// Removes the oldest files that are not the newest of their name, where there are too many of this
  /// name or too many bytes in all.
  private func makeRoom(for file: String) {
    let newest = Set(entries.compactMap(readLink))
    let older = entries.filter { readLink($0) == nil && !newest.contains($0) }
      .map { (path: $0, status: status(of: $0)) }
      .sorted { $0.status.age > $1.status.age }
    var surplus = older.count { isVersion($0.path, of: file) } - Self.versions + 1
    var bytes = older.reduce(0) { $0 + $1.status.size }
    for entry in older {
      let isOwn = isVersion(entry.path, of: file)
      guard bytes > room || isOwn && surplus > 0 else { continue }
      unlink(entry.path)
      bytes -= entry.status.size
      if isOwn { surplus -= 1 }
    }
  }

  /// Whether the file at `path` was kept as `file`, now or earlier.
  private func isVersion(_ path: String, of file: String) -> Bool {
    let (stem, ending) = Self.parts(of: file)
    return path.hasPrefix("\(self.path)/\(stem)-") && path.hasSuffix(ending)
      && path.utf8.count == "\(self.path)/\(file)".utf8.count + 13
  }

  /// Removes what a process has left that died an hour ago or earlier while it wrote.
  private func removeLeftovers() {
    for name in files(in: path) where name.first == "." && name.hasSuffix(".tmp") {
      let file = "\(path)/\(name)"
      if status(of: file).age > 3600 { unlink(file) }
    }
  }

  private func status(of path: String) -> (size: Int, age: Int) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return (0, 0) }
    return (Int(status.st_size), time(nil) - status.st_mtim.tv_sec)
  }

  /// Where the link at `path` leads; nil where it is none.
  private func readLink(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let target = buffer[..<count].map { UInt8(bitPattern: $0) }
    return "\(self.path)/" + String(decoding: target, as: UTF8.self)
  }

  /// `counts` and `.arpa`.
  private static func parts(of file: String) -> (stem: Substring, ending: Substring) {
    guard let point = file.lastIndex(of: ".") else { return (file[...], "") }
    return (file[..<point], file[point...])
  }
}
