import Glibc
import Margin

/// A data set that is neither among the user's own files nor among those that come along.
struct UnknownDataset: Error, CustomStringConvertible {
  var name: String
  var known: [String]

  var description: String {
    let hint = nearest(to: name, among: known).map { " (did you mean \($0)?)" } ?? ""
    return "there is no data set “\(name)”\(hint): \(known.joined(separator: ", ")), "
      + "or a file of your own by --data \(name)=FILE"
  }
}

extension Installation {
  /// The file with the data set `name`: the user's own if there is one, else the one that comes
  /// along.
  ///
  /// - Throws: An error that names the data sets there are.
  public func dataPath(for name: String, own: [String: String]) throws -> String {
    if let path = own[name] { return path }
    let path = "\(datasets)/\(name).csv"
    if !name.contains("/"), access(path, R_OK) == 0 { return path }
    throw UnknownDataset(name: name, known: (datasetNames + own.keys).sorted())
  }

  /// The data sets that come along.
  public var datasetNames: [String] {
    files(in: datasets).filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
  }
}

func files(in folder: String) -> [String] {
  guard let directory = opendir(folder) else { return [] }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    names.append(
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  return names
}
