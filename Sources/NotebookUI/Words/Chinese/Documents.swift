import Notebook

// What can go wrong with lessons and with what is kept on the disk, in Chinese.

extension StoreError: Bilingual {
  var chinese: String {
    switch self {
    case .folder(let path, let reason):
      "无法使用目录 \(path)：\(reason.chinese)；在它可以写入之前什么都不会保存"
    case .unwritable(let path, let reason):
      "\(path) 未保存：\(reason.chinese)；原有的内容还在"
    case .unreadable(let path, let reason): "无法读取 \(path)：\(reason.chinese)"
    case .setAside(let path, let reason): "有一个文件无法理解（\(reason.chinese)）；已留存为 \(path)"
    }
  }
}

extension StoreFault: Bilingual {
  var chinese: String {
    switch self {
    case .system(let code): chineseSystemError(code)
    case .damaged: "它已损坏"
    case .newer(let version): "它是版本 \(version)，由更新的 margin 写成"
    case .other: "原因不明"
    }
  }
}

extension LessonError: Bilingual {
  var chinese: String {
    switch self {
    case .unknown(let name, let nearest?, _): "没有课程“\(name)”；是否指 \(nearest)？"
    case .unknown(let name, nil, let known):
      "没有课程“\(name)”；现有：\(known.joined(separator: "、"))。"
    case .unreadable(let path): "\(path) 无法按 UTF-8 文本读取。"
    case .malformed(let path, let line, let flaw): "\(path):\(line)：\(flaw.chinese)"
    }
  }
}

extension LessonFlaw: Bilingual {
  var chinese: String {
    switch self {
    case .noTitle: "课程以标题开头：`# 标题`。"
    case .noSummary: "标题之后应有一段，说明本课能让人做什么。"
    case .noSteps: "课程由若干节组成，每节是一段：`## 标题`。"
    case .kernelOutsideStep: "内核块应属于某一节 (`##`)。"
    case .secondKernel: "一节只能有一个内核；这是第二个。"
    case .kernelName: "内核块应写明一个内核：`kernel NAME`。"
    case .kernelLine(let line): "内核块的每行应为 `NAME = VALUE`，而不是“\(line)”。"
    case .setTwice(let name): "内核块给 \(name) 赋了两次值。"
    case .openCode(let closing): "代码块没有以 \(closing) 结束。"
    case .openFormula: "$$ 公式没有在行末以 $$ 结束。"
    case .openComment: "注释没有以 --> 结束。"
    }
  }
}
