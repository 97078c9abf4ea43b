/// Why a lesson cannot be opened.
public enum LessonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No lesson has this number, slug or path; `known` are the slugs that exist.
  case unknown(String, nearest: String?, known: [String])
  /// The file is missing, unreadable or not UTF-8.
  case unreadable(path: String)
  /// The file is no lesson: what is wrong, and in which line.
  case malformed(path: String, line: Int, LessonFlaw)

  /// What happened, where, and what to do, in one line.
  public var description: String {
    switch self {
    case .unknown(let name, let nearest?, _):
      "There is no lesson \"\(name)\"; did you mean \(nearest)?"
    case .unknown(let name, nil, let known):
      "There is no lesson \"\(name)\"; there are: \(known.joined(separator: ", "))."
    case .unreadable(let path):
      "\(path) cannot be read as UTF-8 text."
    case .malformed(let path, let line, let flaw):
      "\(path):\(line): \(flaw)"
    }
  }
}
