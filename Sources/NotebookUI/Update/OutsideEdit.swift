import KernelRuntime

/// What came of editing a file in the learner's own editor.
enum OutsideEdit: Equatable {
  /// The text that the editor left.
  case text(String)
  /// Neither VISUAL nor EDITOR names an editor.
  case noEditor
  /// There is no such program.
  case notFound(editor: String)
  /// The system could not start it.
  case notStarted(editor: String, KernelFailure)
  /// It said that it failed; what it had written by then is in the file `kept`.
  case failed(editor: String, ForegroundProgram.Ending, kept: String?)
  /// What it left at `path` is no UTF-8 text, or is gone.
  case unreadable(editor: String, path: String)
  /// The text could not be written to a file for it.
  case noFile
}

extension Model {
  /// Opens the file that is shown in the learner's own editor.
  func editOutside() -> [Effect] {
    guard let source = lesson?.source else { return [] }
    return [
      .editOutside(
        file: source.fileName, text: source.editor.text, line: source.editor.cursor.line + 1)
    ]
  }

  /// Takes in what the editor left of `file`: a changed text is compiled and run as by Ctrl-S.
  mutating func take(_ edit: OutsideEdit, of file: String) -> [Effect] {
    guard case .text(let text) = edit else {
      notice = Notice(text: words.text(of: edit), isProblem: true)
      return []
    }
    guard let source = lesson?.sources[file] else { return [] }
    guard !source.isText(text) else {
      notice = Notice(text: words.unchangedOutside)
      return []
    }
    let place = source.editor.cursor
    lesson?.sources[file]?.editor.perform(.replaceAll(text))
    lesson?.sources[file]?.editor.perform(
      .place(line: place.line, column: place.column, selecting: false))
    lesson?.sources[file]?.noteEdit()
    markEdited(file)
    if lesson?.isReadOnly == true {
      notice = Notice(text: words.openElsewhere, isProblem: true)
    }
    return save()
  }
}

extension Words {
  /// Why the text is as it was.
  func text(of edit: OutsideEdit) -> String {
    switch edit {
    case .text: ""
    case .noEditor:
      say(
        "no editor is set: `export EDITOR=nano` (or VISUAL) before margin; e edits here",
        "没有设置编辑器：启动 margin 之前先 `export EDITOR=nano`（或 VISUAL）；按 e 可在这里编辑")
    case .notFound(let editor):
      say(
        "there is no program “\(editor)”, which VISUAL or EDITOR names; e edits here",
        "找不到 VISUAL 或 EDITOR 所指定的程序“\(editor)”；按 e 可在这里编辑")
    case .notStarted(let editor, let failure):
      say(
        "“\(editor)” did not start: \(text(of: failure.cause))",
        "“\(editor)”未能启动：\(text(of: failure.cause))")
    case .failed(let editor, let ending, let kept):
      say(
        "“\(editor)” \(Self.english(ending)); your text here is as it was",
        "“\(editor)”\(Self.chinese(ending))；这里的文本保持原样")
        + (kept.map { say(", what it wrote is in \($0)", "，它写出的内容在 \($0) 中") } ?? "")
    case .unreadable(let editor, let path):
      say(
        "what “\(editor)” left in \(path) is no UTF-8 text; your text here is as it was",
        "“\(editor)”留在 \(path) 中的内容不是 UTF-8 文本；这里的文本保持原样")
    case .noFile:
      say(
        "there is no room for a file for the editor: make room in the folder for temporary files",
        "无法为编辑器写出文件：请在临时文件夹中腾出空间")
    }
  }

  /// Said where the editor left the text as it was.
  var unchangedOutside: String {
    say(
      "nothing was changed in the editor; one with a window must wait, as `code --wait`",
      "在编辑器中没有改动；带窗口的编辑器须等待关闭，如 `code --wait`")
  }

  private static func english(_ ending: ForegroundProgram.Ending) -> String {
    switch ending {
    case .exit(let code): "ended with code \(code)"
    case .signal(let number): "was ended by signal \(number)"
    }
  }

  private static func chinese(_ ending: ForegroundProgram.Ending) -> String {
    switch ending {
    case .exit(let code): "以退出码 \(code) 结束"
    case .signal(let number): "被信号 \(number) 终止"
    }
  }
}
