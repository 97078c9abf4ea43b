import Margin

extension Observations {
  /// More symbols than a state could have probabilities for.
  static let mostSymbols = 10_000

  /// The symbols of the data `name`: a column of a table, or the letters of a text.
  ///
  /// A table's symbols are its column `symbol`, or its only column of numbers; its label, if it has
  /// one, is the hidden state. What is no table is a text. Of a table with one column of words the
  /// words are the symbols.
  ///
  /// - Throws: What is wrong with the file, or with its symbols.
  static func symbols(_ name: String, in pane: Pane) throws -> Observations {
    do {
      let data = try pane.dataset(name)
      return try Observations(symbolsOf: data)
    } catch let error as DatasetError where error.isOfText {
      return try Observations(symbolsOf: try pane.text(name))
    }
  }

  /// The numbers of the data `name`: all columns of a table, whose label is the hidden state.
  ///
  /// - Throws: What is wrong with the file.
  static func values(_ name: String, in pane: Pane) throws -> Observations {
    let data = try pane.dataset(name)
    return Observations(.values(Measurements(data)), count: data.count, known: data.knownStates)
  }

  init(symbolsOf data: Dataset) throws {
    let column =
      data.featureNames.firstIndex(of: "symbol") ?? (data.featureNames.count == 1 ? 0 : nil)
    guard let column else {
      throw UnknownSymbols(columns: data.featureNames.count)
    }
    let values = data.features.column(column).scalars
    let kinds = Set(values).sorted()
    if kinds.count > Self.mostSymbols { throw TooManySymbols(count: kinds.count) }
    let numbers = Dictionary(zip(kinds, kinds.indices), uniquingKeysWith: { first, _ in first })
    self.init(
      symbols: values.compactMap { numbers[$0] },
      names: kinds.map { Int(exactly: $0).map { "\($0)" } ?? "\($0)" }, known: data.knownStates)
  }

  /// The letters of a text without their case, a blank for whatever stands between words.
  ///
  /// Where no line has a blank, as in a sequence of bases, the ends of lines mean nothing, and a line
  /// that begins with ">", as in FASTA, begins another sequence. A column of words, each by itself on
  /// its line and often again, is a sequence of these; its first line, if it is nowhere else, their name.
  init(symbolsOf text: Corpus) throws {
    let lines = text.lines.map { String(decoding: $0, as: UTF8.self) }.filter { $0 != "" }
    var parts: [[String]] = [[]]
    if let column = Self.column(lines) {
      parts = [column]
    } else if lines.contains(where: { $0.first != ">" && $0.contains(" ") }) {
      parts = [Self.letters(text.string)]
    } else {
      for line in lines {
        if line.first == ">" {
          parts.append([])
        } else {
          parts[parts.count - 1] += line.lowercased().map { "\($0)" }
        }
      }
    }
    let symbols = parts.joined()
    let names = Set(symbols).sorted()
    if names.count > Self.mostSymbols { throw TooManySymbols(count: names.count) }
    let numbers = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    self.init(
      symbols: symbols.compactMap { numbers[$0] }, names: names.map { $0 == " " ? "␣" : $0 })
    var end = 0
    sequences = parts.filter { !$0.isEmpty }.map { part in
      defer { end += part.count }
      return end..<end + part.count
    }
    if sequences.isEmpty { throw UnknownSymbols(columns: 0) }
  }

  /// The words of a column, one on each line; nil where the lines are something else.
  private static func column(_ lines: [String]) -> [String]? {
    guard lines.count > 2, !lines.contains(where: { $0.contains(" ") || $0.first == ">" }) else {
      return nil
    }
    let words = Array(lines[lines.dropFirst().contains(lines[0]) ? 0... : 1...])
    return 4 * Set(words).count <= words.count ? words : nil
  }

  private static func letters(_ text: String) -> [String] {
    var letters: [String] = []
    for character in text.lowercased() {
      if character.isLetter {
        letters.append("\(character)")
      } else if letters.last != " ", !letters.isEmpty {
        letters.append(" ")
      }
    }
    return letters
  }
}

extension Dataset {
  /// The hidden states, if the label is theirs.
  fileprivate var knownStates: (states: [Int], names: [String])? {
    labels.map { ($0, classNames) }
  }
}

extension DatasetError {
  /// Whether the file is no table, but may be a text.
  fileprivate var isOfText: Bool {
    switch self {
    case .noHeader, .noRows, .noNumbers, .repeatedColumn, .unnamedColumn, .openQuote,
      .textAfterQuote, .ragged, .severalTextColumns:
      true
    default: false
    }
  }
}

/// A table of which no column is the symbols', or a text without any.
struct UnknownSymbols: Error, CustomStringConvertible {
  var columns: Int

  var description: String {
    columns == 0
      ? "the text has no letters; give one with at least one"
      : "none of the \(columns) columns of numbers is called “symbol”; name the one with the symbols so"
  }
}

/// More kinds of symbols than can be told apart.
struct TooManySymbols: Error, CustomStringConvertible {
  var count: Int

  var description: String {
    "\(count) different symbols are more than \(Observations.mostSymbols); for measurements choose the "
      + "emission Gaussian"
  }
}
