extension Lesson {
  /// Reads the text of a lesson: a `#` title, a paragraph that says what the lesson is for, and a
  /// `##` section for each step.
  init(parsing text: String, of folder: LessonFolder, language: Language) throws(LessonError) {
    let document = MarkdownDocument(parsing: text)
    let path = folder.file(in: language)
    func malformed(_ line: Int, _ flaw: LessonFlaw) -> LessonError {
      .malformed(path: path, line: line, flaw)
    }
    if let problem = document.problems.first { throw malformed(problem.line, problem.flaw) }

    guard case .heading(1, let title)? = document.blocks.first else {
      throw malformed(document.lines.first ?? 1, .noTitle)
    }
    guard case .paragraph(let summary)? = document.blocks.dropFirst().first else {
      throw malformed(document.lines.dropFirst().first ?? 1, .noSummary)
    }
    var steps: [LessonStep] = []
    var opening: [Block] = []
    for (block, line) in zip(document.blocks, document.lines) {
      if case .heading(2, let title) = block {
        steps.append(LessonStep(title: title.plainText, blocks: opening + [block]))
        opening = []
      } else if steps.isEmpty {
        if case .kernel = block { throw malformed(line, .kernelOutsideStep) }
        opening.append(block)
      } else {
        if case .kernel(let kernel) = block {
          if steps[steps.count - 1].kernel != nil {
            throw malformed(line, .secondKernel)
          }
          steps[steps.count - 1].kernel = kernel
        }
        steps[steps.count - 1].blocks.append(block)
      }
    }
    if steps.isEmpty { throw malformed(1, .noSteps) }
    self.init(
      number: folder.number, slug: folder.slug, title: title.plainText,
      summary: summary.plainText, steps: steps, path: folder.path, language: language)
  }
}

extension LessonSummary {
  init(of lesson: Lesson) {
    var kernels: [String] = []
    for case let kernel? in lesson.steps.map(\.kernel) where !kernels.contains(kernel.name) {
      kernels.append(kernel.name)
    }
    self.init(
      number: lesson.number, slug: lesson.slug, title: lesson.title, summary: lesson.summary,
      steps: lesson.steps.map(\.title), kernels: kernels, path: lesson.path,
      language: lesson.language)
  }
}
