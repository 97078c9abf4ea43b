// What the console says.
extension Words {
  var evaluating: String { say("evaluating", "求值中") }
  var clearKey: String { say("clear", "清空") }
  var endCellKey: String { say("end the cell", "结束单元") }
  var historyPrompt: String { say("history:", "历史：") }
  var touched: String { say("changed by the console", "被控制台改动") }

  var noKernelForConsole: String {
    say(
      "The console needs a kernel: go on to a step that has one (n).",
      "控制台需要内核：请翻到带有内核的一节（n）。")
  }

  var cellIsUnderWay: String {
    say(
      "The cell before is still under way; Ctrl-C ends it.", "上一个单元还没有结束；按 Ctrl-C 结束它。")
  }

  var escLeavesConsole: String { say("Esc leaves the console.", "按 Esc 离开控制台。") }

  var nothingToComplete: String { say("No known name begins so.", "没有以此开头的已知名称。") }

  func endingLoses(isRunOn: Bool) -> String {
    isRunOn
      ? say(
        "Ctrl-C again ends the kernel's process: the run stops here, and all that cells have defined is lost.",
        "再按一次 Ctrl-C 将结束内核进程：运行到此为止，各单元定义的一切都会丢失。")
      : say(
        "Ctrl-C again ends the kernel's process: all that cells have defined is lost.",
        "再按一次 Ctrl-C 将结束内核进程：各单元定义的一切都会丢失。")
  }

  func notReproducible(_ command: String, sinceStep step: Int) -> String {
    say(
      "Not reproducible: a console cell may have changed this run after step \(step). "
        + "Sent to the terminal's clipboard all the same: \(command)",
      "无法复现：控制台的单元在第 \(step) 步之后可能改动了这次运行。命令仍已送往终端的剪贴板：\(command)")
  }

  func waiting(for wait: ConsoleModel.Wait) -> String {
    switch wait {
    case .process: say("starting the kernel's process…", "正在启动内核进程…")
    case .compiler: say("compiling…", "编译中…")
    case .step: say("waiting for the next step…", "等待下一步…")
    case .end: say("evaluating…", "求值中…")
    }
  }

  var cellCancelled: String { say("not evaluated", "未求值") }
  var noProcessForCell: String {
    say(
      "There is no process to evaluate it: the source does not compile.",
      "没有可用来求值的进程：源码不能编译。")
  }
  var processReplaced: String {
    say(
      "Not evaluated: another process has taken the kernel over; press ↑ and Enter.",
      "未求值：内核已由另一个进程接管；请按 ↑ 再按 Enter。")
  }
  var cellsAreLost: String {
    say(
      "The process has ended: what cells had defined is gone; ↑ brings them back to be evaluated again.",
      "进程已结束：各单元定义的内容已丢失；按 ↑ 可取回并重新求值。")
  }
  func moreOfValue(_ count: Int) -> String { say("… \(count) more lines", "… 另有 \(count) 行") }
  func printedBefore(_ count: Int) -> String {
    say("… \(count) lines before", "… 前面还有 \(count) 行")
  }
  func cellLine(_ number: Int) -> String { say("line \(number): ", "第 \(number) 行：") }
}
