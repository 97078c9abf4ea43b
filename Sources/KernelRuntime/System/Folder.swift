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
