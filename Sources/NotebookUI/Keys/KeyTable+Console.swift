extension KeyTable {
  /// The keys of the console; those of its line are those of every field.
  static let console = [
    row(.console, "Enter", .choose, "evaluate", "求值", hint: 0),
    row(.console, "Esc Ctrl-G", .leave, "leave", "离开", hint: 1),
    row(.console, "Ctrl-C", .cancelCell, "clear, end the cell", "清空、结束单元", hint: 2),
    row(.console, "Up", .up, "earlier cells", "更早的单元", hint: 3),
    row(.console, "Down", .down, "later cells", "较晚的单元"),
    row(.console, "Tab", .completeInput, "complete", "补全", hint: 4),
    row(.console, "Ctrl-R", .searchHistory, "search", "查找历史", hint: 5),
    row(.console, "F2 Alt-Enter", .insertLine, "new line", "换行", hint: 6),
    row(.console, "PgUp", .pageUp, "scroll up", "向上翻", hint: 7),
    row(.console, "PgDn", .pageDown, "scroll down", "向下翻"),
    row(.console, "Ctrl-W Alt-Backspace", .field(.deleteWordBackward), "delete word", "删前一词"),
    row(.console, "Ctrl-L", .clearConsole, "clear the output", "清除输出"),
    row(.console, "F1", .openHelp, "help", "帮助", hint: 8),

    row(.history, "Enter Tab", .choose, "take it", "采用", hint: 0),
    row(.history, "Ctrl-R Up", .searchHistory, "one before", "更早的", hint: 1),
    row(.history, "Esc Ctrl-G Ctrl-C", .leave, "done", "完成", hint: 2),
    row(.history, "Ctrl-W", .field(.deleteWordBackward), "delete word", "删前一词"),

    row(.transcript, "Enter", .openConsole, "type", "键入", hint: 0),
    row(.transcript, "Esc", .closeConsole, "close", "关闭", hint: 1),
    row(.transcript, "Up", .up, "scroll up", "向上滚动"),
    row(.transcript, "Down", .down, "scroll down", "向下滚动"),
    row(.transcript, "PgUp", .pageUp, "page up", "上一页", hint: 2),
    row(.transcript, "PgDn", .pageDown, "page down", "下一页"),
    row(.transcript, "Home <", .top, "to the beginning", "到开头"),
    row(.transcript, "End >", .bottom, "to the end", "到结尾"),
    row(.transcript, "Ctrl-L", .clearConsole, "clear the output", "清除输出"),
  ]
}
