internal import Foundation

/// Reads a run while another process writes it.
public struct RunFollower {
  /// The run as far as it has been read.
  public private(set) var record: RunRecord

  private let path: String
  /// The file that was read: a writer may put a tighter one in its place.
  private var inode: UInt64
  /// The end of the last whole line.
  private var offset: UInt64

  /// Begins with what the file at `path` holds; nil where that is nothing yet.
  ///
  /// - Throws: `StoreError` where it cannot be read.
  init?(path: String) throws(StoreError) {
    self.path = path
    let (inode, data) = try Self.read(path, from: 0)
    guard !data.isEmpty else { return nil }
    do {
      record = try RunRecord(lines: data)
    } catch {
      throw .unreadable(path: path, reason: error)
    }
    self.inode = inode
    offset = UInt64(data.count)
    try endIfUnwritten()
  }

  /// Reads what was written since.
  ///
  /// - Returns: Whether that was anything.
  /// - Throws: `StoreError` where it cannot be read, such as a run that has been removed.
  public mutating func update() throws(StoreError) -> Bool {
    guard record.ending == nil else { return false }
    let isNew = try takeLines()
    try endIfUnwritten()
    return isNew || record.ending != nil
  }

  private mutating func takeLines() throws(StoreError) -> Bool {
    let (inode, data) = try Self.read(path, from: offset, of: self.inode)
    if inode != self.inode {
      guard let whole = try RunFollower(path: path) else { return false }
      self = whole
      return true
    }
    offset += UInt64(data.count)
    record.apply(data.split(separator: UInt8(ascii: "\n")))
    return !data.isEmpty
  }

  /// What nobody writes any more has its last lines: without an ending among them it was cut short.
  private mutating func endIfUnwritten() throws(StoreError) {
    guard record.ending == nil, !isRunWritten(at: path) else { return }
    // The ending may have been written after the last look.
    _ = try takeLines()
    if record.ending == nil { record.ending = .cutShort }
  }

  /// The whole lines from `offset` on, or none where the file is no longer the one that `inode` names.
  private static func read(
    _ path: String, from offset: UInt64, of inode: UInt64? = nil
  ) throws(StoreError) -> (inode: UInt64, lines: Data) {
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      var status = stat()
      guard fstat(file.fileDescriptor, &status) == 0 else { throw StoreFault.last }
      let found = UInt64(status.st_ino)
      guard inode == nil || inode == found, UInt64(status.st_size) > offset else {
        return (found, Data())
      }
      try file.seek(toOffset: offset)
      let data = try file.readToEnd() ?? Data()
      let end = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return (found, data.prefix(end))
    } catch {
      throw .unreadable(path: path, reason: error.fault)
    }
  }
}
