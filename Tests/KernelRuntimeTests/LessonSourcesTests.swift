import Testing

@testable import KernelRuntime

/// What of a lesson has to be compiled for an edit, and what its numbers depend on.
@Suite("The files of a lesson") struct LessonSourcesTests {
  private static let texts = [
    "Charts.swift": "func table(_ mixture: Mixture) -> String { caption }",
    "Climb.swift": "final class Climb: Kernel { let mixture = Mixture(); let t = table(mixture) }",
    "Distances.swift": "func distance() -> Double { 1 }\nprivate func helper() {}",
    "Mixture.swift": "struct Mixture { var pi = distance() }",
    "Other.swift": "final class Other: Kernel { let d = distance(); func helper() {} }",
    "Words.swift": "let caption = \"a Mixture\"",
  ]

  private func lesson(changed: [String] = []) -> LessonSources {
    LessonSources(
      Self.texts.sorted { $0.key < $1.key }.map { name, text in
        .init(SourceFile(name, text), isBuiltIn: !changed.contains(name))
      }, module: "Lesson01")
  }

  private func compiled(
    _ changed: String..., for kernel: String = "Climb", checking: String? = nil
  ) -> [String]? {
    lesson(changed: changed).code(of: kernel, checking: checking)?.files.map(\.name)
  }

  @Test("what has not changed is not compiled")
  func unchanged() {
    #expect(compiled() == nil)
    #expect(compiled("Words.swift", for: "Other") == nil)
  }

  @Test("a kernel that nothing mentions is compiled alone")
  func alone() {
    #expect(compiled("Climb.swift") == ["Climb.swift"])
    #expect(compiled("Other.swift", for: "Other") == ["Other.swift"])
  }

  @Test(
    "with a file go those that mention what it declares, transitively, and that the kernel uses")
  func transitive() {
    #expect(compiled("Mixture.swift") == ["Climb.swift", "Charts.swift", "Mixture.swift"])
    #expect(compiled("Words.swift") == ["Climb.swift", "Charts.swift", "Words.swift"])
    #expect(
      compiled("Distances.swift")
        == ["Climb.swift", "Charts.swift", "Distances.swift", "Mixture.swift"])
    #expect(compiled("Distances.swift", for: "Other") == ["Other.swift", "Distances.swift"])
  }

  @Test("what is compiled mixes with no type of the same name that was built in")
  func entangled() {
    let texts = [
      "Coins.swift": "final class Coins: Kernel { let l = line(Toss().odds) }\nstruct Toss {}",
      "Lines.swift": "func line(_ y: Double) -> Double { y + Path().length }",
      "Odds.swift": "extension Toss { var odds: Double { 1 } }",
      "Paths.swift": "struct Path {}",
      "Walks.swift": "extension Path { var length: Double { 2 } }",
    ]
    func compiled(_ changed: String) -> [String]? {
      LessonSources(
        texts.sorted { $0.key < $1.key }.map {
          .init(SourceFile($0, $1), isBuiltIn: $0 != changed)
        }, module: "Lesson01"
      ).code(of: "Coins")?.files.map(\.name)
    }
    // `Toss` is of the kernel's own file, so that what extends it has to extend the new one.
    #expect(compiled("Lines.swift") == ["Coins.swift", "Lines.swift", "Odds.swift"])
    // `length` would be there twice, did it extend the `Path` that was built in.
    #expect(compiled("Walks.swift") == texts.keys.sorted())
  }

  @Test("a file that the kernel does not use is compiled where it is open")
  func open() {
    #expect(compiled("Words.swift", for: "Other", checking: "Words.swift")?.first == "Other.swift")
    #expect(
      compiled("Words.swift", for: "Other", checking: "Words.swift")?.contains("Words.swift")
        == true)
    #expect(compiled(for: "Other", checking: "Words.swift") == nil)
  }

  @Test(
    "a kernel's sources are its own file and what it uses, and no other's change alters their hash")
  func hashes() {
    let lesson = lesson()
    #expect(
      lesson.sources(of: "Climb").map(\.name) == [
        "Climb.swift", "Charts.swift", "Distances.swift", "Mixture.swift", "Words.swift",
      ])
    #expect(lesson.sources(of: "Other").map(\.name) == ["Other.swift", "Distances.swift"])
    #expect(lesson.sources(of: "None") == [])
    let alone = [SourceFile("Walk.swift", "text")]
    #expect(LessonSources.hash(of: alone) == SHA256.hash(of: "text"))
    let both = [SourceFile("A.swift", "x"), SourceFile("B.swift", "y")]
    #expect(LessonSources.hash(of: both) != LessonSources.hash(of: both.reversed()))
  }

  @Test(
    "an edit of a kernel of lesson 9 is compiled alone, so that it runs at once",
    arguments: ["GaussianMixture", "KMeans"])
  func lessonNine(kernel: String) throws {
    let module = try #require(LessonModule.all().first { $0.name == "Lesson09" })
    let files = try module.files(for: kernel).map { file in
      LessonSources.File(file.source, isBuiltIn: file.source.name != kernel + ".swift")
    }
    #expect(files.count >= 6)
    let lesson = LessonSources(files, module: module.name)
    #expect(lesson.code(of: kernel)?.files.map(\.name) == [kernel + ".swift"])
    #expect(lesson.sources(of: kernel).count > 1)
  }

  @Test("kernels are found by their declaration")
  func kernels() { #expect(lesson().kernels == ["Climb", "Other"]) }
}

/// Names in Swift texts.
@Suite("Swift's names") struct SwiftNamesTests {
  @Test("what files share: outermost declarations and members of extensions, no private ones")
  func declared() {
    let names = SwiftNames(
      in: """
        import Margin
        /* struct Comment { /* nested */ } */
        @MainActor public final class Walk<T>: Base, Kernel { var inner = 1; class func make() {} }
        private struct Hidden {}
        private(set) var open = 0
        let (left, right) = (1, 2)
        enum Kind { case one }
        extension Dataset { func features() -> Int { let local = 0; return local } }
        extension Tensor { init(squares: Int) {} }
        fileprivate func secret() {}
        func + (a: Kind, b: Kind) -> Kind { a }
        """)
    #expect(
      names.declared
        == ["Walk", "open", "left", "right", "Kind", "features", "Tensor", "+"])
    #expect(names.extended == ["Dataset", "Tensor"])
    #expect(names.kernels == ["Walk"])
  }

  @Test("prose mentions nothing, interpolations do")
  func mentioned() {
    let text = ##"""
      let a = "a Mixture \(count + f("\(inner)")) of \n Gaussians"
      let b = """
        Long "quoted" \(deep)
        """
      let c = #"raw \(no) \#(yes)"# // comment
      let d = last
      """##
    let names = SwiftNames(in: text)
    #expect(names.mentioned.isSuperset(of: ["count", "f", "inner", "deep", "yes", "last"]))
    #expect(
      names.mentioned.isDisjoint(with: [
        "Mixture", "Gaussians", "Long", "quoted", "raw", "no", "comment", "n",
      ]))
    #expect(names.declared == ["a", "b", "c", "d"])
  }

  @Test("no text is too broken to be read")
  func broken() {
    for text in ["", "\"", "\"\\(", "/*", "#\"", "}}}}", "class", "extension", "let (", "\\", "#"] {
      _ = SwiftNames(in: text)
      _ = SwiftNames(in: "x \(text) class A: Kernel {")
    }
  }
}
