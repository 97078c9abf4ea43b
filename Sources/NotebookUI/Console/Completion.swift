import KernelRuntime

/// The names that a cell can use, as far as they are known without asking its process.
struct KnownNames {
  /// The kernel's type.
  var kernel: String
  private let members: SwiftMembers
  private let cells: [String]
  private let types: [String: String]

  /// The names of a lesson's `files`, and those that `cells` have declared, some with their `types`.
  init(kernel: String, files: [String], cells: [CellModule], types: [String: String]) {
    self.kernel = kernel
    members = SwiftMembers(in: files)
    self.cells = cells.flatMap(\.names).map(\.name)
    self.types = types
  }

  /// What may stand where no point is before it.
  var globals: [String] { ["kernel"] + cells + members.globals.sorted() }

  /// What the value at the end of `path` has inside.
  func members(of path: [String]) -> [String] {
    guard let first = path.first else { return [] }
    var type: String? = first == "kernel" ? kernel : types[first]
    if type == nil, members.members[first] != nil { type = first }
    for name in path.dropFirst() {
      type = type.flatMap { Self.bare($0) }.flatMap { members.members[$0]?[name] ?? nil }
    }
    guard let type = type.map(Self.bare) else { return [] }
    if let known = members.members[type] { return known.keys.sorted() }
    return type == "Tensor" ? Self.ofTensor : []
  }

  /// A type without what stands in angle brackets, and what is in an optional.
  private static func bare(_ type: String) -> String {
    let inner = type.hasPrefix("Optional<") ? type.dropFirst("Optional<".count) : Substring(type)
    return String(inner.prefix { $0 != "<" && $0 != "?" && $0 != ">" })
  }

  private static let ofTensor = [
    "argMax(", "count", "max(", "mean(", "min(", "rank", "rows(", "scalars", "shape", "sum(",
    "transposed(",
  ]
}

/// What the name before the cursor could become.
struct Completion: Equatable {
  /// What of it is typed.
  var typed: String
  /// All that it could be, in order.
  var names: [String]

  init(of text: String, knowing known: KnownNames) {
    let path = String(
      text.reversed().prefix { $0.isLetter || $0.isNumber || "_.?!$".contains($0) }
        .reversed())
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map { part in
      String(part.filter { $0 != "?" && $0 != "!" })
    }
    typed = parts.last ?? ""
    let all = parts.count < 2 ? known.globals : known.members(of: Array(parts.dropLast()))
    let typed = typed
    // Without a letter there is no end of what could be meant.
    let isMeant = parts.count > 1 || !typed.isEmpty
    var seen: Set<String> = []
    names = isMeant ? all.filter { $0.hasPrefix(typed) && seen.insert($0).inserted } : []
  }

  /// What all of them begin with.
  var commonPrefix: String {
    guard let first = names.first else { return typed }
    return names.dropFirst().reduce(first) { $0.shared(with: $1) }
  }
}

extension String {
  fileprivate func shared(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
