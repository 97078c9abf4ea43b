/// The Swift files that a console cell is compiled as: a module with its variables as globals.
///
/// Every line of the cell is the same line of `text`. A variable `let x = value` becomes two globals:
/// what `value` came to or threw, and `x`, which is taken from it only if nothing was thrown. Each
/// statement becomes a function. The entry calls them in the cell's order.
struct CellSource {
  /// The name of the file with the cell's own lines.
  static let fileName = "cell.swift"

  let text: String
  let entry: String
  /// Where a line's text was moved to the right: by so many bytes from this column on, both from 1.
  let shifts: [(line: Int, column: Int, by: Int)]

  /// The files of the cell `items` in the module `module`.
  init(_ items: CellItems, module: String, in context: CellContext, edited: [SourceFile]) {
    var writer = CellWriter(items.text, module: module)
    for (index, item) in items.items.enumerated() {
      writer.write(item, isLast: index == items.items.count - 1)
    }
    writer.finish()
    text =
      writer.output + "\n" + Self.imports(of: items, in: context, edited).joined(separator: "\n")
      + "\n"
    entry = Self.entry(writer.calls, module: module, in: context)
    shifts = writer.shifts
  }

  /// The line that calls the cell's parts in order.
  private static func entry(_ calls: [String], module: String, in context: CellContext) -> String {
    var lines = ["import Margin"]
    if let kernel = context.kernel, let home = context.edit ?? context.lesson {
      lines += [
        "@testable import class \(home).\(kernel)",
        "@_silgen_name(\"margin_console_kernel\") func __marginKernel() -> AnyObject",
        "var kernel: \(kernel) { unsafeDowncast(__marginKernel(), to: \(kernel).self) }",
      ]
    }
    lines += [
      "@_silgen_name(\"margin_console_show\")",
      "func __marginShow(_ value: Any, _ name: String)",
      "@_silgen_name(\"margin_console_fail\") func __marginFail(_ error: any Error)",
      "extension Result { var __margin: Success { try! get() } }",
      "@_cdecl(\"margin_\(module)\") public func __entry_\(module)() {",
      "  do {",
    ]
    lines += calls.map { "    \($0)" }
    lines += ["  } catch { __marginFail(error) }", "}", ""]
    return lines.joined(separator: "\n")
  }

  /// The newest of each name goes before all others: imported by itself, it is the one that is meant.
  private static func imports(
    of items: CellItems, in context: CellContext, _ edited: [SourceFile]
  ) -> [String] {
    var homes: [String: (kind: String, module: String)] = [:]
    var order: [String] = []
    func declare(_ name: CellItems.Name, in module: String) {
      if homes[name.name] == nil { order.append(name.name) }
      homes[name.name] = (name.kind, module)
    }
    if let edit = context.edit {
      for name in edited.flatMap({ CellItems($0.text).shared }) { declare(name, in: edit) }
    }
    for cell in context.cells { for name in cell.names { declare(name, in: cell.name) } }
    let own = Set(items.names.map(\.name))
    let scoped = order.filter { !own.contains($0) }.compactMap { name in
      homes[name].map { "@testable import \($0.kind) \($0.module).\(name)" }
    }
    var seen: Set<String> = []
    let further = context.cells.flatMap(\.imports).filter { seen.insert($0).inserted }
    return further.map { "import \($0)" } + scoped
  }
}

extension CellItems {
  /// The names of a file that other files see and that can be imported one by one.
  fileprivate var shared: [Name] {
    names.filter { $0.name.first.map { $0.isLetter || $0 == "_" } ?? false }
  }
}

/// Writes a cell's items where they stood, with what they need around them.
private struct CellWriter {
  let module: String
  private let bytes: [UInt8]
  private var place = 0
  private(set) var output = ""
  private(set) var calls: [String] = []
  private(set) var shifts: [(line: Int, column: Int, by: Int)] = []
  private var count = 0

  init(_ text: String, module: String) {
    bytes = Array(text.utf8)
    self.module = module
  }

  private func source(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func finish() { copy(to: bytes.count) }

  mutating func write(_ item: CellItems.Item, isLast: Bool) {
    switch item {
    case .declaration(let range), .importing(let range): copy(to: range.upperBound)
    case .variables(let range, let bindings):
      copy(to: range.lowerBound)
      for (index, binding) in bindings.enumerated() {
        // A semicolon with nothing before it is none of Swift's.
        if index > 0 { output += "; " }
        write(binding, isShown: isLast)
      }
      place = range.upperBound
    case .statement(let range):
      let name = nextName()
      wrap(range, "func \(name)() throws { ", " }")
      calls.append("try \(name)()")
    case .expression(let range):
      let name = nextName()
      if isLast {
        wrap(range, "func \(name)() throws { __marginShow(try ", ", \"\") }")
      } else {
        wrap(range, "func \(name)() throws { _ = try ", " }")
      }
      calls.append("try \(name)()")
    }
  }

  private mutating func write(_ binding: CellItems.Binding, isShown: Bool) {
    let name = nextName()
    let type = binding.type.map { ": Result<\($0), any Error>" } ?? ""
    wrap(
      binding.value, "let \(name)\(type) = Result { try ",
      " }; \(binding.keyword) \(binding.pattern)"
        + (binding.type.map { ": \($0)" } ?? "") + " = \(name).__margin")
    calls.append("_ = try \(name).get()")
    if isShown, binding.names.count == 1, binding.pattern == binding.names[0] {
      calls.append("__marginShow(\(binding.pattern), \"\(binding.pattern)\")")
    }
  }

  private mutating func nextName() -> String {
    count += 1
    return "__\(module)_\(count)"
  }

  /// Copies what stands before `end`, so that lines stay what they are.
  private mutating func copy(to end: Int) {
    guard place < end else { return }
    output += source(place..<end)
    place = end
  }

  private mutating func wrap(_ range: Range<Int>, _ before: String, _ after: String) {
    // Of what stood before a value, such as `let x =`, only what divides it from others is left.
    let skipped = source(place..<range.lowerBound)
    if skipped.contains(";"), !output.isEmpty { output += ";" }
    output += skipped.allSatisfy(\.isWhitespace) ? skipped : skipped.filter(\.isNewline)
    let line = output.utf8.count { $0 == 10 } + 1
    let lineStart = output.utf8.lastIndex(of: 10).map { output.utf8.index(after: $0) }
    let shifted =
      output.utf8.distance(from: lineStart ?? output.startIndex, to: output.endIndex)
      + before.utf8.count
    let original =
      range.lowerBound - (bytes[..<range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0)
    shifts.append((line: line, column: shifted + 1, by: shifted - original))
    output += before + source(range) + after
    place = range.upperBound
  }
}
