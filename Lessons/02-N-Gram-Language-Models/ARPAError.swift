/// Why there is no ARPA file.
enum ARPAError: Error, Hashable {
  case addK
  case noData
  case noCount(line: Int)
  case wrongCount(n: Int, declared: Int, found: Int)
  case noNumber(line: Int)
  case positive(line: Int)
  case wrongLength(line: Int, n: Int)
  case noContext(line: Int)
  case twice(n: Int)
  case noEnd
}

extension ARPAError: CustomStringConvertible {
  var description: String {
    switch self {
    case .addK:
      "add-k of order 2 or more cannot be written as ARPA: choose another smoothing, or order 1"
    case .noData: "arpa: there is no line \\data\\: is it an ARPA file?"
    case .noCount(let line): "arpa: line \(line) is no “ngram N=COUNT”"
    case .wrongCount(let n, let declared, let found):
      "arpa: \(declared) n-grams of order \(n) are declared, and there are \(found)"
    case .noNumber(let line): "arpa: line \(line) does not begin or end with a logarithm"
    case .positive(let line): "arpa: line \(line): a logarithm of a probability is not above 0"
    case .wrongLength(let line, let n): "arpa: line \(line) is no n-gram of order \(n)"
    case .noContext(let line):
      "arpa: line \(line): the n-gram without its last word is not in the file"
    case .twice(let n): "arpa: an n-gram of order \(n) stands there twice"
    case .noEnd: "arpa: the line \\end\\ is missing: was the file cut off?"
    }
  }
}
