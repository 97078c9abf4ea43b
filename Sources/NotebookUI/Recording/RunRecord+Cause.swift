import Foundation
import Notebook

// The record keeps the words of a failure for whoever reads its file, and the failure itself, which
// has words in every language.
extension RunRecord {
  /// Keeps why the run failed or died.
  mutating func note(_ failure: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    cause = (try? encoder.encode(failure)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Why the run failed or died, if an earlier margin did not keep the words alone.
  func read<Failure: Decodable>(_ type: Failure.Type) -> Failure? {
    cause.flatMap { try? JSONDecoder().decode(type, from: Data($0.utf8)) }
  }
}
