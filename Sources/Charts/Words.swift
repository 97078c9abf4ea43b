internal import Cells

/// What charts say in words of their own, in the language of the screen.
struct ChartWords {
  let language: ChartStyle.Language
  let signs: Signs

  /// The English words, or the Chinese ones.
  private func said(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  private func plural(_ count: Int) -> String { count == 1 ? "" : "s" }

  var noImages: String { said("no images yet", "还没有图像") }

  var noValues: String { said("no values yet", "还没有数值") }

  func moreImages(_ count: Int) -> String {
    said(
      "\(signs.ellipsis) \(count) more image\(plural(count))", "\(signs.ellipsis) 另有 \(count) 幅图像")
  }

  func meanOf(_ side: Int) -> String {
    let size = "\(side)\(signs.lost)\(side)"
    return said("mean of \(size)", "\(size) 取均值")
  }

  var noPoints: String { said("no points yet", "还没有数据点") }

  /// Values that are missing from a series, all of them from `place` on, once, or `count` times.
  func gap(isNaN: Bool, at place: String, count: Int, isLast: Bool) -> String {
    let what = isNaN ? "NaN" : said("infinite", "无穷")
    if isLast { return said("\(what) from \(place)", "自 \(place) 起为 \(what)") }
    if count == 1 { return said("\(what) at \(place)", "\(place) 处为 \(what)") }
    return said("\(what) \(count) times, first at \(place)", "\(count) 个 \(what)，首个在 \(place)")
  }

  func notPositive(_ count: Int) -> String {
    said("\(count) \(signs.lessOrEqual) 0", "\(count) 个 \(signs.lessOrEqual) 0")
  }

  func notPositive(_ count: Int, at label: String) -> String {
    said(
      "\(count) at \(label) \(signs.lessOrEqual) 0", "\(count) 个 \(label) \(signs.lessOrEqual) 0")
  }

  func beyond(_ count: Int) -> String {
    said("\(count) too large or small to draw", "\(count) 个过大或过小，画不出")
  }

  func notFinite(_ count: Int) -> String { said("\(count) not finite", "\(count) 个非有限值") }

  func negative(_ count: Int) -> String { said("\(count) negative", "\(count) 个负值") }

  func hiddenWords(_ count: Int) -> String {
    said("\(count) word\(plural(count)) without room", "\(count) 个词放不下")
  }

  func linesAbove(_ count: Int) -> String {
    said(
      "\(signs.ellipsis) \(count) line\(plural(count)) above", "\(signs.ellipsis) 上面还有 \(count) 行")
  }

  var noText: String { said("no text yet", "还没有文本") }

  var noNodes: String { said("no nodes yet", "还没有节点") }

  func moreCharts(_ count: Int) -> String {
    said(
      "\(signs.ellipsis) \(count) more chart\(plural(count))", "\(signs.ellipsis) 另有 \(count) 幅图")
  }

  func moreSteps(_ count: Int) -> String {
    said("\(signs.ellipsis) \(count) more step\(plural(count))", "\(signs.ellipsis) 另有 \(count) 步")
  }

  var field: String { said("value", "值") }

  var height: String { said("height", "高度") }

  func region(_ name: String) -> String { said("in the region of \(name)", "位于 \(name) 的区域") }

  /// A number under its name.
  func reading(_ name: String, _ number: Double) -> String {
    [name, legible(number)].filter { $0 != "" }.joined(separator: " ")
  }

  /// From one end to the other.
  func between(_ lower: String, _ upper: String) -> String {
    "\(lower) \(signs.ellipsis) \(upper)"
  }

  func cell(row: String, column: String) -> String {
    said("row \(row)   column \(column)", "行 \(row)   列 \(column)")
  }

  var lines: String { said("lines", "文本行") }

  var rows: String { said("rows", "行") }

  var columns: String { said("columns", "列") }

  var imageRows: String { said("rows of images", "图像行") }

  var images: String { said("images", "图像") }

  var chartRows: String { said("rows of charts", "图行") }

  var charts: String { said("charts", "图") }

  var steps: String { said("steps", "步") }

  /// Which ones of many are seen.
  func seen(_ what: String, _ range: Range<Int>, of count: Int) -> String {
    said(
      "\(what) \(range.lowerBound + 1)\(signs.range)\(range.upperBound) of \(count)",
      "\(what) \(range.lowerBound + 1)\(signs.range)\(range.upperBound)，共 \(count)")
  }

  var count: String { said("count", "个数") }

  var share: String { said("share", "比例") }

  func outside(_ count: Int) -> String { said("\(count) outside", "\(count) 个在图外") }

  func notFiniteEllipses(_ count: Int) -> String {
    said("\(count) ellipse\(plural(count)) not finite", "\(count) 个椭圆非有限")
  }

  func moreRows(_ count: Int) -> String {
    said("\(signs.ellipsis) \(count) more row\(plural(count))", "\(signs.ellipsis) 另有 \(count) 行")
  }

  func moreColumns(_ count: Int) -> String {
    said("+\(count) column\(plural(count))", "+\(count) 列")
  }
}

extension ChartStyle {
  /// The words that go with it.
  var words: ChartWords { ChartWords(language: language, signs: .of(glyphs)) }
}
