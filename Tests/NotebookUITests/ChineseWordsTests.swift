import Cells
import Glibc
import Margin
import Notebook
import Terminal
import Testing

@testable import Datasets
@testable import KernelRuntime
@testable import NotebookUI
@testable import Tensors

/// What errors say on a Chinese screen; names in the samples have no letters, so that any Latin word
/// is the program's own.
@Suite("Errors in Chinese")
struct ChineseWordsTests {
  private let place = DatasetError.RowPlace(row: 3, line: 4)
  private let parameter = ParameterDescription(
    name: "量", label: "量", kind: .integer(1...9, scale: .linear), defaultValue: .integer(1),
    restarts: false)

  private var dataErrors: [any Bilingual] {
    let cases: [DatasetError] = [
      .unreadable(path: "/甲", reason: .system(code: EACCES)),
      .unreadable(path: "/甲", reason: .isFolder), .unreadable(path: "/甲", reason: .isNoFile),
      .unreadable(path: "/甲", reason: .becameShorter), .empty(path: "/甲"), .notText(path: "/甲"),
      .noHeader(path: "/甲", number: "3.5"), .noRows(path: "/甲"), .noNumbers(path: "/甲"),
      .repeatedColumn(path: "/甲", name: "乙"), .unnamedColumn(path: "/甲", number: 2),
      .notUTF8(path: "/甲", line: 1), .openQuote(path: "/甲", line: 1),
      .textAfterQuote(path: "/甲", line: 1),
      .ragged(path: "/甲", place: place, expected: 3, found: 2),
      .missing(path: "/甲", place: place, column: "乙"),
      .notANumber(path: "/甲", place: place, column: "乙", text: "丙"),
      .ambiguousComma(path: "/甲", place: place, column: "乙", text: "1,234"),
      .tooLarge(path: "/甲", place: place, column: "乙", text: "1"),
      .notFinite(path: "/甲", place: place, column: "乙", text: "∞"),
      .severalTextColumns(path: "/甲", names: ["乙", "丙"]),
      .notIDX(path: "/甲", defect: .noMagicNumber), .notIDX(path: "/甲", defect: .otherType(9)),
      .notIDX(path: "/甲", defect: .noSizes(axes: 3)),
      .notIDX(path: "/甲", defect: .wrongSize(shape: [2], bytes: 1)),
      .noColumn(dataset: "甲", name: "乙", known: ["丙"]),
      .shape(dataset: "甲", path: "/甲", found: [150, 4], needed: "[N, 64]"),
      .classes(dataset: "甲", path: "/甲", found: 0, needed: 2),
      .classes(dataset: "甲", path: "/甲", found: 3, needed: 2),
      .unknownClass(dataset: "甲", name: "乙", other: "丙", known: ["丁"]),
      .otherColumns(dataset: "甲", names: ["乙"], other: "丙", known: ["丁"]),
      .tooFewToSplit(dataset: "甲", count: 2, parts: [0.7, 0.2]),
      .fractions(dataset: "甲", ["0.7", "-0.1"]),
    ]
    let parameters: [ParameterError] = [
      .unknown("乙", known: []), .unknown("乙", known: ["丙"]),
      .refused("0", parameter: parameter), .restarts("量"),
      .declaration("量", .defaultOutside(parameter)), .declaration("量", .logScaleBelowZero),
      .declaration("量", .endless),
    ]
    let saving: [SavingError] = [
      .name("甲"), .noEnding("甲"), .unwritable(path: "/甲", reason: .system(code: EROFS)),
      .unreadable(path: "/甲", reason: .notUTF8), .nothingSaved(name: "甲", kernels: []),
      .nothingSaved(name: "甲", kernels: ["乙", "丙"]), .full(folder: "/甲", limit: 99),
    ]
    return cases + parameters + saving
  }

  private var contentErrors: [any Bilingual] {
    let defects: [DataDefect] = [
      .tooLong(bytes: 1 << 33, limit: 1 << 30), .gzip(.truncated), .gzip(.wrongChecksum),
      .gzip(.invalid(byte: 3)), .gzip(.tooLong(limit: 1 << 30)), .emptyText,
      .notUTF8(line: 1, byte: 2, bytes: [0xFF]), .notEightBit(encoding: "UTF-16"),
      .zeroByte(line: 1, byte: 2), .notImages, .noPicture(shape: [2]), .noImageFiles,
      .otherSize(file: "甲", size: [1, 2, 2], first: "乙", firstSize: [1, 3, 3]),
      .labelCount(labels: "甲", count: 2, images: 3), .notLabels(labels: "甲"),
      .notSquare(columns: 5), .notPixel(row: 1, column: "乙", value: -1),
      .netpbm(.otherKind("P1")), .netpbm(.header(text: "甲")),
      .netpbm(.size(width: 0, height: 1)), .netpbm(.maximum(0)),
      .netpbm(.bytes(expected: 3, found: 2)), .netpbm(.values(expected: 3, found: 2)),
      .netpbm(.value(line: 1, text: "甲", maximum: 9)), .captions(line: 1, .unknownFile("甲")),
      .captions(line: 1, .second("甲")), .captions(line: 1, .empty("甲")), .noCaption(file: "甲"),
      .raggedNumbers(line: 1, expected: 3, found: 2), .notANumber(line: 1, number: 2, text: "甲"),
      .libsvm(line: 1, text: "甲", .label), .libsvm(line: 1, text: "甲", .pair),
      .libsvm(line: 1, text: "甲", .order), .tooManyNumbers(rows: 9, columns: 9),
    ]
    var optional = UnreadData(name: "甲", read: ["乙"])
    optional.isReadWithOtherValues = true
    let unread = [UnreadData(name: "甲", read: []), UnreadData(name: "甲", read: ["乙"]), optional]
    return unread + defects.map { DatasetError.unfit(path: "/甲", $0) }
  }

  private var tensorErrors: [any Bilingual] {
    let algebra: [LinearAlgebraError] = [
      .singular(operation: "inverse()", line: .row, pivot: 2, size: 3),
      .notFinite(operation: "svd()", shape: [2, 2]),
      .notConverged(operation: "svd()", shape: [2, 2]),
    ]
    let gradients: [GradientError] = [
      .notFinite(operation: "log()", value: "NaN"), .notScalar(shape: [2]), .noGraph,
      .graphUsed(operation: "log()"),
      .notFiniteGradient(number: 1, of: 2, shape: [2], value: "NaN"),
    ]
    let defects: [SafetensorsDefect] = [
      .short(size: 3), .headerTooLong(length: 1 << 40), .headerBeyondFile(length: 9, size: 8),
      .notUTF8, .syntax(byte: 3, expected: "a comma"), .repeatedName("乙"),
      .repeatedMember(array: "乙", member: "shape"), .missingMember(array: "乙", member: "shape"),
      .shapeTooLarge(array: "乙", shape: [1 << 40]),
      .reversedOffsets(array: "乙", begin: 9, end: 3),
      .wrongSize(array: "乙", kind: .float32, shape: [2], bytes: 3),
      .overlap(array: "乙", begin: 3, previousEnd: 5), .hole(array: "乙", begin: 9, previousEnd: 5),
      .dataBeyondFile(end: 9, available: 3), .unusedData(end: 3, available: 9),
    ]
    let files: [SafetensorsError] = [
      .unreadable(path: "/甲", reason: .system(code: ENOENT)),
      .unwritable(path: "/甲", reason: .system(code: ENOSPC)),
      .noArray(path: "/甲", name: "乙", known: []), .noArray(path: "/甲", name: "乙", known: ["丙"]),
      .wrongKind(path: "/甲", name: "乙", kind: .float16),
      .unsupportedKind(path: "/甲", name: "乙", kind: "F8_E4M3"),
      .differentCopies(path: "/甲", name: "乙", other: "丙"),
      .wrongShape(path: "/甲", name: "乙", shape: [1], wanted: [2]),
      .unsupportedKind(path: "/甲", name: "乙", kind: "F8"),
      .differentCopies(path: "/甲", name: "乙", other: "丙"),
      .tooLarge(path: "/甲", name: "乙"), .repeatedName(path: "/甲", name: "乙"),
      .reservedName(path: "/甲"),
    ]
    return algebra + gradients + files
      + defects.map { SafetensorsError.malformed(path: "/甲", defect: $0) }
      + [NotPositiveDefinite(order: 1, size: 2)]
  }

  private var kernelErrors: [any Bilingual] {
    let causes: [KernelFailure.Cause] = [
      .unknownKernel("甲"), .undeclaredKernel("甲"), .unloadable("…"),
      .unreadableSource(path: "/甲"), .notLoaded, .noProcess(part: "/甲", code: EAGAIN),
      .protocolError(.tooLong(bytes: 9)), .protocolError(.truncated(missing: 9)),
      .protocolError(.otherVersion(2)), .protocolError(.unreadable("it lacks “version”")),
    ]
    let faults: [KernelExit.Fault] = [
      .trap("Index out of range"), .outOfMemory(limit: 3 << 30), .stackOverflow,
      .killedFromOutside, .abort, .badMemory, .signal(words: "Illegal instruction"),
      .signal(words: nil), .signal(words: "Something new"),
      .trap("Double value cannot be converted to Int because it is either infinite or NaN"),
      .trap("Duplicate values for key: '1'"),
      .trap("Unexpectedly found nil while unwrapping an Optional value"),
    ]
    let exits: [KernelExit.Cause] = [
      .shutdown, .killed, .exit(code: 3), .protocolError(.tooLong(bytes: 9)), .cutShort,
    ]
    let remarks: [KernelRemark] = [
      .seriesLimit(9), .chartLimit(9), .resultLimit(9),
      .chartTooLarge(name: "甲", bytes: 1 << 30, limit: 1 << 26), .notChanged(.restarts("量")),
      .tooLong(bytes: 1 << 30, limit: 1 << 26), .notSaved(.full(folder: "/甲", limit: 99)),
    ]
    let failures: [CompilationFailure] = [
      .noStandardLibrary, .missing("/甲"), .noModules("/甲"), .unwritable("/甲", code: EPERM),
      .unwritable("/甲", code: ENOSPC), .otherCompiler("…"), .rejected([]),
      .crashed(tool: "ld.lld", signal: 11), .timedOut(seconds: 60),
      .failed(tool: "ld.lld", words: "…"), .cancelled,
    ]
    return causes + remarks + failures + exits.map { KernelExit(cause: $0) }
      + faults.map {
        KernelExit(
          cause: .crash(signal: 4, $0), function: "run(in:)", file: "/甲/乙.swift", line: 3)
      }
  }

  private var documentErrors: [any Bilingual] {
    let faults: [StoreFault] = [
      .system(code: EROFS), .system(code: 99), .damaged, .newer(version: 9),
      .other("The file is odd"),
    ]
    let flaws: [LessonFlaw] = [
      .noTitle, .noSummary, .noSteps, .kernelOutsideStep, .secondKernel, .kernelName,
      .kernelLine("甲"), .setTwice("甲"), .openCode(closing: "```"), .openFormula, .openComment,
    ]
    let lessons: [LessonError] = [
      .unknown("甲", nearest: "乙", known: []), .unknown("甲", nearest: nil, known: ["乙"]),
      .unreadable(path: "/甲"),
    ]
    return lessons + flaws.map { LessonError.malformed(path: "/甲", line: 3, $0) }
      + faults.flatMap {
        [
          StoreError.folder(path: "/甲", reason: $0), .unwritable(path: "/甲", reason: $0),
          .unreadable(path: "/甲", reason: $0), .setAside(path: "/甲", reason: $0),
        ]
      }
  }

  /// Latin words of `text` that are neither code nor names.
  private func latinWords(in text: String) -> [String] {
    let prose = text.replacing(/`[^`]*`|\w+\([a-z:]*\)/, with: "")
    let known: Set = [
      "margin", "Swift", "safetensors", "swift", "bin", "frontend", "nil", "on", "off", "ld", "lld",
      "endIndex", "startIndex", "Double", "Int", "NaN", "GiB", "MiB", "__metadata__",
      "captions", "txt", "gzip",
    ]
    return prose.matches(of: /[A-Za-z_]{2,}(?<call>\(?)/).filter { $0.call.isEmpty }
      .map { String($0.output.0) }
      .filter { $0 != $0.uppercased() && !known.contains($0) }
  }

  @Test("no error says an English word on a Chinese screen")
  func noEnglish() {
    let errors = dataErrors + contentErrors + tensorErrors + kernelErrors + documentErrors
    for error in errors {
      let text = Words(language: .chinese).text(of: error)
      #expect(latinWords(in: text) == [], "\(text)")
      #expect(text.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" }, "\(error)")
      #expect(Words(language: .english).text(of: error) == harmless(error.description))
    }
  }

  @Test("what fails is said in Chinese in the charts, under its line and in the notice")
  func screens() {
    let failures: [KernelFailure] = [
      KernelFailure(.notPositiveDefinite(NotPositiveDefinite(order: 1, size: 2))),
      KernelFailure(.parameter(.restarts("量"))),
      KernelFailure(.noProcess(part: "/甲", code: EAGAIN)),
    ]
    for failure in failures {
      var session = Session.lesson(language: .chinese)
      session.run(steps: 3)
      let run = session.lastSetup?.run ?? 0
      session.kernel(.failed(run: run, failure))
      let text = session.text.filter { !$0.isWhitespace }
      #expect(text.contains(failure.cause.chinese.filter { !$0.isWhitespace }.prefix(10)))
      #expect(!session.text.contains(failure.message))
    }
  }

  @Test("a failure is told in the language that is chosen later, in the source too")
  func languageChosenLater() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.kernel(
      .exited(
        KernelExit(
          cause: .crash(signal: 4, .trap("Index out of range")), function: "run(in:)",
          file: "Mixture.swift", line: 8)))
    #expect(session.text.contains("Index out of range"))
    session.press("l")
    session.happen(.lessonTranslated(Sample.lesson(.chinese)))
    #expect(session.text.contains("下标越界") && !session.text.contains("Index out of range"))
    #expect(session.model.lesson?.source?.editor.notes.first?.message.contains("下标越界") == true)
  }

  @Test("a run of an earlier day that failed tells it in Chinese")
  func earlierDay() throws {
    let failure = KernelFailure(.notPositiveDefinite(NotPositiveDefinite(order: 1, size: 2)))
    var recorder = RunRecorder(
      origin: .init(kernel: "Mixture", parameters: [:], seed: 0, sourceHash: "", isBuiltIn: true),
      began: 0)
    recorder.apply(.failed(run: 1, failure))
    #expect(RunModel(number: 1, restored: recorder.record).phase == .failed(failure))
    var old = recorder.record
    old.cause = nil
    #expect(
      RunModel(number: 1, restored: old).phase == .failed(KernelFailure(message: failure.message)))
    old.ending = .cutShort
    #expect(RunModel(number: 1, restored: old).phase == .died(KernelExit(cause: .cutShort)))
  }

  @Test("an error of a lesson's own kernel is told as its table has it")
  func lessonsOwn() throws {
    var session = Session.lesson(language: .chinese)
    session.model.lesson?.lesson.names = Names([
      "# clusters need at least # rows, and the data have #: choose fewer clusters":
        "# 个聚类至少需要 # 行，而数据有 # 行：请减少聚类个数"
    ])
    session.run(steps: 3)
    let words = "9 clusters need at least 9 rows, and the data have 4: choose fewer clusters"
    session.kernel(.failed(run: session.lastSetup?.run ?? 0, KernelFailure(message: words)))
    #expect(session.text.filter { $0 != " " }.contains("9个聚类至少需要9行"))
  }
}

@Suite("A terminal without UTF-8")
struct ASCIITerminalTests {
  @Test("it shows English and says why; as soon as it speaks UTF-8, Chinese")
  func language() {
    var session = Session(120, 36, language: .chinese)
    session.model.surface.speaksUTF8 = false
    session.happen(.listLoaded(Sample.summaries(.english), Progress(), notice: nil))
    #expect(session.text.contains("does not speak UTF-8") && session.text.contains("Lessons"))
    #expect(session.text.contains("l Chinese"))
    session.press("l")
    #expect(session.text.contains("does not speak UTF-8"))
    #expect(session.effects == [])
    let traits = TerminalTraits(
      size: Size(width: 120, height: 36), colors: 8, glyphs: .unicode, hasBraille: true)
    session.happen(.terminal(.traitsChanged(traits)))
    #expect(session.effects == [.loadList(.chinese)])
    #expect(!session.text.contains("UTF-8") && session.text.contains("课程"))
  }
}
