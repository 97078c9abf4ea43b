import Datasets
import KernelRuntime
import Margin
import Notebook

/// `margin data add FILE --name NAME`: a name for a file of the user's own.
enum DataAdd {
  private static let name = Option(
    name: "--name", value: "NAME", help: "The name, for `--data x=NAME` and for @ in the notebook")

  static let command = Command(
    name: "data add", operand: "FILE",
    summary: "Give a file or folder of your own a name; it stays where it is", options: [name]
  ) { arguments in
    let path = absolute(arguments.operand ?? "")
    guard let name = arguments.value(name) else {
      throw UsageError.other("\(name.usage) is missing: \(name.help)")
    }
    try check(name)
    let kind = try kind(of: path)
    try KnownData.store.add(path, as: name)
    put(harmless("\(name) is \(path): \(kind)"))
    return 0
  }

  /// A name must be told from a path, and from those that there are.
  private static func check(_ text: String) throws {
    let isName = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_".unicodeScalars.contains($0)
    }
    guard isName, !text.isEmpty, !text.hasPrefix("-") else {
      throw UsageError.refused(name, text, allowed: "letters, digits, - and _")
    }
    if Installation.current.datasetNames.contains(text) {
      throw UsageError.other("“\(text)” comes along; choose another name")
    }
    if let former = try KnownData.store.paths()[text] {
      throw UsageError.other(
        "“\(text)” is \(former) already; `margin data remove \(text)` frees the name")
    }
  }

  /// What is in the file, in words.
  ///
  /// - Throws: `UsageError` with the reason why nothing can be read of it.
  private static func kind(of path: String) throws(UsageError) -> String {
    func source() -> DataSource { DataSource(path, name: "data") }
    let reason: DatasetError
    do throws(DatasetError) {
      return words(for: try source().dataset())
    } catch {
      reason = error
    }
    // What is no table may be an image of another shape, or a text.
    if let images = try? source().images() {
      return counted(images.count, "image") + " of \(images.height) × \(images.width) pixels"
    }
    guard let text = try? source().text() else { throw .other("\(reason)") }
    return "\(text.bytes.count) bytes of text; it is no table: \(reason)"
  }

  private static func words(for table: Dataset) -> String {
    let size = "\(counted(table.count, "row")) of \(counted(table.featureNames.count, "column"))"
    let classes = table.classNames.isEmpty ? "" : ", \(table.classNames.count) classes"
    return size + classes
  }
}

/// `margin data remove NAME`: forgets a name.
enum DataRemove {
  static let command = Command(
    name: "data remove", operand: "NAME", summary: "Forget a name of your own; the file stays"
  ) { arguments in
    let name = arguments.operand ?? ""
    guard let path = try KnownData.store.remove(name) else {
      let names = try KnownData.store.paths().keys.sorted()
      let hint = nearest(to: name, among: names).map { " (did you mean \($0)?)" } ?? ""
      throw UsageError.other(
        "you have given no file the name “\(name)”\(hint)"
          + (names.isEmpty ? "" : ": \(names.joined(separator: ", "))"))
    }
    put(harmless("\(name) is forgotten; \(path) is still there"))
    return 0
  }
}
