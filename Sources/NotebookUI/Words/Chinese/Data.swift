import Margin

// What can be wrong with data and with values of parameters, in Chinese.

extension FileFault: Bilingual {
  var chinese: String {
    switch self {
    case .system(let code): chineseSystemError(code)
    case .isFolder: "它是目录；请给出文件"
    case .isNoFile: "它是设备或管道；请给出文件"
    case .becameShorter: "读取时文件变短了"
    case .notUTF8: "它不是 UTF-8 文本"
    }
  }
}

extension DatasetError: Bilingual {
  var chinese: String {
    switch self {
    case .unreadable(let path, let reason): "无法读取 \(path)：\(reason.chinese)"
    case .empty(let path): "\(path) 是空的；需要 CSV 文件：首行为列名，每行一个样本"
    case .notText(let path): "\(path) 不是文本文件；需要首行为列名的 CSV 文件"
    case .noHeader(let path, let number):
      "\(path)：首行应为列名，却有数 \(number)；请在前面加一行列名"
    case .unnamedColumn(let path, let number):
      "\(path)：首行中第 \(number) 列没有名称；请命名，若它只是行号则删去"
    case .notUTF8(let path, let line): "\(path) 第 \(line) 行：文本不是 UTF-8；请把文件存为 UTF-8"
    case .noRows(let path): "\(path) 只有列名，没有数据；列名之下应每行一个样本"
    case .noNumbers(let path): "\(path) 没有数值列；至少需要一列"
    case .repeatedColumn(let path, let name): "\(path)：有两列都叫“\(name)”；请改名"
    case .openQuote(let path, let line):
      "\(path) 第 \(line) 行：引号 (\") 没有配对；请补上，或写成两个引号"
    case .textAfterQuote(let path, let line):
      "\(path) 第 \(line) 行：右引号 (\") 之后还有文字；属于内容的引号请写成两个"
    case .ragged(let path, let place, let expected, let found):
      "\(path) \(place.chinese)：有 \(found) 栏，而首行有 \(expected) 栏；请补全，或给含分隔符的文字加引号"
    case .missing(let path, let place, let column):
      "\(path) \(place.chinese)，“\(column)”列：缺少值；请填上或删去该行"
    case .notANumber(let path, let place, let column, let text):
      "\(path) \(place.chinese)，“\(column)”列：“\(text)”不是数；请改正或删去该行"
    case .ambiguousComma(let path, let place, let column, let text):
      "\(path) \(place.chinese)，“\(column)”列：“\(text)”中的逗号可能是小数点，也可能是千位分隔；"
        + "请用小数点，或去掉逗号"
    case .tooLarge(let path, let place, let column, let text):
      "\(path) \(place.chinese)，“\(column)”列：“\(text)”太大，无法计算；请换用更大的单位"
    case .notFinite(let path, let place, let column, let text):
      "\(path) \(place.chinese)，“\(column)”列：“\(text)”不是有限数；请改正或删去该行"
    case .severalTextColumns(let path, let names):
      "\(path)：\(names.map { "“\($0)”" }.joined(separator: "、")) 这几列都是文字，只有标签一列可以是；"
        + "请删去其余的列或改为数"
    case .notIDX(let path, let defect): "\(path) 不是字节的 IDX 文件：\(defect.chinese)"
    case .noColumn(let dataset, let name, let known):
      "数据集“\(dataset)”没有数值列“\(name)”；它有 \(known.joined(separator: "、"))"
    case .unfit(let path, let defect): "\(path)：\(defect.chinese)"
    case .shape(let dataset, let path, let found, let needed):
      "\(dataset)=\(path)：形状是 \(found)，应为 \(needed)"
    case .classes(let dataset, let path, let found, let needed):
      "\(dataset)=\(path)：\(found == 0 ? "没有标签" : "有 \(found) 类")，应有 \(needed) 类"
        + (found == 0 ? "；请把类别那一栏命名为 `label`" : "")
    case .unknownClass(let dataset, let name, let other, let known):
      "数据集“\(dataset)”有类别“\(name)”，而“\(other)”没有；后者有 \(known.joined(separator: "、"))"
    case .otherColumns(let dataset, let names, let other, let known):
      "数据集“\(dataset)”的列是 \(names.joined(separator: "、"))，而“\(other)”的是 "
        + "\(known.joined(separator: "、"))；两者须相同，次序也相同"
    case .tooFewToSplit(let dataset, let count, let parts):
      "数据集“\(dataset)”只有 \(count) 行，不够分成 "
        + "\(parts.map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: "、"))；每份至少一行"
    case .fractions(let dataset, let fractions):
      "数据集“\(dataset)”不能按 \(fractions.joined(separator: "、")) 划分；每份的比例必须大于 0，总和不超过 1"
    }
  }
}

extension DatasetError.RowPlace: Bilingual {
  var chinese: String { "第 \(row) 条（文件第 \(line) 行）" }
}

extension IDXDefect: Bilingual {
  var chinese: String {
    switch self {
    case .noMagicNumber: "它不以两个零字节开头"
    case .otherType(let type): "元素类型为 \(type)，不是字节 (8)"
    case .noSizes(let axes): "文件在 \(axes) 个轴的大小之前就结束了"
    case .wrongSize(let shape, let bytes): "形状 \(shape) 与 \(bytes) 个字节不符"
    }
  }
}

extension SavingError: Bilingual {
  var chinese: String {
    switch self {
    case .name(let name):
      "不能以“\(name)”为名保存：名称最多 60 个字符，只含字母、数字和 - _ .，且不以 . 开头或结尾"
    case .noEnding(let name):
      "不能以“\(name)”为名保存文本：名称应以格式结尾，如 `\(name).txt` 或 `\(name).arpa`"
    case .unwritable(let path, let reason): "无法写入 \(path)：\(reason.chinese)"
    case .unreadable(let path, let reason): "无法读取 \(path)：\(reason.chinese)"
    case .nothingSaved(let name, let kernels) where kernels.isEmpty:
      "还没有“\(name)”，课程中也没有内核保存它；请用 `--data \(name)=FILE` 给出文件"
    case .nothingSaved(let name, let kernels):
      "还没有“\(name)”：请先运行 \(kernels.joined(separator: " 或 "))，由它保存"
    case .full(let folder, let limit): "\(folder) 中已存有 \(limit) 项；请删去不再需要的"
    }
  }
}

extension ParameterError: Bilingual {
  var chinese: String {
    switch self {
    case .unknown(let name, let known) where known.isEmpty: "没有参数“\(name)”：这个内核没有参数"
    case .unknown(let name, let known):
      "没有参数“\(name)”\(chineseSuggestion(for: name, among: known))：现有 \(known.joined(separator: "、"))"
    case .refused(let text, let parameter): parameter.chineseRefusal(of: text)
    case .restarts(let name): "\(name) 改动后要从头运行：不能在某一步改动"
    case .declaration(let name, .defaultOutside(let parameter)):
      "\(name) 的初值 \(parameter.defaultValue) 不在它自己的范围内："
        + parameter.chineseRefusal(of: parameter.defaultValue.description) + "；请修改声明"
    case .declaration(let name, .logScaleBelowZero):
      "\(name) 用对数刻度，范围须从 0 或正数开始，到更大的数为止"
    case .declaration(let name, .endless): "\(name) 的范围没有尽头：请给出滑块所在的两个端点"
    }
  }
}

extension ParameterDescription {
  fileprivate func chineseRefusal(of text: String) -> String {
    let orAutomatic = automatic == nil ? "" : "或 automatic"
    return switch kind {
    case .integer(let range, _):
      "\(name) 应为 \(range.lowerBound) 到 \(range.upperBound) 的整数\(orAutomatic)，不能是“\(text)”"
    case .number(let range, _):
      "\(name) 应为 \(range.lowerBound) 到 \(range.upperBound) 的数\(orAutomatic)，不能是“\(text)”"
    case .choice(let cases):
      "\(name) 应为 \(cases.joined(separator: "、")) 之一，不能是“\(text)”"
        + chineseSuggestion(for: text, among: cases)
    case .toggle: "\(name) 应为 on 或 off，不能是“\(text)”"
    case .text(let limit): "\(name) 应为一行，最多 \(limit) 个字符，不能是“\(text)”"
    }
  }
}
