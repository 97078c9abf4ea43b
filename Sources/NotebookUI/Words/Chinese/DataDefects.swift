import Margin

// What can be wrong with the contents of data files, in Chinese.

extension DataDefect: Bilingual {
  var chinese: String {
    switch self {
    case .tooLong(let bytes, let limit):
      "文件有 \(megabytes(bytes))，超过内存容得下的 \(megabytes(limit))；请只取一部分"
    case .gzip(let defect): defect.chinese
    case .emptyText: "文本是空的；至少需要一个字符"
    case .notUTF8(let line, let byte, let bytes):
      "第 \(line) 行第 \(byte) 字节：\(bytes.map(hexadecimal).joined(separator: " ")) 不是 UTF-8；"
        + "请把文件存为 UTF-8"
    case .notEightBit(let encoding): "文本的编码是 \(encoding)；请把文件存为 UTF-8"
    case .zeroByte(let line, let byte):
      "第 \(line) 行第 \(byte) 字节：有零字节，文本中不会出现；请给出 UTF-8 的文本文件"
    case .tooManyNumbers(let rows, let columns):
      "\(rows) 行，每行 \(columns) 个数，内存容不下；请只取一部分"
    case .raggedNumbers(let line, let expected, let found):
      "第 \(line) 行：有 \(found) 个数，而第一行有 \(expected) 个；请补全"
    case .notANumber(let line, let number, let text):
      "第 \(line) 行第 \(number) 个：“\(text)”不是能计算的数；请改正"
    case .libsvm(let line, let text, let defect): "第 \(line) 行：“\(text)”\(defect.chinese)"
    default: chineseOfImages
    }
  }

  private var chineseOfImages: String {
    switch self {
    case .notImages:
      "里面没有读得出的图像；需要 IDX、PNG、PGM 或 PPM 文件，存有 PNG、PGM 或 PPM 文件的目录，或像素的表格"
    case .noPicture(let shape):
      "\(shape) 不是图像的形状；应为 [N, H, W]、[N, H, W, 3] 或 [N, 3, H, W]"
    case .noImageFiles: "目录中没有 PNG、PGM 或 PPM 文件；JPEG 等其他格式请先转换"
    case .otherSize(let file, let size, let first, let firstSize):
      "\(file) 是 \(size)，而 \(first) 是 \(firstSize)（通道、高、宽）；请使所有图像大小相同"
    case .labelCount(let labels, let count, let images):
      "有 \(images) 幅图像，而 \(labels) 中有 \(count) 个标签；两者应一样多"
    case .notLabels(let labels): "\(labels) 不是标签的 IDX 文件：标签只有一个轴"
    case .notSquare(let columns):
      "一行 \(columns) 个像素拼不成正方形的图像；应为 H · H 或 3 · H · H 个"
    case .notPixel(let row, let column, let value):
      "第 \(row) 条“\(column)”列：\(value) 不是像素值；应为 0 到 255 的整数，或 0 到 1 的数"
    case .netpbm(let defect): defect.chinese
    case .png(let defect): defect.chinese
    case .captions(let line, let defect): "captions.txt 第 \(line) 行：\(defect.chinese)"
    case .noCaption(let file): "captions.txt 中没有 \(file) 的一行；请补上，或删去这幅图像"
    default: ""
    }
  }
}

extension DataDefect.GzipDefect: Bilingual {
  var chinese: String {
    switch self {
    case .truncated: "gzip 文件不完整；请重新复制或下载"
    case .wrongChecksum: "gzip 文件的校验和不对；请重新复制或下载"
    case .invalid(let byte): "第 \(byte) 字节不会由 gzip 写出；请重新复制或下载"
    case .tooLong(let limit): "解压后超过内存容得下的 \(megabytes(limit))；请只取一部分"
    }
  }
}

extension DataDefect.NetpbmDefect: Bilingual {
  var chinese: String {
    switch self {
    case .otherKind(let kind): "这是 \(kind) 文件；请转换为 PGM (P2、P5) 或 PPM (P3、P6)"
    case .header(let text): "在宽、高或最大值的位置上是“\(text)”；请重新写出文件"
    case .size(let width, let height):
      "图像有 \(width) × \(height) 个像素；至少 1 × 1，且不超过内存容得下的大小"
    case .maximum(let value): "最大值是 \(value)；应为 1 到 65535"
    case .bytes(let expected, let found):
      "像素有 \(found) 字节，而按大小应有 \(expected)；请重新写出文件"
    case .values(let expected, let found):
      "有 \(found) 个值，而按大小应有 \(expected)；请重新写出文件"
    case .value(let line, let text, let maximum):
      "第 \(line) 行：“\(text)”不是 0 到 \(maximum) 的值；请改正"
    }
  }
}

extension DataDefect.PNGDefect: Bilingual {
  var chinese: String {
    switch self {
    case .truncated: "PNG 文件不完整；请重新复制或下载"
    case .checksum(let byte): "从第 \(byte) 字节开始的一段校验和不对；请重新复制或下载"
    case .header: "文件头不是 PNG 的；请重新写出文件"
    case .interlaced: "这是隔行存储的 PNG；请另存为不隔行的"
    case .size(let width, let height):
      DataDefect.NetpbmDefect.size(width: width, height: height).chinese
    case .pixels: "像素与文件头所说的不符；请重新写出文件"
    }
  }
}

extension DataDefect.CaptionDefect: Bilingual {
  var chinese: String {
    switch self {
    case .unknownFile(let name): "目录中没有图像“\(name)”；每行为文件名、空格或制表符、说明文字"
    case .second(let name): "\(name) 的说明文字出现了两次；请只留一行"
    case .empty(let name): "\(name) 之后没有说明文字；请写上"
    }
  }
}

extension DataDefect.LIBSVMDefect: Bilingual {
  var chinese: String {
    switch self {
    case .label: "不是作标签的数；每行为 LABEL INDEX:VALUE INDEX:VALUE …"
    case .pair: "不是 INDEX:VALUE（整数与有限数）；请改正"
    case .order: "的序号不比前一个大；请把该行按序号排列"
    }
  }
}

private func megabytes(_ bytes: Int) -> String { "\(max(1, bytes >> 20)) MB" }

private func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
