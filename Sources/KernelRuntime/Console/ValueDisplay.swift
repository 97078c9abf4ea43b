import Charts
import Margin

/// Makes text and charts of any value, short however large it is.
struct ValueDisplay {
  /// How many lines are shown of a value.
  static let lineLimit = 20
  /// How long a line of fields or numbers gets before they go on in another one.
  static let lineWidth = 72
  /// How many characters of a text are shown.
  static let textLimit = 2_000
  /// How many elements of an array are looked at.
  static let elementLimit = 12
  /// How many numbers of a matrix go into its picture at most, row by row and column by column.
  static let mapLimit = 512

  /// What is shown of `value`; nil where there is nothing, as of `()`.
  mutating func show(_ value: Any, as name: String?) -> ShownValue? {
    let value = Self.unwrapped(value)
    if value is Void { return nil }
    var shown = ShownValue(name: name, type: "\(Swift.type(of: value))", lines: [])
    if let chart = Self.chart(of: value) {
      shown.chart = chart
    } else if let array = value as? any ShownArray {
      shown.chart = array.map
      shown.lines = [array.summary]
    } else {
      let lines = lines(of: value)
      shown.lines = Array(lines.prefix(Self.lineLimit))
      shown.omitted = lines.count - shown.lines.count
    }
    return shown
  }

  /// What is in an optional, or in one that is in it.
  static func unwrapped(_ value: Any) -> Any {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional, let inner = mirror.children.first else { return value }
    return unwrapped(inner.value)
  }

  private static func chart(of value: Any) -> Chart? {
    switch value {
    case let chart as Chart: chart
    case let chart as LineChart: .line(chart)
    case let chart as ScatterChart: .scatter(chart)
    case let chart as TableChart: .table(chart)
    case let chart as ContourChart: .contour(chart)
    case let chart as ImageSheet: .images(chart)
    case let chart as HeatMap: .heatMap(chart)
    case let chart as BarChart: .bars(chart)
    case let chart as Histogram: .histogram(chart)
    case let chart as Multiples: .multiples(chart)
    case let chart as Lattice: .lattice(chart)
    case let chart as TreeChart: .tree(chart)
    case let chart as TextChart: .text(chart)
    default: nil
    }
  }

  /// The whole value, in one line if there is room for it, else a line for each part.
  private func lines(of value: Any) -> [String] {
    if let text = value as? String {
      return Self.pieces(
        of: String(text.prefix(Self.textLimit)), isCut: text.count > Self.textLimit)
    }
    let short = short(value, depth: 2)
    if short.count <= Self.lineWidth { return [short] }
    let parts = Self.parts(of: value)
    if parts.isEmpty || Self.isDescribed(value) { return Self.wrapped(short) }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .collection || mirror.displayStyle == .set {
      return Self.wrapped(short)
    }
    let rows = parts.map {
      "  \($0.label.map { $0 + ": " } ?? "")\(self.short($0.value, depth: 1))"
    }
    return ["\(Swift.type(of: value))"]
      + rows.map { row in
        row.count > 2 * Self.lineWidth ? row.prefix(2 * Self.lineWidth) + "…" : row
      }
  }

  private static func pieces(of text: String, isCut: Bool) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.count == 1, !isCut { return [text.debugDescription] }
    return isCut ? lines + ["…"] : lines
  }

  /// `text` broken at blanks.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !line.isEmpty, line.count + word.count >= lineWidth {
        lines.append(line)
        line = " "
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return lines + [line]
  }
}

// A value in a few words.
extension ValueDisplay {
  /// `value` in about a line, with what is in it down to `depth` levels.
  private func short(_ value: Any, depth: Int) -> String {
    let value = Self.unwrapped(value)
    switch value {
    case let text as String:
      return String(text.prefix(60)).debugDescription + (text.count > 60 ? "…" : "")
    case let array as any ShownArray: return array.short
    case let number as any BinaryFloatingPoint: return Self.number(Double(number))
    case let holder as any ParameterValueHolder: return holder.shownValue
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return "nil"
    case .collection, .set:
      let shown = mirror.children.prefix(Self.elementLimit).map {
        short($0.value, depth: depth - 1)
      }
      return "[" + shown.joined(separator: ", ") + Self.rest(mirror.children.count, shown.count)
        + "]"
    case .dictionary:
      let shown = mirror.children.prefix(Self.elementLimit).map { pair in
        let parts = Mirror(reflecting: pair.value).children.map {
          short($0.value, depth: depth - 1)
        }
        return parts.joined(separator: ": ")
      }
      if shown.isEmpty { return "[:]" }
      return "[" + shown.joined(separator: ", ") + Self.rest(mirror.children.count, shown.count)
        + "]"
    case .struct, .class, .tuple:
      if Self.isDescribed(value) { return String("\(value)".prefix(Self.textLimit)) }
      let name = mirror.displayStyle == .tuple ? "" : "\(Swift.type(of: value))"
      let parts = Self.parts(of: value)
      if depth <= 0, !parts.isEmpty { return name + "(…)" }
      let fields = parts.prefix(Self.elementLimit).map { part in
        (part.label.map { $0 + ": " } ?? "") + short(part.value, depth: depth - 1)
      }
      return name + "(" + fields.joined(separator: ", ") + Self.rest(parts.count, fields.count)
        + ")"
    default: return String("\(value)".prefix(200))
    }
  }

  private static func rest(_ count: Int, _ shown: Int) -> String {
    count > shown ? ", … \(count - shown) more" : ""
  }

  /// A number with as many digits as it has, at most 6 of them behind the point.
  static func number(_ value: Double) -> String {
    let exact = "\(value)"
    guard value.isFinite, exact.count > 10, abs(value) >= 1e-4, abs(value) < 1e9 else {
      return exact
    }
    return "\((value * 1e6).rounded() / 1e6)"
  }

  /// Whether its own description says more than its fields.
  private static func isDescribed(_ value: Any) -> Bool {
    value is any CustomStringConvertible && !(value is any Kernel)
  }

  /// The fields, of a class those that it inherits first, by the names that its source has.
  private static func parts(of value: Any) -> [(label: String?, value: Any)] {
    var mirrors = [Mirror(reflecting: value)]
    while let parent = mirrors.last?.superclassMirror { mirrors.append(parent) }
    return mirrors.reversed().flatMap { mirror in
      mirror.children.map { child in
        // A tuple's parts without names are numbered; a wrapped property's storage has an underscore.
        let label = child.label.flatMap { $0.hasPrefix(".") ? nil : String($0.drop { $0 == "_" }) }
        return (label, child.value)
      }
    }
  }
}

/// A parameter of a kernel, shown by its value.
private protocol ParameterValueHolder {
  var shownValue: String { get }
}

extension Slider: ParameterValueHolder {
  fileprivate var shownValue: String { "\(ValueDisplay.unwrapped(wrappedValue))" }
}
extension Choice: ParameterValueHolder {
  fileprivate var shownValue: String { "\(wrappedValue)" }
}
extension Toggle: ParameterValueHolder {
  fileprivate var shownValue: String { "\(wrappedValue)" }
}
extension Text: ParameterValueHolder {
  fileprivate var shownValue: String { wrappedValue.debugDescription }
}
extension Tensors.Parameter: ShownArray {
  var map: Chart? { value.map }
  var summary: String { value.summary }
  var short: String { value.short }
}
