import Notebook

// A file of one's own in place of the data that a kernel reads.
extension Model {
  /// Opens the field in which its path is typed.
  mutating func beginData() {
    guard let pane = lesson?.pane else { return }
    let names = pane.dataNames
    guard !names.isEmpty else {
      notice = Notice(text: words.readsNoData)
      return
    }
    let index = names.firstIndex { pane.ownData[$0] != nil } ?? 0
    lesson?.mode = .data(DataField(names: names, index: index, path: pane.ownData[names[index]]))
  }

  /// Goes on to the next of several data sets.
  mutating func chooseData(by count: Int) {
    guard case .data(let field) = lesson?.mode, let pane = lesson?.pane else { return }
    let number = field.names.count
    let index = ((field.index + count) % number + number) % number
    let path = pane.ownData[field.names[index]]
    lesson?.mode = .data(DataField(names: field.names, index: index, path: path))
  }

  /// Asks for what the typed path can go on with.
  func completePath() -> [Effect] {
    guard case .data(let field) = lesson?.mode else { return [] }
    return [.completePath(field.text)]
  }

  /// Takes in what the path `typed` can go on with.
  mutating func take(_ completion: PathCompletion, of typed: String) {
    guard case .data(var field) = lesson?.mode, field.text == typed else { return }
    field.path = TextField(completion.text)
    lesson?.mode = .data(field)
    if completion.names.isEmpty {
      notice = Notice(text: words.nothingBegins(with: typed), isProblem: true)
    } else if completion.names.count > 1 {
      notice = Notice(text: words.begins(completion.names))
    }
  }

  /// Takes the typed path; without one the lesson's own data are back.
  mutating func takeData(_ field: DataField) -> [Effect] {
    guard field.text.isEmpty else { return [.findData(name: field.name, path: field.text)] }
    lesson?.mode = .read
    guard lesson?.pane?.ownData.removeValue(forKey: field.name) != nil else { return [] }
    notice = Notice(text: words.lessonsData(field.name))
    noteProgress()
    scheduleRestart()
    return []
  }

  /// Takes in that there is such a file, or why it cannot be read.
  mutating func take(fileAt path: String, as name: String, problem: StoreError?) {
    guard case .data(let field) = lesson?.mode, field.name == name else { return }
    if let problem {
      notice = Notice(text: words.text(of: problem), isProblem: true)
      return
    }
    lesson?.mode = .read
    lesson?.pane?.ownData[name] = path
    notice = Notice(text: words.ownData(name, path, runs: lesson?.pane?.run?.isRestored == false))
    noteProgress()
    scheduleRestart()
  }
}

extension Words {
  var dataMode: String { say("DATA", "数据") }
  /// What stands before the field of a path.
  func dataPrompt(_ field: DataField) -> String {
    let place = field.names.count > 1 ? " (\(field.index + 1)/\(field.names.count))" : ""
    return say("file for \(field.name)\(place)", "\(field.name)\(place) 的文件")
  }
  var readsNoData: String {
    say(
      "as far as is known, this kernel reads no data that a file could stand for",
      "目前所知，这个内核不读取可以用文件替换的数据")
  }
  func nothingBegins(with path: String) -> String {
    say("no file begins with “\(path)”", "没有以“\(path)”开头的文件")
  }
  func begins(_ names: [String]) -> String {
    names.prefix(12).joined(separator: "  ") + (names.count > 12 ? "  …" : "")
  }
  func lessonsData(_ name: String) -> String {
    say("\(name): the lesson's own data again", "\(name)：已换回课程自带的数据")
  }
  /// `runs`: a run with it begins at once.
  func ownData(_ name: String, _ path: String, runs: Bool) -> String {
    say("\(name) is read from \(path)", "\(name) 改从 \(path) 读取")
      + (runs ? "" : say(": r runs with it", "：按 r 运行"))
  }
  /// Which file stands for a data set, in a title.
  func ownData(_ name: String, file: String) -> String {
    say("\(name): \(file)", "\(name)：\(file)")
  }
  var otherData: String { say("other data", "数据不同") }
}
