import Cells

/// A line of laid out prose, with the links that begin in it.
struct ProseLine {
  struct Link {
    var text: String
    var address: String
  }

  var text: StyledText
  var links: [Link] = []

  init(_ text: StyledText = StyledText(), links: [Link] = []) {
    self.text = text
    self.links = links
  }

  init(_ text: String, _ style: Style) { self.init(StyledText(text, style)) }

  var width: Int { text.width }

  /// This line behind `text`.
  func behind(_ text: String, _ style: Style = .standard) -> ProseLine {
    text.isEmpty ? self : ProseLine(text, style).followed(by: self)
  }

  func followed(by other: ProseLine) -> ProseLine {
    ProseLine(StyledText(text.runs + other.text.runs), links: links + other.links)
  }
}
