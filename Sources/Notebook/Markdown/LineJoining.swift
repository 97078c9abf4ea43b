/// Whether nothing, rather than a blank, stands between two lines of one paragraph.
///
/// That is so between Han characters and beside full-width punctuation; Han and Latin have a blank.
func joinsLines(_ upper: Scalars, _ lower: Scalars) -> Bool {
  let sides = (side(of: upper.withoutAddress.reversed()), side(of: lower))
  return switch sides {
  case (.fullWidthPunctuation, _), (_, .fullWidthPunctuation): true
  case (.han, .han), (.han, .sharedPunctuation), (.sharedPunctuation, .han): true
  default: false
  }
}

private enum Side {
  case han, fullWidthPunctuation, sharedPunctuation, other
}

/// What stands nearest to the line's end, marks of emphasis and of links left out.
///
/// A dash or a quotation mark that Chinese shares with Latin is Chinese where its other side is.
private func side(of text: some Sequence<Unicode.Scalar>) -> Side {
  var isShared = false
  for scalar in text where !scalar.isBlank && !["*", "[", "]"].contains(scalar) {
    if scalar.isSharedPunctuation {
      isShared = true
    } else if scalar.isFullWidthPunctuation {
      return .fullWidthPunctuation
    } else if scalar.isHan {
      return isShared ? .fullWidthPunctuation : .han
    } else {
      break
    }
  }
  return isShared ? .sharedPunctuation : .other
}

extension Scalars {
  /// Without the `(address)` of a link at the end.
  fileprivate var withoutAddress: Scalars {
    guard last(where: { !$0.isBlank }) == ")",
      let bracket = lastIndex(where: { $0 == "(" }), bracket > startIndex, self[bracket - 1] == "]"
    else { return self }
    return self[..<bracket]
  }
}
