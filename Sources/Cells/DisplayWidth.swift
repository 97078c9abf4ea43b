/// The columns that `character` takes on a terminal: 0, 1 or 2.
public func displayWidth(of character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  return scalar.value >= 0x1100 && scalar.properties.isIdeographic ? 2 : 1
}

/// The columns that `text` takes on a terminal.
public func displayWidth(of text: some StringProtocol) -> Int {
  text.reduce(0) { $0 + displayWidth(of: $1) }
}
