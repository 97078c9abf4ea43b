public import Tensors

/// Why a file is no data set that a kernel can read.
public enum DatasetError: Error, Codable, Hashable, Sendable {
  case unreadable(path: String, reason: FileFault)
  case empty(path: String)
  case notText(path: String)
  case noHeader(path: String, number: String)
  case noRows(path: String)
  case noNumbers(path: String)
  case repeatedColumn(path: String, name: String)
  case unnamedColumn(path: String, number: Int)
  case notUTF8(path: String, line: Int)
  case openQuote(path: String, line: Int)
  case textAfterQuote(path: String, line: Int)
  case ragged(path: String, place: RowPlace, expected: Int, found: Int)
  case missing(path: String, place: RowPlace, column: String)
  case notANumber(path: String, place: RowPlace, column: String, text: String)
  /// A comma that may part the fraction or the thousands.
  case ambiguousComma(path: String, place: RowPlace, column: String, text: String)
  /// A number whose square, or a sum of such squares, would be infinite.
  case tooLarge(path: String, place: RowPlace, column: String, text: String)
  case notFinite(path: String, place: RowPlace, column: String, text: String)
  case severalTextColumns(path: String, names: [String])
  case notIDX(path: String, defect: IDXDefect)
  case noColumn(dataset: String, name: String, known: [String])
  case unfit(path: String, DataDefect)
  /// Data of another shape than the kernel can use.
  case shape(dataset: String, path: String, found: [Int], needed: String)
  case classes(dataset: String, path: String, found: Int, needed: Int)
  case unknownClass(dataset: String, name: String, other: String, known: [String])
  case otherColumns(dataset: String, names: [String], other: String, known: [String])
  case tooFewToSplit(dataset: String, count: Int, parts: [Double])
  /// Fractions, as text since one may be NaN, that are no parts of a whole.
  case fractions(dataset: String, [String])

  /// A row of the data (from 1, without the header) and its line in the file.
  public struct RowPlace: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The row, from 1.
    public var row: Int
    /// The line of the file on which it begins, from 1.
    public var line: Int

    /// Both numbers.
    public var description: String { "row \(row) (line \(line))" }
  }
}

/// What is wrong with the bytes of an IDX file.
public enum IDXDefect: Codable, Hashable, Sendable {
  case noMagicNumber
  case otherType(Int)
  case noSizes(axes: Int)
  case wrongSize(shape: [Int], bytes: Int)
}

extension IDXDefect: CustomStringConvertible {
  /// What is wrong, to follow the file's name.
  public var description: String {
    switch self {
    case .noMagicNumber: "it does not begin with two zero bytes"
    case .otherType(let type): "its elements are of type \(type), not bytes (8)"
    case .noSizes(let axes): "it ends before the sizes of its \(axes) axes"
    case .wrongSize(let shape, let bytes): "its shape \(shape) does not fit its \(bytes) bytes"
    }
  }
}

extension DatasetError: CustomStringConvertible {
  /// What happened, where, and what to do, in one line.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason)"
    case .empty(let path):
      "\(path) is empty; a CSV file with a header line and one row a case is needed"
    case .notText(let path):
      "\(path) is not a text file; a CSV file with a header line is needed"
    case .noHeader(let path, let number):
      "\(path): the first line has the number \(number) where a column's name belongs; put a line "
        + "with the columns' names before it"
    case .unnamedColumn(let path, let number):
      "\(path): column \(number) has no name in the first line; name it, or remove it if it only "
        + "counts the rows"
    case .notUTF8(let path, let line):
      "\(path), line \(line): the text is not UTF-8; save the file as UTF-8"
    case .noRows(let path):
      "\(path) has a header and no rows; one row a case is needed below it"
    case .noNumbers(let path):
      "\(path) has no numeric column; at least one is needed"
    case .repeatedColumn(let path, let name):
      "\(path): two columns are named “\(name)”; rename one of them"
    case .openQuote(let path, let line):
      "\(path), line \(line): a quote (\") opens and never closes; close it or double it"
    case .textAfterQuote(let path, let line):
      "\(path), line \(line): text follows a closing quote (\"); double a quote that is part of the "
        + "text"
    case .ragged(let path, let place, let expected, let found):
      "\(path), \(place): \(found) fields where the header has \(expected); complete the row or "
        + "quote the text that has the separator in it"
    case .missing(let path, let place, let column):
      "\(path), \(place), column “\(column)”: the value is missing; fill it in or remove the row"
    case .notANumber(let path, let place, let column, let text):
      "\(path), \(place), column “\(column)”: “\(text)” is not a number; correct it or remove "
        + "the row"
    case .ambiguousComma(let path, let place, let column, let text):
      "\(path), \(place), column “\(column)”: “\(text)” may have a fraction or thousands behind its "
        + "comma; write it with a point or without the comma"
    case .tooLarge(let path, let place, let column, let text):
      "\(path), \(place), column “\(column)”: “\(text)” is too large to compute with; measure in a "
        + "larger unit"
    case .notFinite(let path, let place, let column, let text):
      "\(path), \(place), column “\(column)”: “\(text)” is not finite; correct it or remove the row"
    case .severalTextColumns(let path, let names):
      "\(path): the columns \(names.map { "“\($0)”" }.joined(separator: ", ")) are text, and only "
        + "one, the label, can be; remove the others or turn them into numbers"
    case .notIDX(let path, let defect):
      "\(path) is no IDX file of bytes: \(defect)"
    case .noColumn(let dataset, let name, let known):
      "the data set “\(dataset)” has no numeric column “\(name)”; it has "
        + known.joined(separator: ", ")
    case .unfit(let path, let defect): "\(path): \(defect)"
    case .shape(let dataset, let path, let found, let needed):
      "\(dataset)=\(fileName(path)): \(found) where \(needed) is needed"
    case .classes(let dataset, let path, let found, let needed):
      "\(dataset)=\(fileName(path)): "
        + (found == 0 ? "no label" : found == 1 ? "1 class" : "\(found) classes")
        + " where \(needed) classes are needed"
        + (found == 0 ? "; name their column “label”" : "")
    case .unknownClass(let dataset, let name, let other, let known):
      "the data set “\(dataset)” has the class “\(name)”, which “\(other)” has not; it has "
        + known.joined(separator: ", ")
    case .otherColumns(let dataset, let names, let other, let known):
      "the data set “\(dataset)” has the columns \(names.joined(separator: ", ")), and “\(other)” has "
        + known.joined(separator: ", ") + "; the same are needed, in the same order"
    case .tooFewToSplit(let dataset, let count, let parts):
      "the data set “\(dataset)” has too few rows (\(count)) for parts of "
        + parts.map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: ", ")
        + "; each needs one at least"
    case .fractions(let dataset, let fractions):
      "the data set “\(dataset)” cannot be split into parts of "
        + fractions.joined(separator: ", ")
        + "; each must be above 0, and their sum 1 at most"
    }
  }
}
