internal import Cells

extension Lattice {
  /// Draws the last steps that fit: a node for each state, shaded by its probability, and the path.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard !states.isEmpty, !steps.isEmpty else {
      return writeCentred([style.words.noValues], into: &frame, in: rect)
    }
    let drawing = LatticeDrawing(self, in: rect, style: style, view: view)
    drawing.drawPath(into: &frame)
    drawing.drawNodes(into: &frame)
    drawing.drawLabels(into: &frame)
  }
}

extension Lattice: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    LatticeDrawing(self, in: rect, style: style, view: view).states
  }

  func columnScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll? {
    LatticeDrawing(self, in: rect, style: style, view: view).steps
  }
}

/// A lattice on its way to the screen.
private struct LatticeDrawing {
  let lattice: Lattice
  let rect: Rect
  let style: ChartStyle
  private let gutter: Int
  private let stride: Int
  private let rise: Int
  private let hasFooter: Bool
  private let shownStates: Range<Int>
  private let shownSteps: Range<Int>
  let states: Scroll
  let steps: Scroll
  private let hasNumbers: Bool

  init(_ lattice: Lattice, in rect: Rect, style: ChartStyle, view: ChartView) {
    self.lattice = lattice
    self.rect = rect
    self.style = style
    let widest = lattice.states.map { displayWidth(of: $0) }.max() ?? 0
    gutter = rect.width < 8 || widest == 0 ? 0 : min(widest, rect.width / 3) + 1
    hasFooter = rect.height >= 3
    // Where states have no room, a line says how many.
    let isCut = lattice.states.count > rect.height - 1
    let rows = rect.height - (hasFooter ? 1 : 0) - (hasFooter && isCut ? 1 : 0)
    rise = max(1, min(3, rows / max(1, lattice.states.count)))
    states = Scroll(
      name: style.words.rows, count: lattice.states.count, seen: min(lattice.states.count, rows))
    shownStates = states.range(from: view.row)
    let label = lattice.steps.map { displayWidth(of: $0) }.max() ?? 0
    let room = rect.width - gutter
    // The wider the more legible, as long as all steps are seen.
    stride = max(2, min(8, max(room / max(1, lattice.steps.count), min(label + 1, 4))))
    hasNumbers = stride >= 6
    let seen = min(lattice.steps.count, max(1, room / stride))
    steps = Scroll(
      name: style.words.steps, count: lattice.steps.count, seen: seen,
      start: lattice.steps.count - seen)
    shownSteps = steps.range(from: view.column)
  }

  /// The cell of a node; its number ends there.
  private func node(_ state: Int, _ step: Int) -> Point {
    Point(
      x: rect.x + gutter + (step - shownSteps.lowerBound) * stride + (hasNumbers ? 4 : 0),
      y: rect.y + (state - shownStates.lowerBound) * rise)
  }

  private func probability(_ state: Int, _ step: Int) -> Double {
    let place = step * lattice.states.count + state
    return lattice.probabilities.indices.contains(place) ? lattice.probabilities[place] : .nan
  }

  func drawPath(into frame: inout Frame) {
    let area = Rect(
      x: rect.x + gutter, y: rect.y, width: rect.width - gutter,
      height: shownStates.count * rise)
    var canvas = DotCanvas(columns: area.width, rows: area.height)
    var pen = Pen(owner: 0, dash: .solid)
    let end = min(shownSteps.upperBound, lattice.path.count)
    for step in shownSteps.lowerBound..<max(shownSteps.lowerBound, end)
    where step > shownSteps.lowerBound {
      let states = [lattice.path[step - 1], lattice.path[step]]
      guard states.allSatisfy(shownStates.contains) else { continue }
      let ends = [node(states[0], step - 1), node(states[1], step)].map {
        DotPoint(x: Double(2 * ($0.x - area.x) + 1), y: Double(4 * ($0.y - area.y) + 2))
      }
      canvas.line(from: ends[0], to: ends[1], pen: &pen)
    }
    canvas.draw(
      into: &frame, at: Point(x: area.x, y: area.y),
      inks: [.series(0, isAlone: true, style: style)])
  }

  func drawNodes(into frame: inout Frame) {
    for step in shownSteps {
      for state in shownStates {
        let place = node(state, step)
        guard rect.contains(place) else { continue }
        let probability = probability(state, step)
        let isOnPath = step < lattice.path.count && lattice.path[step] == state
        let share = probability.isFinite ? max(0, min(1, probability)) : 0
        let shade = ColorMap.sequential.color(share)
        var ink =
          style.palette.hasShades && probability.isFinite
          ? Style(shade.legibleText, background: shade) : .standard
        if isOnPath { ink.attributes.insert(.bold) }
        guard hasNumbers else {
          frame[place.x, place.y] = Cell(sign(share, isOnPath: isOnPath), ink)
          continue
        }
        // Two digits after the point tell more than a shade.
        let text = probability.isFinite ? fixed(share, decimals: 2) : style.words.signs.lost
        let width = displayWidth(of: text)
        frame.write(text, x: place.x - width + 1, y: place.y, style: ink, clip: rect)
        if isOnPath, !style.palette.hasShades {
          frame.write(
            style.words.signs.heads[1], x: place.x - width, y: place.y, style: ink, clip: rect)
        }
      }
    }
  }

  private func sign(_ share: Double, isOnPath: Bool) -> String {
    let signs = style.words.signs
    if isOnPath { return signs.pathEnd }
    if share >= 0.5 { return signs.pathStart }
    return signs.points[style.glyphs == .unicode ? (share >= 0.1 ? 4 : 0) : (share >= 0.1 ? 1 : 4)]
  }

  func drawLabels(into frame: inout Frame) {
    let signs = style.words.signs
    if gutter > 0 {
      for (row, name) in lattice.states[shownStates].enumerated() {
        let text = name.cut(to: gutter - 1, signs: signs)
        frame.write(
          text, x: rect.x + gutter - 1 - displayWidth(of: text), y: rect.y + row * rise,
          clip: rect)
      }
    }
    guard hasFooter else { return }
    let y = min(rect.maxY - 1, rect.y + shownStates.count * rise)
    for step in shownSteps {
      let text = lattice.steps[step].cut(to: max(1, stride - 1), signs: signs)
      let end = node(0, step).x + 1
      let start = hasNumbers ? end - displayWidth(of: text) : end - 1
      frame.write(text, x: max(rect.x, start), y: y, style: .dim, clip: rect)
    }
    if y + 1 < rect.maxY {
      let hidden = [
        lattice.xLabel,
        shownSteps.lowerBound > 0 ? style.words.moreSteps(shownSteps.lowerBound) : "",
        shownStates.upperBound < lattice.states.count
          ? style.words.moreRows(lattice.states.count - shownStates.upperBound) : "",
      ].filter { $0 != "" }
      frame.write(
        hidden.joined(separator: signs.separator), x: rect.x + gutter, y: y + 1, style: .dim,
        clip: rect)
    } else if shownSteps.lowerBound > 0 {
      frame.write(
        "+\(shownSteps.lowerBound)", x: rect.x, y: y, style: style.palette.warning, clip: rect)
    }
  }
}
