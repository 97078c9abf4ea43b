import Glibc

/// Where the program's own files are, and where the user's are kept.
public struct Installation: Hashable, Sendable {
  /// The program that is running, as its environment has it.
  public static let current = Installation(environment: processEnvironment())

  /// The package's folder: `MARGIN_HOME`, else where it was built.
  public let root: String
  /// The program's own file.
  public let executable: String
  /// What the learner wrote: edits, progress, run records.
  public let data: String
  /// What can be made again: compiled kernels.
  public let cache: String
  /// What the user chose.
  public let config: String

  /// The installation that an environment describes.
  public init(environment: [String: String]) {
    root = environment["MARGIN_HOME"].flatMap(nonEmpty) ?? Self.builtRoot
    executable = resolvedPath("/proc/self/exe") ?? CommandLine.arguments[0]
    let home = environment["HOME"].flatMap(nonEmpty) ?? "/tmp"
    func folder(_ variable: String, _ fallback: String) -> String {
      // The XDG specification has a path that is not absolute ignored.
      let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
      return (base ?? home + fallback) + "/margin"
    }
    data = folder("XDG_DATA_HOME", "/.local/share")
    cache = folder("XDG_CACHE_HOME", "/.cache")
    config = folder("XDG_CONFIG_HOME", "/.config")
  }

  /// The folder with a folder for each lesson.
  public var lessons: String { root + "/Lessons" }

  /// The folder of the recorded runs.
  public var runs: String { data + "/runs" }

  /// The folder of what kernels keep.
  public var saved: String { data + "/saved" }

  /// The folder of the data sets that come along.
  public var datasets: String { root + "/Datasets" }

  /// The `margin` program: this one, or where this is a test, the one built beside it.
  public var program: String { buildFolder + "/margin" }

  /// The folder of the modules that an edited kernel is compiled against.
  public var modules: String { buildFolder + "/Modules" }

  private var buildFolder: String { parent(of: executable) }

  /// What tells this build from another one.
  public var build: String {
    var status = stat()
    guard stat(executable, &status) == 0 else { return "unknown" }
    let nanoseconds = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    return String(nanoseconds, radix: 36) + "-" + String(status.st_size, radix: 36)
  }

  private static let builtRoot = parent(of: parent(of: parent(of: #filePath)))
}

private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

private func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}

private func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
