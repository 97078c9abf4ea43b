import Foundation

extension RunRecord {
  /// Reads a run's file; a line that cannot be understood, such as a torn last one, is passed over.
  init(lines data: Data, _ part: RunPart = .all) throws(StoreFault) {
    let lines = data.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first,
      let header = try? Self.decoder.decode(RunLine.self, from: first), let version = header.version
    else { throw .damaged }
    guard version <= RunLine.version else { throw .newer(version: version) }
    guard var record = RunRecord(header: header) else { throw .damaged }
    record.apply(lines.dropFirst(), part)
    self = record
  }

  /// Takes up what later lines say.
  mutating func apply(_ lines: some Sequence<Data>, _ part: RunPart = .all) {
    let decoder = Self.decoder
    for line in lines {
      if part == .outline, Self.bulk.contains(where: line.starts) { continue }
      if let line = try? decoder.decode(RunLine.self, from: line) { apply(line) }
    }
  }

  /// How the lines of samples and charts begin: their keys stand in order, and these are alone.
  private static let bulk = ["samples", "display"].map { Data("{\"\($0)\":".utf8) }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .runs
    return decoder
  }
}
