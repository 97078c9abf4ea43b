import Glibc

/// The folder of compiled kernels: the user's alone, bounded, each entry complete or absent.
///
/// An entry is a folder named after its module, with the source and the shared object in it.
struct CompiledKernels: Hashable, Sendable {
  /// How many entries are kept: the most recently used.
  static let capacity = 64

  var folder: String

  /// The shared object of `module`, if it has been compiled before.
  func library(of module: String) -> String? {
    let path = libraryPath(of: module)
    var information = stat()
    guard stat(path, &information) == 0, information.st_size > 0 else { return nil }
    utimensat(AT_FDCWD, entry(module), nil, 0)
    return path
  }

  /// Makes an entry by filling a new folder, which then becomes `module`'s in one step.
  ///
  /// - Parameters:
  ///   - module: The entry's name.
  ///   - fill: Writes the entry's files into the folder that it is given.
  /// - Throws: `CompilationFailure` where nothing can be written, and what `fill` throws.
  func add(_ module: String, fill: (_ folder: String) throws(CompilationFailure) -> Void)
    throws(CompilationFailure)
  {
    try prepare()
    var name = Array("\(folder)/\(Self.unfinished)XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw .unwritable(folder, code: errno) }
    let draft = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    do { try fill(draft) } catch {
      remove(draft)
      throw error
    }
    // Where another process was faster, its entry stands and is as good.
    if rename(draft, entry(module)) != 0 { remove(draft) }
    prune(sparing: entry(module))
  }

  /// The path that the shared object of `module` has or will have.
  func libraryPath(of module: String) -> String { "\(entry(module))/\(module).so" }

  /// The folder of `module`'s entry.
  func entry(_ module: String) -> String { "\(folder)/\(module)" }

  private static let unfinished = ".unfinished-"

  /// Makes the folder where it is missing, and refuses one that others could write to: what is in
  /// it gets loaded and run.
  func prepare() throws(CompilationFailure) {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      if mkdir(path, 0o700) != 0 && errno != EEXIST { throw .unwritable(path, code: errno) }
    }
    var information = stat()
    guard lstat(folder, &information) == 0 else { throw .unwritable(folder, code: errno) }
    guard information.st_uid == geteuid(), information.st_mode & 0o022 == 0 else {
      throw .unwritable(folder, code: EPERM)
    }
  }

  /// Removes the entries used longest ago, and what a killed compilation left an hour ago.
  private func prune(sparing newest: String) {
    let entries = children(of: folder).map { path in (path: path, used: modified(path)) }
    let drafts = entries.filter { $0.path.contains("/" + Self.unfinished) }
    for draft in drafts where draft.used < Double(time(nil) - 3600) { remove(draft.path) }
    let others = entries.filter {
      $0.path != newest && !$0.path.contains("/" + Self.unfinished)
    }
    let old = others.sorted { $0.used > $1.used }.dropFirst(Self.capacity - 1)
    for entry in old { remove(entry.path) }
  }

  /// Removes an entry: a folder of files.
  private func remove(_ entry: String) {
    for file in children(of: entry) { unlink(file) }
    rmdir(entry)
  }
}

/// When `path` was last changed, in seconds since 1970; 0 where nothing is there.
func modified(_ path: String) -> Double {
  var information = stat()
  guard stat(path, &information) == 0 else { return 0 }
  return Double(information.st_mtim.tv_sec) + Double(information.st_mtim.tv_nsec) * 1e-9
}
