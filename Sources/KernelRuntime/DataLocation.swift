public import Datasets
import Glibc

/// A data set that is neither among the user's own files nor among those that come along.
public struct UnknownDataset: Error, Codable, Hashable, Sendable {
  /// The name that was asked for.
  public var name: String
  /// Those there are.
  public var known: [String]
}

extension Installation {
  /// Where the data `name` are: the user's own if there are any, else those that come along.
  ///
  /// The user's own labels of images, `name.labels`, go with them.
  ///
  /// - Throws: An error that names the data sets there are.
  public func source(of name: String, own: [String: String]) throws -> DataSource {
    if own[name] == nil, let text = texts[name] {
      return DataSource(text.folder, name: name, ending: text.ending)
    }
    return DataSource(
      try dataPath(for: name, own: own), name: name, labels: own[labelName(of: name)])
  }

  /// The file with the data `name`: the user's own if there is one, else the one that comes along.
  ///
  /// - Throws: An error that names the data sets there are.
  public func dataPath(for name: String, own: [String: String]) throws -> String {
    if let path = own[name] { return path }
    if let path = children(of: datasets).sorted().first(where: { Self.dataName(of: $0) == name }) {
      return path
    }
    throw UnknownDataset(name: name, known: (datasetNames + own.keys).sorted())
  }

  /// What changes with the content of the data `name`, and of the user's own labels for them; nil where
  /// there are no such data.
  public func contentMark(ofData name: String, own: [String: String]) -> String? {
    let text = own[name] == nil ? texts[name]?.folder : nil
    guard let path = text ?? (try? dataPath(for: name, own: own)) else { return nil }
    let paths = [path] + [own[labelName(of: name)]].compactMap { $0 }
    let marks = paths.map { KernelRuntime.contentMark(of: $0) }
    return SHA256.hash(of: marks.joined(separator: "\n"))
  }

  /// The data sets that come along.
  public var datasetNames: [String] {
    (children(of: datasets).compactMap(Self.dataName) + texts.keys).sorted()
  }

  /// The texts of the project itself, which are read where they stand: the files of a folder that end so.
  private var texts: [String: (folder: String, ending: String)] {
    [
      "course": (lessons, "/lesson.md"), "course-zh": (lessons, "/lesson.zh.md"),
      "source": (root + "/Sources", ".swift"),
    ]
  }

  /// A file's name without its ending; nil of what is no data.
  private static func dataName(of path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard !name.hasPrefix("."), !name.hasSuffix(".md") else { return nil }
    return String(name.prefix { $0 != "." })
  }
}

/// The name under which the user's own labels of the images `name` are given.
func labelName(of name: String) -> String { name + ".labels" }
