import Foundation
import Margin

/// What one run keeps and loads.
final class Savings {
  private let folder: SavedFolder
  /// Files of the user's own by name, in place of what was kept.
  private let own: [String: String]
  /// The file that the user wants it in, besides.
  private let wanted: String?
  /// What has gone into that file.
  private(set) var isIn: String?
  /// Whether it has loaded a file that the user gave.
  private(set) var hasLoadedOwnFile = false
  /// What has been said already, for a kernel may save in each of a thousand epochs.
  private var said: Set<SavingError> = []
  /// What this run has kept, by name.
  private var kept: [String: SavedFolder.File] = [:]

  init(_ setup: RunSetup, in installation: Installation = .current) {
    folder = SavedFolder(path: installation.saved)
    own = setup.data
    wanted = setup.savePath
  }

  /// Keeps `content` in the file `file`, and in that of the user if that has the same ending.
  ///
  /// - Returns: What could not be written, each said once.
  /// - Throws: What the content itself throws.
  func save(_ content: SavedContent, as file: String) throws -> [KernelRemark] {
    var remarks: [KernelRemark] = []
    func attempt(_ body: () throws -> Void) throws {
      do {
        try body()
      } catch let error as SavingError where error.isOfDisk {
        if said.insert(error).inserted { remarks.append(.notSaved(error)) }
      }
    }
    try attempt {
      kept[file] = try folder.keep(file, replacing: kept[file]) { try content.write(to: $0) }
    }
    if let wanted, isWanted(file) {
      try attempt {
        try content.replace(wanted)
        isIn = file
      }
    }
    return remarks
  }

  /// Whether what is kept in `file` goes to the file that the user wants: the first one with its ending.
  func isWanted(_ file: String) -> Bool {
    guard let wanted, isIn == nil || isIn == file else { return false }
    return ending(of: wanted) == ending(of: file)
  }

  /// The file with what was kept in `file` as `name`, and its hash.
  ///
  /// - Throws: `SavingError.nothingSaved`, and `.unreadable`.
  func load(_ file: String, name: String) throws(SavingError) -> SavedFolder.File {
    guard let path = own[name] ?? folder.newest(file) else {
      throw .nothingSaved(name: name, kernels: KernelSource.kernels(saving: name))
    }
    if own[name] != nil { hasLoadedOwnFile = true }
    // A device may have no end.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .unreadable(
        path: path, reason: status.st_mode & S_IFMT == S_IFDIR ? .isFolder : .isNoFile)
    }
    guard let hash = SHA256.hash(ofFile: path) else {
      throw .unreadable(path: path, reason: .last)
    }
    return SavedFolder.File(path: path, hash: hash)
  }

  private func ending(of path: String) -> Substring {
    let file = path.split(separator: "/").last ?? ""
    return file.lastIndex(of: ".").map { file[$0...] } ?? ""
  }
}

extension KernelSource {
  /// The kernels of the lessons that keep something as `name`, as far as their sources say it.
  static func kernels(saving name: String, in installation: Installation = .current) -> [String] {
    kernels(in: installation).filter { kernel in
      guard let source = try? current(for: kernel, in: installation) else { return false }
      return source.text.split(separator: "\n").contains { line in
        line.contains("save(") && line.contains("as: \"\(name)\"")
      }
    }
  }
}
