/// Texts of a dozen sentences, small enough to count by hand.
struct ToyText {
  /// What is counted.
  let training: String
  /// What is held out for the weights of Jelinek–Mercer.
  let heldOut: String
  /// What the models are tried on.
  let test: String

  /// Cats and dogs.
  static let english = ToyText(
    training: """
      the cat sat on the mat
      the dog sat on the log
      the cat saw the dog
      the dog saw the cat on the mat
      a dog and a cat sat on a log
      the cat and the dog ran to the mat
      a bird sat on the dog
      the bird saw a cat
      the dog ran
      a cat ran to a bird
      the mat and the log
      the cat sat

      """,
    heldOut: """
      a cat sat on the mat
      the bird ran to the log
      the dog and the cat sat

      """,
    test: """
      the bird sat on the mat
      a dog saw the log
      the cat ran

      """)

  /// 学习 by character.
  static let chinese = ToyText(
    training: """
      我学自监督学习
      自监督学习不用标签
      监督学习要标签
      我不用标签学习
      学习语言模型
      语言模型预测下一个字
      我预测下一个字
      模型学习语言
      一个字一个标签
      我要学习

      """,
    heldOut: """
      监督学习不用标签
      我学语言

      """,
    test: """
      我学习语言模型
      自监督学习预测标签

      """)
}
