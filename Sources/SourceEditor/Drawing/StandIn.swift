internal import Cells

extension Palette {
  var keyword: Style { .bold }
  var type: Style { .standard }
  var accent: Style { .standard }
  var number: Style { .standard }
  var string: Style { .standard }
  var comment: Style { .dim }
  var error: Style { .bold }
  var warning: Style { .bold }
  var secondary: Style { .dim }
}
