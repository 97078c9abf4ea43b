import Margin

// What can go wrong with matrices, gradients and files of arrays, in Chinese.

extension LinearAlgebraError: Bilingual {
  var chinese: String {
    switch self {
    case .singular(let operation, let line, let pivot, let size):
      "\(operation)：\(size)×\(size) 矩阵是奇异的，LU 分解的第 \(pivot) 个主元为 0：第 \(pivot) "
        + "\(line.chinese)是前面各\(line.chinese)的组合；请删去它，或用 `leastSquares`"
    case .notFinite(let operation, let shape):
      "\(operation)：形状为 \(shape) 的数组含有 NaN 或无穷大；请查明它们从何而来"
    case .notConverged(let operation, let shape):
      "\(operation)：在形状为 \(shape) 的矩阵上不收敛；请把元素缩放到相近的大小"
    }
  }
}

extension MatrixLine {
  fileprivate var chinese: String {
    switch self {
    case .row: "行"
    case .column: "列"
    }
  }
}

extension NotPositiveDefinite: Bilingual {
  var chinese: String { "\(size)×\(size) 矩阵不是正定的：它的 \(order) 阶顺序主子式不为正" }
}

extension GradientError: Bilingual {
  var chinese: String {
    switch self {
    case .notFinite(let operation, let value):
      "`backward`：损失为 \(value)，它是 \(operation) 的结果；用 `findingNonFinite { … }` 包住计算，"
        + "可知从哪个运算开始"
    case .notScalar(let shape):
      "`backward`：损失的形状为 \(shape)，而需要单个数：请用 `mean()` 或 `sum()`"
    case .noGraph: "`backward`：损失不依赖任何参数"
    case .graphUsed(let operation):
      "`backward`：计算图已经用过（\(operation) 不再保留操作数）：请重新计算损失，"
        + "或第一次就调用 `backward(keepingGraph: true)`"
    case .notFiniteGradient(let number, let count, let shape, let value):
      "共 \(count) 个参数，第 \(number) 个（形状 \(shape)）的梯度含有 \(value)，而损失是有限的："
        + "请看是否在 0 处开方或取对数，或者梯度溢出"
    }
  }
}

extension SafetensorsError: Bilingual {
  var chinese: String {
    switch self {
    case .unreadable(let path, let reason): "无法读取 \(path)：\(reason.chinese)"
    case .unwritable(let path, let reason): "无法写入 \(path)：\(reason.chinese)"
    case .malformed(let path, let defect):
      "\(path) 不是有效的 safetensors 文件：\(defect.chinese)；请重新生成或获取"
    case .noArray(let path, let name, let known):
      "\(path) 中没有数组“\(name)”；" + (known.isEmpty ? "它是空的" : "它有 \(list(known))")
    case .wrongKind(let path, let name, let kind):
      "\(path)：“\(name)”存的是 \(kind.rawValue)，须用相应的方法读取"
    case .unsupportedKind(let path, let name, let kind):
      "\(path)：“\(name)”存的是 \(kind)，这里不能读取；请转换为 "
        + SafetensorsKind.allCases.map(\.rawValue).joined(separator: "、") + " 之一"
    case .differentCopies(let path, let name, let other):
      "\(path)：“\(name)”与“\(other)”不同，而在这个模型中它们是同一个参数：这个文件属于另一个模型"
    case .wrongShape(let path, let name, let shape, let wanted):
      "\(path)：“\(name)”的形状为 \(shape)，而需要 \(wanted)：这个文件属于另一个模型"
    case .tooLarge(let path, let name):
      "\(path)：“\(name)”中有大于 \(Int.max) 的数；请存为 I64 或 F64"
    case .repeatedName(let path, let name): "未写入 \(path)：有两个数组都叫“\(name)”；请改名"
    case .reservedName(let path):
      "未写入 \(path)：数组不能叫“__metadata__”；请改名"
    }
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "“\($0)”" }.joined(separator: "、")
    return names.count > 8 ? "\(shown) 等 \(names.count) 个" : shown
  }
}

extension SafetensorsDefect: Bilingual {
  var chinese: String {
    switch self {
    case .short(let size): "只有 \(size) 字节，而文件头的长度就占 8 字节"
    case .headerTooLong(let length): "文件头将有 \(length) 字节，超过允许的 100 MB"
    case .headerBeyondFile(let length, let size):
      "文件头将有 \(length) 字节，而整个文件只有 \(size) 字节"
    case .notUTF8: "文件头不是 UTF-8"
    case .syntax(let byte, _): "文件头在第 \(byte) 字节处有语法错误"
    case .repeatedName(let name): "有两项都叫“\(name)”"
    case .repeatedMember(let array, let member): "“\(array)”有两个 `\(member)`"
    case .missingMember(let array, let member): "“\(array)”缺少 `\(member)`"
    case .shapeTooLarge(let array, let shape): "“\(array)”的形状 \(shape) 太大，元素多得无法计数"
    case .reversedOffsets(let array, let begin, let end):
      "“\(array)”在第 \(end) 字节结束，却从 \(begin) 开始"
    case .wrongSize(let array, let kind, let shape, let bytes):
      "“\(array)”有 \(bytes) 字节，与形状 \(shape) 的 \(kind.rawValue) 不符"
    case .overlap(let array, let begin, let previousEnd):
      "“\(array)”从第 \(begin) 字节开始，落在结束于 \(previousEnd) 的数组之内"
    case .hole(let array, let begin, let previousEnd):
      "“\(array)”从第 \(begin) 字节开始，而从 \(previousEnd) 起的字节不属于任何数组"
    case .dataBeyondFile(let end, let available):
      "各数组在第 \(end) 字节结束，而文件头之后只有 \(available) 字节"
    case .unusedData(let end, let available):
      "各数组在第 \(end) 字节结束，而共有 \(available) 字节，其余不属于任何数组"
    }
  }
}
