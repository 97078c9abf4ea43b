import Cells
import Foundation
import KernelRuntime
public import Notebook
import Terminal

/// What the notebook is opened with.
public struct NotebookOptions: Hashable, Sendable {
  /// The lesson to open: its number, slug or folder; nil for where it was left, or the list.
  public var lesson: String?
  /// The language asked for on the command line, which goes before the saved choice.
  public var language: Language?
  /// Whether colours may be used; `NO_COLOR` and `TERM` may still forbid them.
  public var hasColor: Bool

  /// A notebook that opens at `lesson`.
  public init(lesson: String? = nil, language: Language? = nil, hasColor: Bool = true) {
    self.lesson = lesson
    self.language = language
    self.hasColor = hasColor
  }
}

/// The full-screen notebook.
public enum NotebookApp {
  /// Shows the notebook until the learner leaves it.
  ///
  /// Ended by a signal, the program has saved everything and dies by that signal.
  ///
  /// - Returns: The exit code: 0, or 1 where the terminal or the lesson cannot be used (said on
  ///   stderr).
  public static func run(_ options: NotebookOptions) -> Int32 {
    let queue = EventQueue()
    let terminal: Terminal
    do throws(TerminalError) {
      terminal = try Terminal { queue.post(.terminal($0)) }
    } catch {
      FileHandle.standardError.write(Data((error.message + "\n").utf8))
      return 1
    }
    terminal.setMouse(true)
    defer { terminal.restore() }
    let installation = Installation.current
    let runner = EffectRunner(queue: queue, installation: installation)
    var model = Model(
      surface: Surface(terminal.traits, hasColor: options.hasColor),
      language: options.language ?? .ofEnvironment)
    model.chosenLanguage = options.language
    model.build = installation.build
    model.sourceFolder = installation.data + "/sources"
    model.rescueFolder = (NSTemporaryDirectory() as NSString).standardizingPath
    model.requestedLesson = options.lesson
    let loop = EventLoop(queue: queue, terminal: terminal, runner: runner, model: model)
    loop.run([.loadList(model.language)])
    runner.finish()
    let lines = loop.rescue()
    terminal.restore()
    for line in lines {
      try? FileHandle.standardError.write(contentsOf: Data("margin: \(line)\n".utf8))
    }
    Terminal.endAsAsked()
    return 0
  }
}

extension Surface {
  /// What a terminal of these traits is drawn on with.
  init(_ traits: TerminalTraits, hasColor: Bool) {
    self.init(
      size: traits.size, glyphs: traits.glyphs,
      palette: Palette(
        hasColor: hasColor && traits.colors > 0, hasShades: traits.colors >= 256),
      canvas: traits.hasBraille ? .braille : .ascii)
    speaksUTF8 = traits.speaksUTF8
    timeZoneOffset = TimeZone.current.secondsFromGMT()
  }
}

extension Language {
  /// The language of the environment: Chinese where the locale is, else English.
  fileprivate static var ofEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }
}
