internal import Foundation

/// A folder of files that are replaced whole: a reader, or a process that dies at any moment, sees
/// the last version of a file or the one before.
struct StoreFolder: Sendable {
  let path: String

  func path(of name: String) -> String { path + "/" + name }

  /// Makes the folder, for its owner alone, and those above it.
  func create() throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folder(path: path, reason: error.fault)
    }
  }

  /// The names of its files, in no order; none if there is no folder.
  func names() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

  /// What the file holds; nil if there is none.
  func read(_ name: String) throws(StoreError) -> Data? {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path(of: name)))
    } catch CocoaError.fileReadNoSuchFile {
      return nil
    } catch {
      throw .unreadable(path: path(of: name), reason: error.fault)
    }
  }

  /// Puts `data` in place of what the file held, on the disk when it returns.
  func replace(_ name: String, with data: Data) throws(StoreError) {
    try create()
    let temporary = path(of: ".\(name).\(UUID().uuidString).tmp")
    do {
      let file = try FileHandle.creating(temporary)
      defer { try? file.close() }
      try file.write(contentsOf: data)
      try file.synchronize()
    } catch {
      unlink(temporary)
      throw .unwritable(path: path(of: name), reason: error.fault)
    }
    guard rename(temporary, path(of: name)) == 0 else {
      let reason = StoreFault.last
      unlink(temporary)
      throw .unwritable(path: path(of: name), reason: reason)
    }
    synchronize()
  }

  func remove(_ name: String) throws(StoreError) {
    guard unlink(path(of: name)) == 0 || errno == ENOENT else {
      throw .unwritable(path: path(of: name), reason: .last)
    }
  }

  /// Renames a file that cannot be understood, so that nothing overwrites it.
  func setAside(_ name: String, because reason: StoreFault) -> StoreError {
    let number = (1...).first { !FileManager.default.fileExists(atPath: path(of: "\(name).\($0)")) }
    let kept = "\(name).\(number ?? 1)"
    rename(path(of: name), path(of: kept))
    return .setAside(path: path(of: kept), reason: reason)
  }

  /// Deletes what saves that were cut short have left behind an hour ago or earlier.
  func removeLeftovers() {
    for name in names() where name.hasPrefix(".") && name.hasSuffix(".tmp") {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: name))
      guard let date = attributes?[.modificationDate] as? Date, date.timeIntervalSinceNow < -3600
      else { continue }
      unlink(path(of: name))
    }
  }

  /// Brings the folder's own entries to the disk, a new name among them.
  private func synchronize() {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension FileHandle {
  /// A new file for its owner alone, which no other process inherits.
  static func creating(_ path: String) throws -> FileHandle {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.last }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
