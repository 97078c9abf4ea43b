internal import Foundation

/// A learner's text written to a place of the learner's choice.
public enum TextCopy {
  /// Writes `text` to a new file, on the disk when it returns; a file that is there is left alone.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - path: Where to; `~` is the home folder.
  /// - Throws: `StoreError`.
  public static func write(_ text: String, to path: String) throws(StoreError) {
    let path = (path as NSString).expandingTildeInPath
    do {
      let file = try FileHandle.creating(path)
      defer { try? file.close() }
      do {
        try file.write(contentsOf: Data(text.utf8))
        try file.synchronize()
      } catch {
        unlink(path)
        throw error
      }
    } catch {
      throw .unwritable(path: path, reason: error.fault)
    }
  }

  /// Writes `text` in place of what the file `name` of the folder at `path` held, on the disk when it
  /// returns; the folder is made where there is none.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The file's name.
  ///   - path: The folder.
  /// - Throws: `StoreError`.
  public static func keep(_ text: String, as name: String, in path: String) throws(StoreError) {
    try StoreFolder(path: path).replace(name, with: Data(text.utf8))
  }
}
