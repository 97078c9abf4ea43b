public import Margin

extension Corpus {
  /// The sentences of a text in Markdown, in lower case and a line each.
  ///
  /// Code blocks, tables and displayed formulas are left out; a formula within a sentence is an x.
  public func proseSentences() -> Corpus {
    var prose = Prose()
    for line in lines { prose.read(String(decoding: line, as: UTF8.self)) }
    prose.endParagraph()
    return Corpus(prose.sentences.map { $0 + "\n" }.joined(), name: name)
  }

  /// The lines in which something stands, with a blank between words and signs; a character of Chinese is
  /// a sign.
  public func separatingSigns() -> Corpus {
    var separated: [UInt8] = []
    separated.reserveCapacity(2 * count)
    for line in lines {
      let start = separated.count
      var isInWord = false
      for byte in line {
        let isWord = isLetter(byte)
        // The later bytes of a sign go with it.
        let begins = isWord ? !isInWord : byte & 0xC0 != 0x80
        if begins, separated.count > start, separated.last != 0x20 { separated.append(0x20) }
        isInWord = isWord || isInWord && byte & 0xC0 == 0x80
        if byte > 0x20 { separated.append(byte) }
      }
      if separated.last == 0x20 { separated.removeLast() }
      if separated.count > start { separated.append(0x0A) }
    }
    return Corpus(separated, name: name, path: path)
  }

  /// The lines in which something stands.
  public func withoutEmptyLines() -> Corpus {
    var full: [UInt8] = []
    full.reserveCapacity(count)
    for line in lines where line.contains(where: { $0 > 0x20 }) { full += line + [0x0A] }
    return Corpus(full, name: name, path: path)
  }

  /// Every tenth line, and the others.
  public func everyTenthLine() -> (others: Corpus, tenth: Corpus) {
    var (others, tenth): ([UInt8], [UInt8]) = ([], [])
    for (number, line) in lines.enumerated() {
      if number % 10 == 9 { tenth += line + [0x0A] } else { others += line + [0x0A] }
    }
    return (Corpus(others, name: name), Corpus(tenth, name: name))
  }
}

/// Whether a byte begins a letter or digit of a script that is written in words (two bytes at most).
private func isLetter(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC3...0xDF: true
  default: false
  }
}

/// Sentences out of the lines of a Markdown file.
private struct Prose {
  private(set) var sentences: [String] = []
  private var paragraph = ""
  private var isInCode = false
  private var isInFormula = false

  mutating func read(_ line: String) {
    var line = line[...]
    if line.hasPrefix("```") || line.hasPrefix("````") {
      isInCode.toggle()
      return endParagraph()
    }
    if isInCode { return }
    let marks = line.split(separator: "$$", omittingEmptySubsequences: false).count - 1
    if marks > 0 || isInFormula {
      if marks % 2 == 1 { isInFormula.toggle() }
      return
    }
    if line.isEmpty || line.hasPrefix("|") { return endParagraph() }
    let text = line.drop { "#>-0123456789. ".contains($0) }
    if !line.hasPrefix(" "), text.startIndex != line.startIndex, !line.hasPrefix(">") {
      endParagraph()
    }
    let isHeading = line.hasPrefix("#")
    line = text
    if let last = paragraph.last, last.isASCII, line.first?.isASCII == true { paragraph += " " }
    paragraph += line
    if isHeading { endParagraph() }
  }

  mutating func endParagraph() {
    var sentence = ""
    var (isFormula, endsHere) = (false, false)
    for character in paragraph.lowercased() {
      if endsHere, character == " " || !character.isASCII { take(&sentence) }
      endsHere = ".?!。？！".contains(character)
      switch character {
      case "$":
        isFormula.toggle()
        if isFormula { sentence += "x" }
      case "*", "`": break
      case _ where isFormula: break
      default: sentence.append(character)
      }
      if "。？！".contains(character), !isFormula { take(&sentence) }
    }
    take(&sentence)
    paragraph = ""
  }

  private mutating func take(_ sentence: inout String) {
    let words = sentence.split(separator: " ").joined(separator: " ")
    if !words.isEmpty { sentences.append(words) }
    sentence = ""
  }
}
