import Glibc

/// The names of all that is in `folder`, in no order; none where it cannot be read.
func files(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// The paths of all that is in `folder`, in no order.
func children(of folder: String) -> [String] {
  files(in: folder).map { "\(folder)/\($0)" }
}

/// What changes with the content of `path`: of a file its SHA-256, of a folder the names, sizes and times
/// of the files in it and in those `depth` levels below it.
func contentMark(of path: String, depth: Int = 4) -> String {
  var status = stat()
  guard stat(path, &status) == 0 else { return "nothing" }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return SHA256.hash(ofFile: path) ?? "unreadable"
  case S_IFDIR: return SHA256.hash(of: listing(of: path, depth: depth).joined(separator: "\n"))
  // A device or a pipe may never end.
  default: return "no file"
  }
}

private func listing(of folder: String, depth: Int) -> [String] {
  children(of: folder).sorted().flatMap { path -> [String] in
    var status = stat()
    guard lstat(path, &status) == 0 else { return [] }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      let time = status.st_mtim
      return ["\(path) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"]
    }
    return depth > 0 ? listing(of: path, depth: depth - 1) : []
  }
}
