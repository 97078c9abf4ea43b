import Cells

extension FormulaSetter {
  /// `formula` in lines of at most `width` columns, broken where it hurts least.
  func lines(_ formula: Formula, width: Int, _ style: Style = .display) -> FormulaBox {
    let whole = box(formula, style)
    guard whole.width > width else { return whole }
    switch formula {
    case .row(let items):
      return broken(FormulaRow(items, style, self), width: width, style)
    case .fraction(let upper, let lower, true) where !isOneLine && width > 1:
      return fraction(
        lines(upper, width: width, .text), lines(lower, width: width, .text))
    case .scripts(.brace(let content, true), let label, nil) where !isOneLine && width > 2:
      return braced(lines(content, width: width, style), isBelow: true, label: label ?? .row([]))
    case .table(let rows, .aligned) where !isOneLine:
      return spaced(rows.map { lines(.row($0), width: width, style) })
    default:
      return wrapped(oneLine(formula, .text), width: width)
    }
  }

  /// How much a break before an item of a row hurts.
  private enum Break: Int, CaseIterable {
    case space, relation, sign, factor, inside, anywhere
  }

  private func broken(_ row: FormulaRow, width: Int, _ style: Style) -> FormulaBox {
    let indent = width >= 20 ? 2 : 0
    let row = narrowed(row, width: width - indent, style)
    let breaks = breaks(of: row)

    /// Splits `range` before the items of the gentlest kind that makes the parts fit.
    func split(_ range: Range<Int>, at kind: Break) -> [Range<Int>] {
      let room =
        range.lowerBound == 0 || breaks[range.lowerBound] == .space ? width : width - indent
      if box(row, range).width <= room || range.count == 1 { return [range] }
      let cuts = range.dropFirst().filter { breaks[$0].rawValue <= kind.rawValue }
      let starts = [range.lowerBound] + cuts
      let parts = zip(starts, cuts + [range.upperBound]).map { $0..<$1 }
      let next = Break(rawValue: kind.rawValue + 1)
      var lines: [Range<Int>] = []
      for part in parts {
        if let last = lines.last, box(row, last.lowerBound..<part.upperBound).width <= room {
          lines[lines.count - 1] = last.lowerBound..<part.upperBound
        } else {
          lines += next.map { split(part, at: $0) } ?? [part]
        }
      }
      return lines
    }

    let ranges = split(row.items.indices, at: .space)
    return spaced(
      ranges.map { range in
        let margin = range.lowerBound == 0 || breaks[range.lowerBound] == .space ? 0 : indent
        let set = box(row, range)
        let line =
          set.width <= width - margin
          ? set : lines(row.items[range.lowerBound], width: width - margin, style)
        return .beside([FormulaBox(blanks(margin)), line])
      })
  }

  private func breaks(of row: FormulaRow) -> [Break] {
    var depth = 0
    return row.items.indices.map { index in
      let kind = row.kinds[index]
      if kind == .closing { depth -= 1 }
      defer { if kind == .opening { depth += 1 } }
      if row.gaps[index] >= 2 { return .space }
      if kind == .relation || kind == .binary {
        return depth > 0 ? .inside : kind == .relation ? .relation : .sign
      }
      guard index > 0 else { return .anywhere }
      let previous = row.kinds[index - 1]
      if depth == 0, row.gaps[index] > 0, kind == .function || previous != .function {
        return .factor
      }
      return previous == .punctuation ? .inside : .anywhere
    }
  }

  /// Makes room for a fraction beside the `=` before it, by breaking its two sides.
  private func narrowed(_ row: FormulaRow, width: Int, _ style: Style) -> FormulaRow {
    var row = row
    for (index, item) in row.items.enumerated() {
      guard case .fraction(_, _, true) = item, index > 0 else { continue }
      let before = box(row, 0..<index).width + row.gaps[index]
      let sign = row.boxes[index - 1].width + row.gaps[index]
      let room = width - (before <= width / 3 ? before : sign)
      if row.boxes[index].width > room, room > 0 {
        row.boxes[index] = lines(item, width: room, style)
      }
    }
    return row
  }

  /// One below the other, with a blank line between those that are tall.
  private func spaced(_ boxes: [FormulaBox]) -> FormulaBox {
    let isTall = boxes.contains { $0.height > 1 }
    let parts = boxes.flatMap { isTall ? [FormulaBox.empty, $0] : [$0] }
    return .stacked(Array(parts.dropFirst(isTall ? 1 : 0)), alignment: .left)
  }

  /// A text on as many lines as it needs, broken at blanks where that is possible.
  private func wrapped(_ text: String, width: Int) -> FormulaBox {
    .stacked(StyledText(text).wrapped(to: width).map { FormulaBox($0.plain) }, alignment: .left)
  }
}
