import Foundation
import Notebook

/// Files of the learner's own as a typed path names them: `~` is the home folder, and a word may be a
/// name that `margin data add` gave.
struct DataFiles: Sendable {
  let store: DatasetStore

  /// What the path `typed` can go on with.
  func completion(of typed: String) -> PathCompletion {
    if typed == "~" { return PathCompletion(of: "~/", among: Self.names(in: "~/")) }
    let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let own = slash == typed.startIndex ? given.keys.sorted() : []
    return PathCompletion(of: typed, among: Self.names(in: String(typed[..<slash])) + own)
  }

  /// The file that `typed` names, by its path from the root of the file system.
  func path(of typed: String) -> String {
    let path = Self.absolute(typed)
    if typed.contains("/") || access(path, F_OK) == 0 { return path }
    return given[typed] ?? path
  }

  private var given: [String: String] { (try? store.paths()) ?? [:] }

  private static func names(in folder: String) -> [String] {
    let folder = absolute(folder.isEmpty ? "." : folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.map { isFolder(folder + "/" + $0) ? $0 + "/" : $0 }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func absolute(_ path: String) -> String {
    // As in a shell, the home folder is the one that the environment names.
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    let isAtHome = path == "~" || path.hasPrefix("~/")
    let path = isAtHome ? home + path.dropFirst() : (path as NSString).expandingTildeInPath
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// Why the file or folder at `path` cannot be read; nil where it can.
  static func problem(at path: String) -> StoreError? {
    if access(path, R_OK) == 0 { return nil }
    return .unreadable(path: path, reason: .system(code: errno))
  }
}
