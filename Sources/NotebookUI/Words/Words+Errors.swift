import KernelRuntime
import Margin
import Notebook

/// An error that says itself in English, and in Chinese here.
protocol Bilingual: CustomStringConvertible {
  /// The same as `description`, in Chinese.
  var chinese: String { get }
}

extension Words {
  /// What `error` says, in a form that any terminal can show.
  func text(of error: some Bilingual) -> String {
    switch language {
    case .english: harmless(error.description)
    case .chinese: harmless(error.chinese)
    }
  }

  /// Why the command that was copied does not run as it is.
  func sourceNotKept(_ problem: StoreError) -> String {
    let reason = text(of: problem)
    return switch language {
    case .english: "the copied command lacks its source: \(reason)"
    case .chinese: "所复制的命令缺少源码：\(reason)"
    }
  }

  /// What stands before a remark under a line; nil for the editor's own word, which is English.
  func heading(_ severity: KernelCompiler.Diagnostic.Severity) -> String? {
    guard language == .chinese else { return nil }
    return switch severity {
    case .error: "错误："
    case .warning: "警告："
    case .note: "附注："
    }
  }

  /// What keeps a kernel from running; what the compiler says of a source stays in its own words.
  func text(of diagnostic: KernelCompiler.Diagnostic) -> String {
    diagnostic.failure.map { text(of: $0) } ?? diagnostic.message
  }
}

extension Model {
  /// What `failure` says, and what the lesson's table has for an error of its kernels.
  func text(of failure: KernelFailure) -> String {
    if case .thrown(let words) = failure.cause { return names(words) }
    return words.text(of: failure.cause)
  }

  /// A line that a kernel printed, or that its process says by itself.
  func text(of line: PrintedLines.Line) -> String {
    line.remark.map { words.text(of: $0) } ?? names(line.text)
  }
}
