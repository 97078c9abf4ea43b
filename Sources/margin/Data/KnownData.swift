import Foundation
import KernelRuntime
import Margin
import Notebook

/// A data set that `--data NAME=…` can be given by its name.
struct KnownDataset {
  enum Origin: String {
    /// It comes along.
    case included
    /// A text of the project itself, read where it stands.
    case text
    /// Kernels make it, keep it or do without, unless they are given a file.
    case made
    /// The user has given it its name.
    case yours
  }

  var name: String
  var origin: Origin
  /// The file or folder; nil where there is none.
  var path: String?
  /// What it is, in a line; nil where nobody has said.
  var summary: String?
  /// Where it is from, and under which licence.
  var source: String?
  /// The kernels that read data of this name.
  var kernels: [String] = []

  /// The size of the file, or of the files in the folder; nil where it is gone.
  var bytes: Int? {
    let manager = FileManager.default
    guard let path, let attributes = try? manager.attributesOfItem(atPath: path) else { return nil }
    guard attributes[.type] as? FileAttributeType == .typeDirectory else {
      return attributes[.size] as? Int
    }
    let names = (try? manager.subpathsOfDirectory(atPath: path)) ?? []
    return names.reduce(0) { sum, name in
      let attributes = try? manager.attributesOfItem(atPath: "\(path)/\(name)")
      let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
      return sum + (isFile ? attributes?[.size] as? Int ?? 0 : 0)
    }
  }
}

/// The data sets that have names here.
enum KnownData {
  static var store: DatasetStore { DatasetStore(directory: Installation.current.data) }

  /// Those that come along, those that kernels make, and those that the user has named, each by name.
  ///
  /// - Throws: `StoreError` where the user's names cannot be read.
  static func all() throws(StoreError) -> [KnownDataset] {
    let readers = readers()
    let notes = notes()
    let installation = Installation.current
    let included = installation.datasetNames.map { name in
      let path = try? installation.dataPath(for: name, own: [:])
      let note = notes[name]
      return KnownDataset(
        name: name, origin: path == nil ? .text : .included,
        path: path ?? (name == "source" ? installation.root + "/Sources" : installation.lessons),
        summary: note?.summary ?? texts[name], source: note?.source, kernels: readers[name] ?? [])
    }
    let own = try store.paths().sorted { $0.key < $1.key }.map { name, path in
      KnownDataset(name: name, origin: .yours, path: path)
    }
    let known = Set(included.map(\.name))
    let made = readers.keys.filter { !known.contains($0) }.sorted().map { name in
      KnownDataset(
        name: name, origin: .made,
        summary: "made, kept or done without by the kernel, unless you give it a file",
        kernels: readers[name] ?? [])
    }
    return included + made + own
  }

  /// The file that `name` stands for where it is no path: one that the user has named, else one that comes
  /// along.
  static func path(named name: String) -> String? {
    if let path = (try? store.paths())?[name] { return path }
    return try? Installation.current.dataPath(for: name, own: [:])
  }

  private static let texts = [
    "course": "what the lessons say, in English", "course-zh": "what the lessons say, in Chinese",
    "source": "the source of the program itself",
  ]

  /// The kernels by the names of the data that they say they read.
  private static func readers() -> [String: [String]] {
    KernelSource.kernels().reduce(into: [:]) { readers, kernel in
      for name in (try? KernelLoader.type(of: kernel).reads) ?? [] {
        readers[name, default: []].append(kernel)
      }
    }
  }

  /// What the table in `Datasets/README.md` says, by name.
  private static func notes() -> [String: (summary: String, source: String)] {
    let path = Installation.current.datasets + "/README.md"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").reduce(into: [:]) { notes, line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count == 3 else { return }
      let name = cells[0].trimmingCharacters(in: ["`"]).prefix { $0 != "." }
      notes[String(name)] = (plain(cells[1]), plain(cells[2]))
    }
  }

  /// Without the marks of emphasis and code.
  private static func plain(_ text: String) -> String { text.filter { !"*`".contains($0) } }
}
