import SourceEditor

extension KeyTable {
  /// The keys of the editor.
  ///
  /// Each movement and command has a key that a plain vt100 sends: an arrow, Ctrl and a letter, F1 to
  /// F4, or Esc and a letter, which arrives as Alt.
  static let editing = movements + changes

  private static let changes = [
    editingRow("Ctrl-S F5", .save, "save, compile, run", "保存、编译、运行", hint: 0),
    editingRow("F8 Alt-e", .nextError, "next error", "下一个错误", hint: 1),
    editingRow("Esc Ctrl-G", .leave, "leave the editor", "离开编辑", hint: 1),
    editingRow("Ctrl-Z", .edit(.undo), "undo", "撤销", hint: 2),
    editingRow("Ctrl-Y", .edit(.redo), "redo", "重做", hint: 3),
    editingRow("F7 Alt-o", .lessonsText, "the lesson's own text", "课程原文", hint: 10),
    editingRow("F6 Alt-l", .openFiles, "files", "文件", hint: 10),
    editingRow("Ctrl-F F3", .beginFind, "find", "查找", hint: 4),
    editingRow("Ctrl-X", .edit(.cut), "cut", "剪切", hint: 6),
    editingRow("Ctrl-C", .edit(.copy), "copy", "复制", hint: 7),
    editingRow("Ctrl-V", .edit(.pasteClipboard), "paste", "粘贴", hint: 8),
    editingRow("F2 Ctrl-Space", .toggleSelecting, "select by moving", "移动选择", hint: 5),
    editingRow("F4", .edit(.selectAll), "select all", "全选"),
    editingRow("F1", .openHelp, "help", "帮助", hint: 9),
    editingRow("Enter", .edit(.newline), "new line", "换行"),
    editingRow("Tab", .edit(.indent), "indent", "缩进"),
    editingRow("Shift-Tab Ctrl-T", .edit(.outdent), "outdent", "减少缩进"),
    editingRow("Backspace", .edit(.deleteBackward), "delete before", "删前一字"),
    editingRow("Del Ctrl-D", .edit(.deleteForward), "delete after", "删后一字"),
    editingRow(
      "Ctrl-W Alt-Backspace Ctrl-Backspace", .edit(.deleteWordBackward), "delete word before",
      "删前一词"),
    editingRow("Alt-d Ctrl-Del", .edit(.deleteWordForward), "delete word after", "删后一词"),
    editingRow("Ctrl-K", .edit(.deleteToLineEnd), "delete to the line's end", "删到行尾"),
    editingRow("Ctrl-_ Alt-; Ctrl-/", .edit(.toggleComment), "comment", "注释"),
    editingRow("Ctrl-N", .findNext, "next match", "下一个匹配"),
    editingRow("Ctrl-P", .findPrevious, "previous match", "上一个匹配"),
  ]

  private static let movements: [Binding] =
    [
      motion("Left", .left, "left", "左移"),
      motion("Right", .right, "right", "右移"),
      motion("Up", .up, "up", "上移"),
      motion("Down", .down, "down", "下移"),
      motion("Ctrl-Left Alt-Left Alt-b", .wordLeft, "word left", "左移一词"),
      motion("Ctrl-Right Alt-Right Alt-f", .wordRight, "word right", "右移一词"),
      motion("Home Ctrl-A", .lineStart, "line start", "到行首"),
      motion("End Ctrl-E", .lineEnd, "line end", "到行尾"),
      motion("PgUp Alt-v", .pageUp, "page up", "上一页"),
      motion("PgDn Alt-n", .pageDown, "page down", "下一页"),
      motion("Ctrl-Home Alt-<", .documentStart, "to the beginning", "到开头"),
      motion("Ctrl-End Alt->", .documentEnd, "to the end", "到结尾"),
    ]
    + [
      selection("Shift-Left", .left, "select left", "向左选择"),
      selection("Shift-Right", .right, "select right", "向右选择"),
      selection("Shift-Up", .up, "select up", "向上选择"),
      selection("Shift-Down", .down, "select down", "向下选择"),
      selection("Ctrl-Shift-Left", .wordLeft, "select word left", "向左选词"),
      selection("Ctrl-Shift-Right", .wordRight, "select word right", "向右选词"),
      selection("Shift-Home", .lineStart, "select to line start", "选到行首"),
      selection("Shift-End", .lineEnd, "select to line end", "选到行尾"),
      selection("Shift-PgUp", .pageUp, "select page up", "向上选一页"),
      selection("Shift-PgDn", .pageDown, "select page down", "向下选一页"),
    ]

  private static func editingRow(
    _ keys: String, _ action: Action, _ english: String, _ chinese: String, hint: Int? = nil
  ) -> Binding {
    row(.editing, keys, action, english, chinese, hint: hint)
  }

  private static func motion(
    _ keys: String, _ motion: SourceEditor.Motion, _ english: String, _ chinese: String
  ) -> Binding {
    editingRow(keys, .edit(.move(motion, selecting: false)), english, chinese)
  }

  private static func selection(
    _ keys: String, _ motion: SourceEditor.Motion, _ english: String, _ chinese: String
  ) -> Binding {
    editingRow(keys, .edit(.move(motion, selecting: true)), english, chinese)
  }
}
