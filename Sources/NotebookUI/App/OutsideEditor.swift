import Foundation
import KernelRuntime

/// The learner's own editor, which has the terminal while it is open.
///
/// The text is a file of a folder for this alone, under its own name, by which editors know its language.
final class OutsideEditor: Sendable {
  /// The lesson's file that is edited.
  let file: String
  private let text: String
  private let folder: String
  private var path: String { folder + "/" + file }

  /// Writes `text` where the editor is to find it.
  ///
  /// - Returns: Nil where it cannot be written.
  init?(file: String, text: String) {
    self.file = file
    self.text = text
    let name = "margin-edit-" + UUID().uuidString
    folder = (NSTemporaryDirectory() as NSString).appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try text.write(toFile: folder + "/" + file, atomically: false, encoding: .utf8)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      return nil
    }
  }

  /// The words of the editor that the environment names; nil where it names none.
  static var words: [String]? {
    let environment = ProcessInfo.processInfo.environment
    let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0].flatMap(shellWords) }
    return named.first { !$0.isEmpty }
  }

  /// Lets the program at `program` edit the text, and waits until it has ended.
  ///
  /// - Parameters:
  ///   - program: Where the program is.
  ///   - words: The words that the environment names it by.
  ///   - line: The line to begin at, from 1.
  /// - Returns: What came of it.
  func edit(with program: String, _ words: [String], at line: Int) -> OutsideEdit {
    let name = words[0]
    do throws(KernelFailure) {
      let ending = try ForegroundProgram.run(
        path: program, arguments: words.dropFirst() + Self.place(line, in: name) + [path])
      guard ending == .exit(0) else {
        if written == text || written == nil { removeFile() }
        return .failed(editor: name, ending, kept: hasFile ? path : nil)
      }
    } catch {
      removeFile()
      return .notStarted(editor: name, error)
    }
    guard let written else { return .unreadable(editor: name, path: path) }
    removeFile()
    return .text(written)
  }

  /// The text as the editor has last written it; nil where that is no UTF-8.
  var written: String? { try? String(contentsOfFile: path, encoding: .utf8) }

  private var hasFile: Bool { FileManager.default.fileExists(atPath: path) }

  private func removeFile() { try? FileManager.default.removeItem(atPath: folder) }

  /// How an editor of this name is told where to begin; nothing where that is not known.
  private static func place(_ line: Int, in editor: String) -> [String] {
    let known = [
      "vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe",
    ]
    return known.contains((editor as NSString).lastPathComponent) ? ["+\(line)"] : []
  }
}
