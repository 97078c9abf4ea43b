import Foundation
import KernelRuntime
import Margin
import Notebook

/// Fulfils the model's wishes; what comes of them enters the queue as facts.
///
/// Used on the thread that owns the model; compiling and writing have threads of their own.
final class EffectRunner {
  private let queue: EventQueue
  private let installation: Installation
  private let library: LessonLibrary
  private let edits: EditStore
  private let progress: ProgressStore
  private let recording: Recording
  private let dataFiles: DataFiles
  private let compiler = KernelCompiler()
  private let disk = WorkThread(name: "disk")
  private let compilation = WorkThread(name: "compiler")
  /// Ends a compilation that a newer text has overtaken.
  private var compiling: Cancellation?
  /// Ends a warm-up that a compilation would have to wait for.
  private var warming: Cancellation?
  private let cells: CellWorker
  private let history: CellStore
  private var clients: [Int: KernelClient] = [:]
  /// The process for what is being compiled.
  private var spare: SpareProcess?
  private var lock: LessonLock?

  init(queue: EventQueue, installation: Installation) {
    self.queue = queue
    self.installation = installation
    library = LessonLibrary(folder: installation.lessons)
    edits = EditStore(directory: installation.data + "/edits")
    progress = ProgressStore(directory: installation.data)
    dataFiles = DataFiles(store: DatasetStore(directory: installation.data))
    cells = CellWorker(queue: queue)
    history = CellStore(directory: installation.data + "/console")
    recording = Recording(store: RunStore(directory: installation.data + "/runs"))
  }

  /// Fulfils `effect`; those of the terminal and the end are the loop's own.
  func run(_ effect: Effect) {
    switch effect {
    case .loadList(let language): loadList(language)
    case .openLesson(let name, let language): open(name, language)
    case .translateLesson(let name, let language): translate(name, language)
    case .closeLesson: lock = nil
    case .loadRuns(let kernel):
      disk.perform { [queue, recording] in
        queue.post(.runsLoaded(kernel: kernel, recording.records(of: kernel)))
      }
    case .launch(let client, let kernel, let library): launch(client, kernel, library)
    case .send(let client, let request):
      clients[client]?.send(request)
      if request == .shutdown { clients[client] = nil }
    case .kill(let client):
      clients[client]?.kill()
    case .compile(let id, let code): compile(id, code)
    case .warmCompiler(let lesson): warmUp(lesson)
    case .compileCell(let id, let text, let context): cells.compile(id, text, context)
    case .cancelCell: cells.cancel()
    case .warmCells(let context): cells.warmUp(context)
    case .saveCells(let lesson, let kept):
      disk.perform { [queue, history] in
        let problem = problem { () throws(StoreError) in try history.save(kept, lesson: lesson) }
        if problem != nil { queue.post(.cellsSaved(problem: problem)) }
      }
    case .saveEdit(let file, let name, let text, let edit): save(file, name, text, edit)
    case .saveProgress(let kept):
      disk.perform { [queue, progress] in
        queue.post(
          .progressSaved(problem: problem { () throws(StoreError) in try progress.save(kept) }))
      }
    case .record(let run, let record):
      guard recording.offer(record, of: run) else { break }
      disk.perform { [queue, recording] in
        if let problem = recording.write(run: run) {
          queue.post(.recordsSaved(problem: problem))
        }
      }
    case .saveRecords:
      disk.perform { [queue, recording] in
        queue.post(.recordsSaved(problem: recording.writeAll()))
      }
    case .saveCopy(let file, let text, let path):
      disk.perform { [queue] in
        let problem = problem { () throws(StoreError) in try TextCopy.write(text, to: path) }
        queue.post(.copySaved(file: file, text: text, path: path, problem: problem))
      }
    case .keepSource(let path, let text):
      disk.perform { [queue] in
        let (folder, name) = (path as NSString).parts
        let problem = problem { () throws(StoreError) in
          try TextCopy.keep(text, as: name, in: folder)
        }
        queue.post(.sourceKept(problem: problem))
      }
    case .completePath(let typed):
      disk.perform { [queue, dataFiles] in
        queue.post(.pathCompleted(typed: typed, dataFiles.completion(of: typed)))
      }
    case .findData(let name, let path):
      disk.perform { [queue, dataFiles] in
        let path = dataFiles.path(of: path)
        queue.post(.dataFound(name: name, path: path, problem: DataFiles.problem(at: path)))
      }
    case .copy, .setMouse, .suspend, .editOutside, .quit: break
    }
  }

  /// Ends every kernel process and waits for the disk.
  func finish() {
    compiling?.cancel()
    warming?.cancel()
    cells.finish()
    for client in clients.values { client.kill() }
    disk.drain(seconds: 5)
  }

  private func loadList(_ language: Language) {
    let kept = progress.load()
    queue.post(
      .listLoaded(library.summaries(language), kept.progress, notice: kept.notice))
  }

  private func open(_ name: String, _ language: Language) {
    do throws(LessonError) {
      let lesson = try library.lesson(matching: name, language: language)
      let files = LessonFiles(of: lesson, in: installation, edits)
      let isTaken = take(lesson.slug)
      queue.post(
        .lessonOpened(
          LessonOpening(
            lesson: lesson, kernels: files.kernels, sources: files.sources, module: files.module,
            cells: history.load(lesson: lesson.slug), isReadOnly: !isTaken)))
    } catch {
      queue.post(.lessonRefused(error))
    }
  }

  /// Takes the lock of the lesson `slug`.
  ///
  /// - Returns: Whether the lesson may be saved: not where another notebook has the lock. Where there can
  ///   be none, what is to be saved is tried, and says why it cannot be.
  private func take(_ slug: String) -> Bool {
    lock = nil
    do throws(StoreError) {
      lock = try LessonLock(lesson: slug, directory: installation.data + "/locks")
      return lock != nil
    } catch {
      return true
    }
  }

  private func translate(_ name: String, _ language: Language) {
    do throws(LessonError) {
      queue.post(.lessonTranslated(try library.lesson(matching: name, language: language)))
    } catch {
      queue.post(.lessonRefused(error))
    }
  }

  private func launch(_ client: Int, _ kernel: String, _ library: String?) {
    do throws(KernelFailure) {
      let started = try process(for: client)
      clients[client] = started
      started.send(.load(kernel: kernel, library: library))
    } catch {
      queue.post(.launchFailed(client: client, error))
    }
  }

  /// The process that was started with the compilation, else a new one.
  private func process(for client: Int) throws(KernelFailure) -> KernelClient {
    defer { spare = nil }
    if let waiting = spare?.take(for: client) { return waiting }
    return try KernelClient(
      executable: installation.program, linesPerFrame: PrintedLines.limit
    ) { [queue] event in queue.post(event, of: client) }
  }

  private func compile(_ id: Int, _ code: CompiledCode) {
    compiling?.cancel()
    let cancellation = Cancellation()
    compiling = cancellation
    warming?.cancel()
    // Where it cannot be started, the launch will say so.
    if spare == nil { spare = try? SpareProcess(executable: installation.program, queue: queue) }
    compilation.perform { [queue, compiler] in
      func compile(_ tier: KernelCompiler.Tier) -> KernelCompiler.Outcome {
        compiler.compile(code, tier: tier, cancellation: cancellation)
      }
      if compiler.cachedLibrary(of: code) != nil {
        queue.post(.compiled(id: id, compile(.optimised)))
        return
      }
      let outcome = compile(.quick)
      queue.post(.compiled(id: id, outcome))
      // One after the other: at the same time the second would slow the first one down.
      if case .library(let path, _, _) = outcome {
        queue.post(.optimised(quick: path, compile(.optimised)))
      }
    }
  }

  private func warmUp(_ lesson: String?) {
    let cancellation = Cancellation()
    warming = cancellation
    compilation.perform { [compiler] in
      compiler.warmUp(lesson: lesson, cancellation: cancellation)
    }
  }

  private func save(_ file: String, _ name: String, _ text: String, _ edit: SavedEdit?) {
    disk.perform { [queue, edits] in
      let problem = problem { () throws(StoreError) in
        if let edit { try edits.save(edit) } else { try edits.remove(kernel: name) }
      }
      queue.post(.editSaved(file: file, text: text, problem: problem))
    }
  }
}

/// What went wrong in `work`; nil if nothing.
private func problem(_ work: () throws(StoreError) -> Void) -> StoreError? {
  do throws(StoreError) {
    try work()
    return nil
  } catch {
    return error
  }
}

extension NSString {
  /// A path's folder and the name in it.
  fileprivate var parts: (folder: String, name: String) {
    (deletingLastPathComponent, lastPathComponent)
  }
}
