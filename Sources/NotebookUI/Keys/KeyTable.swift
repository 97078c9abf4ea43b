import Notebook
import Terminal

/// A row of the key table.
struct Binding: Hashable, Sendable {
  var context: Context
  /// The first one is the one that is shown.
  var keys: [Key]
  var action: Action
  var english: String
  var chinese: String
  /// The place among the hints of the last line, the smallest first; nil where it is none.
  var hint: Int?

  func label(_ language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}

/// Every key and what it does: dispatch, the last line, its mouse buttons and the help read this.
enum KeyTable {
  static let bindings: [Binding] =
    list + scrubbing + reading + regions + parameters + inspecting + editing + console + fields
    + overlays

  /// What `key` asks for in the nearest of `contexts` that knows it.
  static func action(for key: Key, in contexts: [Context]) -> Action? {
    for context in contexts {
      if let action = actions[Place(context: context, key: key)] { return action }
    }
    return nil
  }

  /// Whether the key that is shown for `binding` means something else, or nearer, in `contexts`.
  static func isHidden(_ binding: Binding, in contexts: [Context]) -> Bool {
    guard let key = binding.keys.first else { return true }
    return contexts.first { actions[Place(context: $0, key: key)] != nil } != binding.context
  }

  /// The key that is shown for `action`.
  static func key(of action: Action) -> Key? {
    bindings.first { $0.action == action }?.keys.first
  }

  private struct Place: Hashable {
    var context: Context
    var key: Key
  }

  private static let actions = Dictionary(
    bindings.flatMap { binding in
      binding.keys.map { (Place(context: binding.context, key: $0), binding.action) }
    }, uniquingKeysWith: { first, _ in first })

  static func row(
    _ context: Context, _ keys: String, _ action: Action, _ english: String, _ chinese: String,
    hint: Int? = nil
  ) -> Binding {
    Binding(
      context: context, keys: keys.split(separator: " ").compactMap { Key(spelling: String($0)) },
      action: action, english: english, chinese: chinese, hint: hint)
  }

  private static let list = [
    row(.list, "Enter", .choose, "open", "打开", hint: 0),
    row(.list, "Up", .up, "up", "上移"),
    row(.list, "Down", .down, "down", "下移"),
    row(.list, "PgUp", .pageUp, "page up", "上一页"),
    row(.list, "PgDn Space", .pageDown, "page down", "下一页"),
    row(.list, "l", .switchLanguage, "中文", "English", hint: 1),
    row(.list, "M", .toggleMouse, "mouse on or off", "开关鼠标"),
    row(.list, "Ctrl-Z", .suspend, "suspend", "挂起"),
    row(.list, "? F1", .openHelp, "help", "帮助", hint: 2),
    row(.list, "q", .back, "quit", "退出", hint: 3),
  ]

  private static let reading = [
    row(.running, "r", .run, "run", "运行", hint: 10),
    row(.running, "R", .runNewSeed, "run with a new seed", "换种子运行"),
    row(.running, "Space", .pauseOrResume, "pause, resume", "暂停、继续", hint: 2),
    row(.running, "s", .singleStep, "step", "单步", hint: 12),
    row(.running, "x Ctrl-C", .interrupt, "stop", "停止", hint: 3),
    row(.reading, "-", .pace(-1), "slower", "放慢"),
    row(.reading, "+ =", .pace(1), "faster", "加快"),
    row(.reading, "Tab", .nextRegion, "next region", "下一栏", hint: 14),
    row(.reading, "Shift-Tab", .previousRegion, "previous region", "上一栏"),
    row(.reading, "e", .beginEdit, "edit", "编辑", hint: 15),
    row(.reading, "E", .editOutside, "edit in $EDITOR", "用 $EDITOR 编辑"),
    row(.reading, "@", .beginData, "your own data", "自己的数据", hint: 24),
    row(.reading, ":", .openConsole, "console", "控制台", hint: 15),
    row(.reading, "f F6", .openFiles, "files", "文件", hint: 21),
    row(.reading, "n", .nextStep, "next", "下一节", hint: 16),
    row(.reading, "p", .previousStep, "previous", "上一节"),
    row(.reading, "t", .openContents, "contents", "目录", hint: 18),
    row(.reading, "/", .beginFind, "find", "查找", hint: 19),
    row(.reading, "z", .inspectChart, "zoom", "全屏看图", hint: 13),
    row(.reading, "D", .openChanges, "your changes", "我的改动", hint: 23),
    row(.reading, "v", .openRuns, "runs and results", "运行与结果", hint: 22),
    row(.running, ",", .scrub(-1), "steps back", "往回看", hint: 13),
    row(.running, ".", .scrub(1), "steps forward", "往后看"),
    row(.running, "g", .beginStep, "go to a step of the run", "跳到运行的某一步"),
    row(.running, "y", .copyCommand, "copy the run's command", "复制运行命令"),
    row(.running, "C", .nextCanvas, "the charts' canvas", "图的画法"),
    row(.running, "M", .toggleMouse, "mouse on or off", "开关鼠标"),
    row(.running, "l", .switchLanguage, "中文", "English"),
    row(.running, "Ctrl-Z", .suspend, "suspend", "挂起"),
    row(.running, "? F1", .openHelp, "help", "帮助", hint: 17),
    row(.reading, "q", .back, "back to the list", "返回目录", hint: 20),
  ]

  private static let regions = [
    row(.lesson, "Up", .up, "scroll up", "向上滚动"),
    row(.lesson, "Down", .down, "scroll down", "向下滚动"),
    row(.lesson, "PgUp", .pageUp, "page up", "上一页"),
    row(.lesson, "PgDn", .pageDown, "page down", "下一页"),
    row(.lesson, "Home <", .top, "to the beginning", "到开头"),
    row(.lesson, "End >", .bottom, "to the end", "到结尾"),
    row(.lesson, "Enter", .choose, "copy the next link", "复制下一个链接"),

    row(.charts, "Up", .up, "earlier charts", "前面的图", hint: 1),
    row(.charts, "Down", .down, "further charts", "后面的图", hint: 1),
    row(.charts, "Left", .chooseChart(-1), "chart before", "上一幅图"),
    row(.charts, "Right", .chooseChart(1), "chart after", "下一幅图"),
    row(.charts, "PgUp", .pageUp, "page of charts back", "前一页图"),
    row(.charts, "PgDn", .pageDown, "page of charts on", "后一页图"),
    row(.charts, "Enter", .choose, "to the failing line", "到出错的行", hint: 0),

    row(.source, "Enter", .beginEdit, "edit", "编辑"),
    row(.source, "Up", .up, "line up", "上一行"),
    row(.source, "Down", .down, "line down", "下一行"),
    row(.source, "PgUp", .pageUp, "page up", "上一页"),
    row(.source, "PgDn", .pageDown, "page down", "下一页"),
    row(.source, "o F7", .lessonsText, "the lesson's own text", "课程原文"),
    row(.source, "Home <", .top, "to the beginning", "到开头"),
    row(.source, "End >", .bottom, "to the end", "到结尾"),
  ]

  private static let parameters = [
    row(.parameters, "Right", .notch(1), "more", "加", hint: 1),
    row(.parameters, "Left", .notch(-1), "less", "减", hint: 0),
    row(.parameters, "PgUp", .notch(10), "+10", "加十格", hint: 4),
    row(.parameters, "PgDn", .notch(-10), "-10", "减十格", hint: 5),
    row(.parameters, "Up", .up, "parameter above", "上一个参数"),
    row(.parameters, "Down", .down, "parameter below", "下一个参数"),
    row(.parameters, "Enter", .beginValue, "type", "键入数值", hint: 6),
    row(.parameters, "d", .defaultValue, "default", "默认值", hint: 7),
    row(.parameters, "a", .allDefaults, "all defaults", "全部默认", hint: 8),
  ]

  private static let fields = [
    Context.value, .step, .find, .data, .help, .saveAs, .console, .history,
  ].flatMap { context in
    [
      row(context, "Left", .field(.left), "left", "左移"),
      row(context, "Right", .field(.right), "right", "右移"),
      row(context, "Home Ctrl-A", .field(.start), "to the start", "到行首"),
      row(context, "End Ctrl-E", .field(.end), "to the end", "到行尾"),
      row(context, "Backspace", .field(.deleteBackward), "delete before", "删前一字"),
      row(context, "Del Ctrl-D", .field(.deleteForward), "delete after", "删后一字"),
      row(context, "Ctrl-U", .field(.clear), "clear", "清空"),
    ]
  }

  private static let overlays = [
    row(.value, "Enter", .choose, "take the value", "采用", hint: 0),
    row(.value, "Esc Ctrl-G Ctrl-C", .leave, "leave it", "放弃", hint: 1),

    row(.step, "Enter", .choose, "go there", "前往", hint: 0),
    row(.step, "Esc Ctrl-G Ctrl-C", .leave, "leave it", "放弃", hint: 1),

    row(.find, "Enter Down", .findNext, "next", "下一个", hint: 0),
    row(.find, "Up", .findPrevious, "previous", "上一个", hint: 1),
    row(.find, "Esc Ctrl-G Ctrl-C", .leave, "done", "完成", hint: 2),

    row(.data, "Enter", .choose, "take it", "采用", hint: 0),
    row(.data, "Tab", .completePath, "complete", "补全", hint: 1),
    row(.data, "Down", .chooseData(1), "next data set", "下一个数据集", hint: 2),
    row(.data, "Up", .chooseData(-1), "data set before", "上一个数据集"),
    row(.data, "Esc Ctrl-G Ctrl-C", .leave, "leave it", "放弃", hint: 3),

    row(.help, "Enter", .choose, "run it", "执行", hint: 0),
    row(.help, "Up", .up, "up", "上移"),
    row(.help, "Down", .down, "down", "下移"),
    row(.help, "PgUp", .pageUp, "page up", "上一页"),
    row(.help, "PgDn", .pageDown, "page down", "下一页"),
    row(.help, "Esc Ctrl-G F1 Ctrl-C", .leave, "close", "关闭", hint: 1),

    row(.contents, "Enter", .choose, "go there", "前往", hint: 0),
    row(.contents, "Up p", .up, "up", "上移"),
    row(.contents, "Down n", .down, "down", "下移"),
    row(.contents, "PgUp", .pageUp, "page up", "上一页"),
    row(.contents, "PgDn Space", .pageDown, "page down", "下一页"),
    row(.contents, "Esc Ctrl-G t q Ctrl-C", .leave, "close", "关闭", hint: 1),

    row(.files, "Enter", .choose, "open", "打开", hint: 0),
    row(.files, "Up", .up, "up", "上移"),
    row(.files, "Down", .down, "down", "下移"),
    row(.files, "PgUp", .pageUp, "page up", "上一页"),
    row(.files, "PgDn Space", .pageDown, "page down", "下一页"),
    row(.files, "f F6", .openFiles, "the kernel's own", "内核自己的文件", hint: 1),
    row(.files, "Esc Ctrl-G q Ctrl-C", .leave, "close", "关闭", hint: 2),

    row(.runs, "Up p", .up, "up", "上移"),
    row(.runs, "Down n", .down, "down", "下移"),
    row(.runs, "Enter Space", .choose, "draw it or not", "画或不画", hint: 0),
    row(.runs, "PgUp", .pageUp, "results back", "前面的结果", hint: 1),
    row(.runs, "PgDn", .pageDown, "results on", "后面的结果", hint: 1),
    row(.runs, "Esc Ctrl-G v q Ctrl-C", .leave, "close", "关闭", hint: 2),

    row(.changes, "Up p", .up, "change before", "上一处改动"),
    row(.changes, "Down n", .down, "next change", "下一处改动"),
    row(.changes, "PgUp", .pageUp, "five back", "往前五处"),
    row(.changes, "PgDn Space", .pageDown, "five on", "往后五处"),
    row(.changes, "Enter", .choose, "take it back", "撤回这一处", hint: 0),
    row(.changes, "a", .takeBackAll, "take all back", "全部撤回", hint: 1),
    row(.changes, "Esc Ctrl-G D q Ctrl-C", .leave, "close", "关闭", hint: 2),

    row(.takingBack, "y", .choose, "yes", "是", hint: 0),
    row(.takingBack, "Esc Ctrl-G n q Ctrl-C", .leave, "no", "否", hint: 1),

    row(.unsaved, "Esc Ctrl-G Ctrl-C", .leave, "stay", "留下", hint: 0),
    row(.unsaved, "r", .unsaved(.again), "try again", "重试", hint: 1),
    row(.unsaved, "s", .unsaved(.elsewhere), "save to another place", "另存到别处", hint: 2),
    row(.unsaved, "c", .unsaved(.copy), "copy the text", "复制文本", hint: 3),
    row(.unsaved, "D", .unsaved(.discard), "leave and lose it", "放弃并离开", hint: 4),

    row(.saveAs, "Enter", .choose, "write it there", "写到那里", hint: 0),
    row(.saveAs, "Esc Ctrl-G Ctrl-C", .leave, "back", "返回", hint: 1),
  ]
}
