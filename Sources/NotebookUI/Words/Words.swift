import Charts
import Margin
import Notebook

/// All words of the screen that are not a key's label: English and Chinese side by side.
struct Words: Hashable, Sendable {
  var language: Language

  func say(_ english: String, _ chinese: String) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  // MARK: Regions and overlays

  func title(_ region: Region) -> String {
    switch region {
    case .lesson: say("Lesson", "课文")
    case .charts: say("Charts", "图")
    case .parameters: say("Parameters", "参数")
    case .source: say("Source", "源码")
    case .console: say("Console", "控制台")
    }
  }

  var help: String { say("Keys", "按键") }
  var helpFilter: String { say("type to filter", "输入文字以筛选") }
  var contents: String { say("Contents", "目录") }
  var files: String { say("Files of this lesson", "本课的文件") }
  /// What stands between the parts of a remark.
  var separator: String { say(", ", "，") }
  var runs: String { say("Runs of this step", "本节的运行") }
  var results: String { say("results", "结果") }
  var difference: String { say("difference", "差") }
  func moreResults(_ count: Int) -> String { say("+\(count) more:", "另有 \(count) 项：") }
  var kernelsOwnFile: String { say("the kernel's own", "内核自己的文件") }
  func file(_ number: Int, of count: Int) -> String {
    say("file \(number) of \(count)", "第 \(number)/\(count) 个文件")
  }
  var lessons: String { say("Lessons", "课程") }
  var now: String { say("now", "现在") }
  var earlierRun: String { say("earlier run", "先前的运行") }
  var ofEarlierRun: String { say("earlier run: ", "先前的运行：") }
  /// The same in a legend, where nothing but the seconds tells two runs apart.
  var earlier: String { say("earlier", "先前") }
  var step: String { say("step", "步") }
  var secondsAxis: String { say("seconds", "秒") }
  var iteration: String { say("iteration", "迭代") }
  func start(_ number: Int) -> String { say("start \(number)", "第 \(number) 次") }
  func formerStarts(_ numbers: ClosedRange<Int>) -> String {
    if numbers.count == 1 { return start(numbers.lowerBound) }
    return say(
      "starts \(numbers.lowerBound)–\(numbers.upperBound)",
      "第 \(numbers.lowerBound)–\(numbers.upperBound) 次")
  }

  func progress(_ read: Int, of total: Int) -> String {
    say("\(read) of \(total) steps read", "已读 \(read)/\(total) 节")
  }

  func resume(step: Int) -> String {
    say("Enter goes on at step \(step)", "按 Enter 从第 \(step) 节继续")
  }

  var noLessons: String {
    say(
      "There is no lesson here; `margin doctor` says where they are looked for.",
      "这里没有课程；`margin doctor` 会说明查找的位置。")
  }

  var tooSmall: String {
    say(
      "margin needs 40×12: enlarge the window  x stop  q back",
      "margin 需要 40×12：请放大窗口  x 停止  q 返回")
  }

  // MARK: Modes and states

  func name(_ mode: Mode) -> String {
    switch mode {
    case .read: say("READ", "阅读")
    case .edit: say("EDIT", "编辑")
    case .console: say("CONSOLE", "控制台")
    case .value: say("VALUE", "数值")
    case .step: say("STEP", "跳步")
    case .find: say("FIND", "查找")
    case .data: dataMode
    }
  }

  /// The mode word while a chart has the whole screen.
  var chartMode: String { say("CHART", "看图") }

  /// The mode word while the charts show an earlier step.
  var pastMode: String { say("PAST", "回看") }

  var idle: String { say("idle", "未运行") }
  var loading: String { say("loading", "载入中") }
  var compiling: String { say("compiling", "编译中") }
  var starting: String { say("starting", "启动中") }
  var running: String { say("running", "运行中") }
  var paused: String { say("paused", "已暂停") }
  var stopping: String { say("stopping…", "正在停止…") }
  var finished: String { say("finished", "已完成") }
  var interrupted: String { say("stopped", "已停止") }
  var failed: String { say("failed", "出错") }
  var died: String { say("died", "崩溃") }

  func atStep(_ step: Int) -> String { say("step \(step)", "第 \(step) 步") }
  func rate(_ stepsPerSecond: String) -> String {
    say("\(stepsPerSecond) steps/s", "\(stepsPerSecond) 步/秒")
  }
  func pace(_ limit: PaceLimit) -> String {
    guard let limit else { return say("as fast as the steps come", "全速运行") }
    return say("at most \(short(limit)) steps a second", "每秒最多 \(short(limit)) 步")
  }
  func standing(_ step: Int, seconds: String) -> String {
    say("step \(step) for \(seconds) s", "停在第 \(step) 步已 \(seconds) 秒")
  }
  func seconds(_ seconds: String) -> String { say("for \(seconds) s", "已 \(seconds) 秒") }
  func timeLeft(_ seconds: String) -> String { say("\(seconds) left", "还剩 \(seconds)") }

  // MARK: Keys that say more than the table can

  var pauseKey: String { say("pause", "暂停") }
  var resumeKey: String { say("resume", "继续") }
  var killKey: String { say("kill", "强制结束") }

  // MARK: Charts

  func was(_ label: String, _ value: String) -> String {
    say("\(label) was \(value)", "\(label) 当时为 \(value)")
  }
  var earlierSource: String { say("earlier source", "先前的源码") }
  func ofDay(_ day: String) -> String { say("run of \(day)", "\(day) 的运行") }
  func tiles(_ first: Int, _ last: Int, of count: Int) -> String {
    first == last
      ? say("\(first) of \(count)", "第 \(first) 个，共 \(count) 个")
      : say("\(first)–\(last) of \(count)", "第 \(first)–\(last) 个，共 \(count) 个")
  }
  /// How a chart is seen: what x is, which axes are logarithmic, how it is smoothed.
  func chartLook(x: String, hasLogX: Bool, hasLogY: Bool, smoothing: Double?) -> String {
    let log = say(" (log)", "（对数）")
    let parts = [
      say("x: ", "横轴：") + (x == "" ? "x" : x) + (hasLogX ? log : ""),
      hasLogY ? say("y: log", "纵轴：对数") : say("y: linear", "纵轴：线性"),
      smoothing.map { say("smoothed: EMA \($0)", "平滑：EMA \($0)") }
        ?? say("not smoothed", "未平滑"),
    ]
    return parts.joined(separator: separator)
  }
  var noRunYet: String { say("Nothing has run here yet: r runs it.", "这里还没有运行过：按 r 运行。") }
  var waitingForPoints: String { say("waiting for the first step", "等待第一步") }
  var notYetDrawn: String { say("not drawn yet", "还没有画到这里") }
  var nothingDrawn: String {
    say(
      "The run ended before there was anything to draw: r runs it again.",
      "运行在画出任何内容之前就结束了：按 r 重新运行。")
  }
  var goThereOrStartAgain: String {
    say("Enter here goes to the line, r starts again", "按 Enter 跳到该行，按 r 重新运行")
  }
  var startsAgain: String { say("r starts again", "按 r 重新运行") }
  func curves(_ shown: Int, of count: Int) -> String {
    say("the first \(shown) of \(count) curves", "仅画前 \(shown) 条，共 \(count) 条曲线")
  }

  func moreLines(_ count: Int) -> String {
    say("… \(grouped(count)) more lines", "……前面还有 \(grouped(count)) 行")
  }

  var printedLast: String { say("printed last:", "最后的输出：") }

  // MARK: Looking back

  /// `last` is the step that the run is at, or ended at.
  func lookingBack(at step: Int, of last: Int, isOn: Bool) -> String {
    isOn
      ? say("shows step \(step), live \(last)", "显示第 \(step) 步，当前第 \(last) 步")
      : say("shows step \(step) of \(last)", "显示第 \(step) 步，共 \(last) 步")
  }
  var nothingRecorded: String {
    say("no step is recorded yet: r runs", "还没有记录任何一步：按 r 运行")
  }
  var notKeptThere: String { say("kept of the last step alone", "只留有最后一步的图") }
  var nothingRecordedThere: String { say("not drawn yet at this step", "到这一步时还没有画出来") }
  var isLive: String {
    say("this is the newest step; , goes back", "这就是最新的一步；按 , 往回看")
  }
  func isFirstRecorded(_ step: Int) -> String {
    say("step \(step) is the first that is recorded", "第 \(step) 步是最早记录的一步")
  }
  var stepPrompt: String { say("step", "第几步") }
  func stepRefused(_ text: String, _ steps: ClosedRange<Int>) -> String {
    say(
      "this run has steps \(steps.lowerBound) to \(steps.upperBound), not “\(text)”",
      "这次运行有第 \(steps.lowerBound) 到 \(steps.upperBound) 步，没有“\(text)”")
  }

  // MARK: Parameters

  func changed(_ count: Int, of total: Int) -> String {
    say("values changed: \(count) of \(total)", "已改 \(count)/\(total) 个值")
  }
  var seed: String { say("seed", "随机种子") }
  func newSeed(_ seed: UInt64) -> String { say("new seed: \(seed)", "新种子：\(seed)") }
  func defaultIs(_ value: String) -> String { say("default \(value)", "默认 \(value)") }
  var restartsTheRun: String { say("↻ restarts the run", "↻ 改动后从头运行") }
  var waitsForChange: String { say("waiting for a change", "等待改动") }
  var changesRunAgain: String { say("a change runs it again", "改动任一值即重新运行") }
  var nothingRunsYet: String { say("r runs with these values", "按 r 以这些值运行") }
  func on(_ isOn: Bool) -> String { isOn ? say("on", "开") : say("off", "关") }

  func refused(_ text: String, _ parameter: ParameterDescription) -> String {
    let allowed =
      switch parameter.kind {
      case .integer(let range, _):
        say(
          "a whole number from \(range.lowerBound) to \(range.upperBound)",
          "\(range.lowerBound) 到 \(range.upperBound) 的整数")
      case .number(let range, _):
        say(
          "a number from \(short(range.lowerBound)) to \(short(range.upperBound))",
          "\(short(range.lowerBound)) 到 \(short(range.upperBound)) 的数")
      case .choice(let cases): cases.joined(separator: say(", ", "、"))
      case .toggle: say("on, off", "on、off")
      case .text(let limit):
        say("one line of at most \(limit) characters", "一行，最多 \(limit) 个字符")
      }
    let automatic = parameter.automatic == nil ? "" : say(", or automatic", "或 automatic")
    return say(
      "\(parameter.label) takes \(allowed)\(automatic), not “\(text)”",
      "\(parameter.label) 应为 \(allowed)\(automatic)，不能是“\(text)”")
  }
  func seedRefused(_ text: String) -> String {
    say("the seed is a whole number from 0, not “\(text)”", "随机种子应为非负整数，不能是“\(text)”")
  }
  func valuesFellBack(_ labels: [String]) -> String {
    let names = labels.joined(separator: say(", ", "、"))
    return say(
      "the source no longer has, or no longer takes: \(names); back to defaults",
      "源码中不再有或不再接受：\(names)；已恢复默认值")
  }

  // MARK: Source

  var edited: String { say("edited", "已修改") }
  var saved: String { say("saved", "已保存") }
  var unsaved: String { say("not saved yet", "尚未保存") }
  var cannotBeSaved: String { say("CANNOT BE SAVED", "无法保存") }
  var savedAgain: String { say("saved again", "又能保存了：已保存") }
  var progressNotSaved: String { say("place not saved", "进度未保存") }
  var recordsNotSaved: String { say("runs not saved", "运行记录未保存") }
  func written(_ path: String) -> String { say("written to \(path)", "已写入 \(path)") }
  func rescued(_ path: String) -> String {
    say("what could not be saved where it belongs is in \(path)", "未能保存到原处的内容在 \(path) 中")
  }
  var unsavedTitle: String { say("Not saved", "尚未保存") }
  func wouldBeLost(_ name: String) -> String {
    say("\(name): what you typed is only in memory.", "\(name)：你输入的内容只在内存中。")
  }
  var progressWouldBeLost: String {
    say("Your place and the values you chose are not saved.", "进度和所选的参数值尚未保存。")
  }
  var recordsWouldBeLost: String {
    say("What was recorded of the runs is not saved.", "运行记录尚未保存。")
  }
  var diskDoesNotAnswer: String { say("The disk does not answer.", "磁盘没有响应。") }
  var pathPrompt: String { say("write to", "写入") }
  var emptySource: String {
    say(
      "the source is empty, so it does not compile: F7 takes the lesson's own text",
      "源码是空的，无法编译：按 F7 取回课程原文")
  }
  var isLessonsOwn: String { say("this is the lesson's own text", "这就是课程原文") }
  var lessonsOwnIsBack: String {
    say(
      "the lesson's own text is back; Ctrl-Z in the editor takes yours again",
      "已取回课程原文；在编辑器中按 Ctrl-Z 可换回你的文本")
  }
  func changes(in file: String) -> String { say("Your changes in \(file)", "\(file) 中的改动") }
  func line(_ number: Int) -> String { say("line \(number)", "第 \(number) 行") }
  func asksToTakeBack(_ wish: TakingBack, of count: Int) -> String {
    if wish == .one || count == 1 {
      return say("Put the lesson's own lines back here?", "把这一处换回课程原文？")
    }
    return say("Take all \(count) changes back?", "撤回全部 \(count) 处改动？")
  }
  /// `left` changes stay.
  func tookBack(left: Int) -> String {
    if left == 0 { return lessonsOwnIsBack }
    let undo = say("Ctrl-Z in the editor takes yours again", "在编辑器中按 Ctrl-Z 可换回你的文本")
    return say("taken back, \(left) left; \(undo)", "已撤回，还有 \(left) 处；\(undo)")
  }
  var nothingToUndo: String { say("nothing to undo", "没有可撤销的修改") }
  var nothingToRedo: String { say("nothing to redo", "没有可重做的修改") }
  var readOnly: String { say("not saved here", "此处不保存") }
  var lessonsOwn: String { say("the lesson's own", "课程原版") }
  var notCompiled: String { say("not compiled: Ctrl-S", "未编译：Ctrl-S") }
  var doesNotCompile: String { say("does not compile", "无法编译") }

  /// `file` is named where there are several.
  func compileErrors(_ lines: [Int], in file: String?, runGoesOn: Bool) -> String {
    let line = lines.min() ?? 1
    let (of, name) = (file.map { " of \($0)" } ?? "", file.map { $0 + " " } ?? "")
    let errors = say(
      lines.count == 1
        ? "an error in line \(line)\(of)" : "\(lines.count) errors, the first in line \(line)\(of)",
      lines.count == 1
        ? "\(name)第 \(line) 行有错误" : "\(lines.count) 个错误，首个在 \(name)第 \(line) 行")
    return runGoesOn ? say("\(errors); the old run goes on", "\(errors)；原来的运行仍在继续") : errors
  }
  func staysSlow(_ reason: String) -> String {
    say("it runs, but was not optimised: \(reason)", "可以运行，但未能优化：\(reason)")
  }
  var nothingCompiled: String {
    say(
      "this source has not compiled: its errors stand under their lines",
      "源码尚未编译成功：错误写在相应的行下")
  }
  var ranLastCompiled: String {
    say(
      "the source does not compile: this runs the last one that did",
      "源码无法编译：正在运行上一份可编译的源码")
  }
  func lessonSourceChanged(_ file: String) -> String {
    say(
      "the lesson's own \(file) has changed since your edit; your text stays",
      "课程的 \(file) 在你修改之后有过更新；你的文本保持不变")
  }
  func copiedLines(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).count
    return say(lines == 1 ? "copied 1 line" : "copied \(lines) lines", "已复制 \(lines) 行")
  }
  func selecting(isOn: Bool) -> String {
    isOn
      ? say("movements select; F2 ends it", "移动光标即选中文字；按 F2 结束")
      : say("movements move again", "移动光标不再选中文字")
  }

  // MARK: Notices

  /// The language's own name cannot be read there.
  var chineseInASCII: String { "Chinese" }
  /// Said where nothing but ASCII can be shown.
  var needsUTF8: String {
    "this terminal does not speak UTF-8, so it shows no Chinese: set it to UTF-8, or use another one"
  }
  var inputMethodIsOn: String {
    "输入法已开启 · input method is on"
  }
  var nothingToPasteInto: String {
    say("nothing takes text here: e edits the source", "这里不能输入文字：按 e 编辑源码")
  }
  var openElsewhere: String {
    say(
      "another margin has this lesson open: what you change here is not saved",
      "另一个 margin 已打开本课：此处的修改不会保存")
  }
  var translationIsMissing: String {
    say("this lesson is not in English yet", "本课还没有中文版")
  }
  var lastStep: String { say("this is the last step", "这是最后一节") }
  func foundInStep(_ step: Int) -> String {
    say("found in step \(step): Enter goes there", "在第 \(step) 节找到：按 Enter 前往")
  }
  func notFound(_ text: String) -> String { say("no “\(text)” in this lesson", "本课中没有“\(text)”") }
  func notInSource(_ text: String) -> String {
    say("no “\(text)” in this source", "源码中没有“\(text)”")
  }
  func copied(_ text: String) -> String { say("copied: \(text)", "已复制：\(text)") }
  func sentToTerminal(_ line: String) -> String {
    say("sent to the terminal: \(line)", "已发送到终端：\(line)")
  }
  var nothingRan: String { say("nothing has run here yet", "这里还没有运行过") }
  var sourceOfRunIsGone: String {
    say(
      "the source of that run is no longer here: r runs the present one",
      "那次运行的源码已经没有了：按 r 运行现在的源码")
  }
  func canvas(_ canvas: ChartStyle.Canvas) -> String {
    switch canvas {
    case .braille: say("charts in braille dots", "图用盲文点阵绘制")
    case .blocks: say("charts in blocks", "图用方块绘制")
    case .lines: say("charts in lines", "图用线条绘制")
    case .ascii: say("charts in ASCII", "图用 ASCII 字符绘制")
    }
  }
  func mouse(isOn: Bool) -> String {
    isOn
      ? say("the mouse works here; M frees it for selecting text", "鼠标由本程序使用；按 M 放开，以便选择文字")
      : say("the mouse selects text; M takes it back", "鼠标可以选择文字；按 M 收回")
  }
}
