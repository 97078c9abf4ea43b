import Glibc

/// A console cell that was compiled: the module that it became.
public struct CellModule: Hashable, Sendable {
  /// What nothing else in the process is called.
  public var name: String
  /// Its shared object.
  public var library: String
  /// What later cells can use of it.
  public var names: [CellItems.Name]
  /// What it imports, and so do the cells after it.
  public var imports: [String]
  /// Whether later cells can see anything of it.
  public var isKept: Bool
  /// Whether it may change something in the process: a kernel's run is then no longer reproducible.
  public var mayChange: Bool
}

/// Where a console cell is evaluated, as far as it matters to the compiler.
public struct CellContext: Hashable, Sendable {
  /// The kernel that the cell sees as `kernel`; nil where it sees none.
  public var kernel: String?
  /// The lesson's module; nil where it was not built.
  public var lesson: String?
  /// The shared object of the kernel where it is an edit; nil where it is built in.
  public var library: String?
  /// The cells before it in the same process, those that are over without having failed.
  public var cells: [CellModule]

  /// The context of a process's first cell.
  ///
  /// - Parameters:
  ///   - kernel: The kernel that the cell sees.
  ///   - lesson: The module of its lesson.
  ///   - library: The shared object of an edit.
  ///   - cells: The cells before it.
  public init(
    kernel: String? = nil, lesson: String? = nil, library: String? = nil,
    cells: [CellModule] = []
  ) {
    self.kernel = kernel
    self.lesson = lesson
    self.library = library
    self.cells = cells
  }

  /// The files of the edit, which lie beside its shared object.
  var editedFiles: [SourceFile] {
    guard let library, let name = lastComponent(library) else { return [] }
    let paths = children(of: String(library.dropLast(name.count + 1))).sorted()
    return paths.filter { $0.hasSuffix(".swift") }.compactMap { path in
      guard let text = text(ofFile: path) else { return nil }
      return SourceFile(fileName(of: path), text)
    }
  }

  /// The module of the edit: its shared object is named after it.
  var edit: String? {
    library.flatMap(lastComponent).map { String($0.prefix { $0 != "." }) }
  }
}

/// The text of the file at `path`; nil where it cannot be read.
private func text(ofFile path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
