internal import Foundation

/// A file of the form `{"version":1,"content":…}`.
struct VersionedFile<Content: Codable>: Codable {
  var version: Int
  var content: Content

  static func data(of content: Content, version: Int) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(VersionedFile(version: version, content: content))
  }

  static func content(of data: Data, version: Int) throws(StoreFault) -> Content {
    let found = try? JSONDecoder().decode(FileVersion.self, from: data).version
    guard let found else { throw .damaged }
    guard found <= version else { throw .newer(version: found) }
    guard let file = try? JSONDecoder().decode(Self.self, from: data) else { throw .damaged }
    return file.content
  }
}

private struct FileVersion: Codable {
  var version: Int
}

extension StoreFolder {
  /// The content of a versioned file; one that cannot be understood is set aside.
  func content<Content: Codable>(
    of name: String, as type: Content.Type, version: Int
  ) throws(StoreError) -> Content? {
    guard let data = try read(name) else { return nil }
    do {
      return try VersionedFile<Content>.content(of: data, version: version)
    } catch {
      throw setAside(name, because: error)
    }
  }

  func replace(_ name: String, with content: some Codable, version: Int) throws(StoreError) {
    let data: Data
    do {
      data = try VersionedFile.data(of: content, version: version)
    } catch {
      throw .unwritable(path: path(of: name), reason: error.fault)
    }
    try replace(name, with: data)
  }
}
