import Margin
import Testing

@testable import LessonKit

@Suite("N-gram tables")
struct NGramTableTests {
  @Test(
    "every n-gram of a random text is counted, with its neighbours on the left", arguments: 1...7)
  func counting(order: Int) throws {
    var random = RandomSource(seed: 5)
    let lines = (0..<40).map { _ in
      (0..<random.integer(below: 12)).map { _ in "abcde".randomElement(using: &random)! }
        .map(String.init).joined(separator: " ")
    }
    let (sentences, vocabulary) = Sentences.reading(
      Corpus(lines.joined(separator: "\n") + "\n"), unit: .word)
    let table = NGramTable(sentences, vocabulary: vocabulary.count, order: order)
    var counts: [[Int32]: Int32] = [:]
    for sentence in sentences.tokens.split(separator: Vocabulary.begin) {
      let words = [Vocabulary.begin] + sentence
      for n in 1...order {
        for start in 0..<max(0, words.count - n + 1) {
          counts[Array(words[start..<start + n]), default: 0] += 1
        }
      }
    }
    var left: [[Int32]: Set<Int32>] = [:]
    for words in counts.keys { left[Array(words.dropFirst()), default: []].insert(words[0]) }
    #expect(table.count == counts.count - 1)
    for n in 1...order {
      table.forEachNGram(of: n) { place, words, _ in
        let level = table.levels[n - 1]
        guard level.counts[Int(place)] > 0 else { return }
        #expect(level.counts[Int(place)] == counts[words])
        #expect(table.place(of: words) == place)
        guard n < order, words != [Vocabulary.begin] else { return }
        let places =
          words[0] == Vocabulary.begin ? counts[words] : left[words].map { Int32($0.count) }
        #expect(level.continuations[Int(place)] == places)
      }
    }
  }

  @Test("a cut-off leaves <unk>, and a word of the marks of a sentence is passed over")
  func cutoff() {
    let text = Corpus("a b a\n<s> c </s> a <unk>\n")
    let (sentences, vocabulary) = Sentences.reading(text, unit: .word, cutoff: 2)
    #expect(vocabulary.count == 4 && vocabulary[3] == "a")
    #expect(sentences.tokens == [1, 3, 0, 3, 2, 1, 0, 3, 0, 2])
    #expect(sentences.unknownCount == 3)
  }

  @Test("a long text tells how much of it is read, and can be left in the middle")
  func progress() {
    let line = String(repeating: "word ", count: 20_000) + "\n"
    let text = Corpus(String(repeating: line, count: 30))
    for limit in [2, .max] {
      var told: [Int] = []
      let (sentences, _) = Sentences.reading(text, unit: .word) { done, total in
        #expect(total == text.count)
        told.append(done)
        return told.count < limit
      }
      #expect(told == [11, 22].map { $0 * line.utf8.count })
      #expect(sentences.count == (limit == 2 ? 22 : 30))
    }
  }

  @Test("counting tells how far it is, from one pass to the next, and can be left after each")
  func countingProgress() {
    let (sentences, vocabulary) = Sentences.reading(Corpus("a b a\nb a\n"), unit: .word)
    for limit in [1, 3] {
      var shares: [Double] = []
      let table = NGramTable(sentences, vocabulary: vocabulary.count, order: 3) { done, total in
        shares.append(Double(done) / Double(total))
        return done * 3 < limit * total
      }
      #expect(table.order == limit)
      #expect(shares == shares.sorted() && shares.first == 1 / 3.0)
      #expect(abs((shares.last ?? 0) - Double(limit) / 3) < 1e-12)
    }
  }

  @Test("characters, with their blanks")
  func characters() {
    let (sentences, vocabulary) = Sentences.reading(Corpus(" 学 é\t\nx\n"), unit: .character)
    #expect(
      sentences.tokens.map { vocabulary[$0] } == ["<s>", "学", "▁", "é", "</s>", "<s>", "x", "</s>"])
    #expect(TextUnit.character.words(of: "a ").count == 2)
  }

  @Test("words and signs apart; sentences out of Markdown")
  func plainText() {
    #expect(
      Corpus("let x=f(学习, naïve)\n\n a_1").separatingSigns().string
        == "let x = f ( 学 习 , naïve )\na_1\n")
    let lesson = """
      # A *Title*

      One sentence. It goes
      on with $x^2$; `code`!

      ```kernel NGram
      order = 2
      ```

      $$a = b$$

      - 学习
        语言。好？
      """
    #expect(
      Corpus(lesson).proseSentences().string
        == "a title\none sentence.\nit goes on with x; code!\n学习语言。\n好？\n")
  }

  @Test("a vocabulary that grows keeps its numbers")
  func vocabulary() {
    var vocabulary = Vocabulary()
    for i in 0..<5000 {
      #expect(vocabulary.number(adding: Array("w\(i)".utf8)[...]) == Int32(i + 3))
    }
    for i in 0..<5000 { #expect(vocabulary.number(of: Array("w\(i)".utf8)[...]) == Int32(i + 3)) }
    #expect(vocabulary.number(of: Array("none".utf8)[...]) == nil && vocabulary[4] == "w1")
  }
}
