import Glibc
import KernelRuntime
import Margin

// What can go wrong with a kernel and its process, in Chinese.

extension KernelFailure.Cause: Bilingual {
  var chinese: String {
    switch self {
    case .thrown(let words): words
    case .dataset(let error): error.chinese
    case .unknownDataset(let error): error.chinese
    case .unread(let error): error.chinese
    case .parameter(let error): error.chinese
    case .linearAlgebra(let error): error.chinese
    case .notPositiveDefinite(let error): error.chinese
    case .gradient(let error): error.chinese
    case .safetensors(let error): error.chinese
    case .saving(let error): error.chinese
    case .unknownKernel(let name): "没有课程含有内核 \(name)；`margin list` 会列出所有内核。"
    case .undeclaredKernel(let name):
      "\(name).swift 中没有声明 `final class \(name): Kernel`。"
    case .unloadable(let reason): "无法载入编译好的内核：\(reason)"
    case .unreadableSource(let path): "\(path) 无法按 UTF-8 文本读取。"
    case .notLoaded: "尚未载入内核"
    case .noProcess(let part, let code): "无法启动内核进程：\(part)：\(chineseSystemError(code))"
    case .protocolError(let error): "与内核进程的通信出错：\(error.chinese)"
    }
  }
}

extension KernelExit: Bilingual {
  var chinese: String {
    switch cause {
    case .shutdown: "内核进程已结束。"
    case .killed: "内核进程已被强制结束。"
    case .exit(let code): "内核的代码调用了 exit(\(code))。"
    case .protocolError(let error): "内核进程已被结束：\(error.chinese)。"
    case .cutShort: "margin 在运行完成之前就结束了"
    case .recorded(let words): words
    case .crash(let signal, let fault): words(for: fault, signal) + place + "。"
    }
  }

  private var place: String {
    guard let function else { return "" }
    let owner = function == KernelExit.consoleCell ? "控制台的单元" : " \(function)"
    let name = file?.split(separator: "/").last
    guard let name, let line else { return "，位于\(owner)" }
    return "，位于\(owner)，\(name) 第 \(line) 行"
  }

  private func words(for fault: Fault, _ signal: Int) -> String {
    switch fault {
    case .trap(let words): chineseTrap(words)
    case .outOfMemory(let limit): "内存不足：内核需要的内存超过了 \(gibibytes(limit)) GiB 的上限"
    case .stackOverflow: "栈溢出：函数调用没有尽头"
    case .killedFromOutside: "内核进程被外部强制结束，或者机器内存耗尽"
    case .abort: "内核的代码调用了 abort()"
    case .badMemory: "访问了不存在的内存"
    case .signal(let words):
      words.flatMap { chineseSignals[$0] } ?? "内核进程因信号 \(signal) 而终止"
    }
  }
}

extension ProtocolError: Bilingual {
  var chinese: String {
    switch self {
    case .tooLong(let bytes): "收到的一帧声称有 \(bytes) 字节，超过了允许的长度"
    case .truncated(let missing): "最后一帧中断，还差 \(missing) 字节"
    case .otherVersion(let version): "收到协议版本为 \(version) 的一帧，与本程序的版本不同"
    case .unreadable: "收到的一帧不是消息"
    }
  }
}

extension KernelRemark: Bilingual {
  var chinese: String {
    switch self {
    case .seriesLimit(let limit): "曲线超过 \(limit) 条：其余的不显示"
    case .chartLimit(let limit): "图超过 \(limit) 个：其余的不显示"
    case .resultLimit(let limit): "结果超过 \(limit) 个：其余的不显示"
    case .chartTooLarge(let name, let bytes, let limit):
      "图“\(name)”有 \(bytes >> 20) MiB，超过能显示的 \(limit >> 20) MiB：请减少点数或格数"
    case .tooLong(let bytes, let limit):
      "内核给出的内容有 \(bytes >> 20) MiB，超过能显示的 \(limit >> 20) MiB"
    case .notChanged(let error): "未改动：\(error.chinese)"
    case .notSaved(let error): "未保存：\(error.chinese)"
    }
  }
}

extension UnknownDataset: Bilingual {
  var chinese: String {
    "没有数据集“\(name)”\(chineseSuggestion(for: name, among: known))：现有 \(known.joined(separator: "、"))，"
      + "也可用 `--data \(name)=FILE` 指定自己的文件"
  }
}

extension UnreadData: Bilingual {
  var chinese: String {
    if read.isEmpty { return "`--data \(name)=FILE`：这个内核不读数据" }
    if isReadWithOtherValues {
      return "`--data \(name)=FILE`：参数取这些值时，这个内核不读“\(name)”，只读 "
        + read.joined(separator: "、")
    }
    return "`--data \(name)=FILE`：这个内核不读“\(name)”\(chineseSuggestion(for: name, among: read))：它读 "
      + read.joined(separator: "、")
  }
}

extension CompilationFailure: Bilingual {
  var chinese: String {
    switch self {
    case .noStandardLibrary:
      "没有 Swift 工具链：正在使用的标准库不在任何工具链中；要编辑内核，请把 MARGIN_TOOLCHAIN 设为工具链目录"
        + "（其中有 bin/swift-frontend）。"
    case .missing(let file):
      "没有 Swift 编译器：缺少 \(file)；要编辑内核，请安装构建 margin 所用的 Swift 工具链，"
        + "或把 MARGIN_TOOLCHAIN 设为它的目录。"
    case .noModules(let folder):
      "缺少本次构建的模块（\(folder)）：请在构建目录中运行 margin，或用 `swift build -c release` 重新构建。"
    case .unwritable(let folder, EPERM):
      "\(folder) 可被他人写入，而其中的内容会被运行：请执行 `chmod 700`，或把 XDG_CACHE_HOME 设为自己的目录。"
    case .unwritable(let folder, let code):
      "\(folder) 无法写入（\(chineseSystemError(code))）：请腾出空间，或把 XDG_CACHE_HOME 设为其他目录。"
    case .otherCompiler(let words):
      "这个 Swift 编译器不是构建 margin 的那一个（\(words)）：请用 `swift build -c release` 重新构建。"
    case .rejected: "编译器不接受这份源码"
    case .crashed(let tool, let signal): "\(tool) 处理这份源码时崩溃（信号 \(signal)）。"
    case .timedOut(let seconds): "编译超过了 \(Int(seconds)) 秒；请把长表达式拆成几部分。"
    case .failed(let tool, let words): "\(tool) 失败：\(words)"
    case .cancelled: "已取消"
    }
  }
}

/// A hint at the nearest known name, in brackets.
func chineseSuggestion(for text: String, among known: [String]) -> String {
  nearest(to: text, among: known).map { "（是否指 \($0)？）" } ?? ""
}
