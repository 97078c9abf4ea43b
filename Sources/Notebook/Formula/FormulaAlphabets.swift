/// The letters of Unicode's mathematical alphabets, and its raised and lowered ones.
enum FormulaAlphabet: String {
  case script = "mathcal"
  case doubleStruck = "mathbb"
  case bold = "mathbf"
  case boldSymbol = "boldsymbol"
  case fraktur = "mathfrak"

  init?(command: String) {
    switch command {
    case "mathscr": self = .script
    case "bm": self = .boldSymbol
    default: self.init(rawValue: command)
    }
  }

  /// `letter` in this alphabet; itself where the alphabet lacks it.
  func letter(_ letter: Character) -> String {
    guard let scalar = letter.unicodeScalars.first, let ascii = letter.asciiValue,
      let base = base(for: letter)
    else { return String(letter) }
    if let exception = exceptions[letter] { return exception }
    let first: UInt8 = letter.isNumber ? 48 : letter.isUppercase ? 65 : 97
    return Unicode.Scalar(base + UInt32(ascii - first)).map(String.init) ?? String(scalar)
  }

  /// Where the alphabet's capitals, small letters or digits begin.
  private func base(for letter: Character) -> UInt32? {
    let (capitals, small, digits): (UInt32?, UInt32?, UInt32?) =
      switch self {
      case .script: (0x1D49C, nil, nil)
      case .doubleStruck: (0x1D538, 0x1D552, 0x1D7D8)
      case .bold, .boldSymbol: (0x1D400, 0x1D41A, 0x1D7CE)
      case .fraktur: (0x1D504, 0x1D51E, nil)
      }
    switch letter {
    case "A"..."Z": return capitals
    case "a"..."z": return small
    case "0"..."9": return digits
    default: return nil
    }
  }

  /// Letters that Unicode had before it had the alphabet.
  private var exceptions: [Character: String] {
    switch self {
    case .script:
      ["B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"]
    case .doubleStruck:
      ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
    case .bold, .boldSymbol: [:]
    case .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
    }
  }
}

/// `text` in raised or lowered characters, if Unicode has them all.
func scriptCharacters(_ text: String, isRaised: Bool) -> String? {
  let table = isRaised ? raised : lowered
  var result = ""
  for character in text {
    guard let script = table[character] else { return nil }
    result.append(script)
  }
  return result
}

private let raised = table(
  "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′*†∘ ",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′*†° ")

private let lowered = table(
  "0123456789+−=()aehijklmnoprstuvxβγρφχ ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ")

private func table(_ plain: String, _ script: String) -> [Character: Character] {
  Dictionary(uniqueKeysWithValues: zip(plain, script))
}
