internal import Foundation

/// A file to which lines are added as long as its owner lives, and which nobody else adds to meanwhile.
///
/// Used on one thread.
public final class LineFile {
  /// Where it is.
  public let path: String
  /// The lines that it held when it was opened, without one that was cut short.
  public let lines: [String]
  private let lock: FileLock
  private let handle: FileHandle
  private var size: Int

  /// Opens or makes the file; nil while another process, or another value, has it open.
  ///
  /// - Parameters:
  ///   - name: The file's name.
  ///   - directory: Its folder, which is made if need be.
  ///   - keepsLines: Whether the lines that it holds stay; else it begins anew.
  /// - Throws: `StoreError` where there can be no such file.
  public init?(_ name: String, directory: String, keepsLines: Bool) throws(StoreError) {
    let folder = StoreFolder(path: directory)
    try folder.create()
    path = folder.path(of: name)
    guard let lock = try FileLock(path: path, waits: false) else { return nil }
    self.lock = lock
    let data = keepsLines ? try folder.read(name) ?? Data() : Data()
    // A line is whole when its line feed has been written.
    size = (data.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    lines = data.prefix(size).split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    do {
      handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.truncate(atOffset: UInt64(size))
    } catch {
      throw .unwritable(path: path, reason: error.fault)
    }
  }

  /// Adds a line, which is on the disk when this returns.
  ///
  /// - Throws: `StoreError`; what was written of the line is written over by the next one.
  public func append(_ line: String) throws(StoreError) {
    let data = Data((line + "\n").utf8)
    do {
      try handle.seek(toOffset: UInt64(size))
      try handle.write(contentsOf: data)
      try handle.synchronize()
    } catch {
      throw .unwritable(path: path, reason: error.fault)
    }
    size += data.count
  }
}
