internal import Cells

extension ChartStyle {
  /// The colour of the series number `index`.
  func seriesStyle(_ index: Int) -> Style {
    palette.hasColor ? Style(.indexed(UInt8(1 + index % 6))) : .standard
  }

  /// Ghosts, rules and lines of equal height.
  var quietStyle: Style { .dim }
  /// What the learner has to know.
  var noteStyle: Style { .bold }
  /// Changes on the x axis.
  var markStyle: Style { .bold }
}
