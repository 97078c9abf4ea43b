internal import Cells

extension ScatterChart {
  /// What the points of each group are drawn with: where there are more groups than signs, their names,
  /// if each takes one cell, as those of digits do.
  func groupSigns(_ style: ChartStyle) -> [String] {
    let signs = Signs.of(style.glyphs)
    let names = groups.map(\.name)
    let areSigns =
      names.count > signs.points.count && Set(names).count == names.count
      && names.allSatisfy { name in
        name.count == 1 && name != " " && displayWidth(of: name) == 1
          && (style.glyphs == .unicode || name.allSatisfy(\.isASCII))
      }
    return areSigns ? names : names.indices.map(signs.point)
  }
}
