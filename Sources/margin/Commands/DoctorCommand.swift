import Foundation
import KernelRuntime
import Notebook

/// `margin doctor`: what works on this machine, and what to do about the rest.
enum DoctorCommand {
  static let command = Command(
    name: "doctor", summary: "What works on this machine, and what to do about the rest"
  ) { _ in
    let findings = terminal + package + folders + [compiler, kernelProcess]
    for finding in findings { put(finding.line) }
    return findings.allSatisfy(\.works) ? 0 : 1
  }

  /// One line of the report.
  private struct Finding {
    var subject: String
    var works: Bool
    /// How it is; where it does not work, what to do.
    var words: String

    var line: String { "\(works ? "ok   " : "FAIL ")  \(padded(subject, to: 16))  \(words)" }
  }

  private static var terminal: [Finding] {
    let name = environment("TERM")
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first
    let traits = try? OutputTraits(width: nil, color: nil, isPlain: false)
    let isUsable = name != nil && name != "dumb"
    return [
      Finding(
        subject: "terminal", works: isUsable,
        words: isUsable
          ? "\(name ?? ""), \(traits?.width ?? 80) columns"
          : "TERM is \(name ?? "unset"): the notebook needs a terminal; set TERM, or use `margin run`"
      ),
      Finding(
        subject: "locale", works: true,
        words: "\(locale ?? "unset, taken for C.UTF-8"): "
          + (traits?.glyphs == .unicode
            ? "Unicode glyphs" : "ASCII glyphs; set LANG=C.UTF-8 for Unicode")),
      Finding(
        subject: "colours", works: true,
        words: environment("NO_COLOR") != nil
          ? "off, since NO_COLOR is set" : traits?.hasColor == true ? "on" : "off: no terminal"),
    ]
  }

  private static var package: [Finding] {
    let installation = Installation.current
    let lessons = LessonLibrary(folder: installation.lessons).summaries(.english)
    return [
      Finding(
        subject: "package", works: !lessons.isEmpty,
        words: lessons.isEmpty
          ? "no lessons in \(installation.lessons): set MARGIN_HOME to the package's folder"
          : "\(installation.root), \(lessons.count) lesson\(lessons.count == 1 ? "" : "s")")
    ]
      + lessons.compactMap { lesson in
        lesson.problem.map {
          Finding(subject: "lesson \(lesson.number)", works: false, words: $0.description)
        }
      }
  }

  private static var folders: [Finding] {
    let installation = Installation.current
    return [("edits, runs", installation.data), ("cache", installation.cache)].map { name, folder in
      let works = canWrite(folder)
      return Finding(
        subject: name, works: works,
        words: works ? folder : "\(folder) cannot be written: make room or change its owner")
    }
  }

  private static func canWrite(_ folder: String) -> Bool {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    return access(folder, W_OK) == 0
  }

  /// Compiles a small kernel and loads it here.
  private static var compiler: Finding {
    let name = "DoctorsKernel"
    let source = """
      import Margin
      final class \(name): Kernel { func run(in pane: Pane) throws {} }
      // \(UInt64.random(in: .min ... .max))
      """
    switch KernelCompiler().compile(CompiledCode(source, fileName: name + ".swift")) {
    case .library(let path, _, let seconds):
      do throws(KernelFailure) {
        _ = try KernelLoader.type(of: name, library: path)
        return Finding(
          subject: "compiler", works: true,
          words: "\(KernelCompiler.toolchainPath ?? "") compiles and loads an edit in"
            + " \(Int((seconds * 1000).rounded())) ms")
      } catch {
        return Finding(subject: "compiler", works: false, words: error.message)
      }
    case .errors(let remarks):
      return Finding(
        subject: "compiler", works: false, words: remarks.first?.message ?? "it refuses a kernel")
    case .unavailable(let failure):
      return Finding(subject: "compiler", works: false, words: "\(failure)")
    case .cancelled: return Finding(subject: "compiler", works: false, words: "cancelled")
    }
  }

  /// Starts a kernel process, which tells what OpenBLAS is like in it.
  private static var kernelProcess: Finding {
    let subject = "kernel process"
    guard let kernel = KernelSource.kernels().first else {
      return Finding(subject: subject, works: false, words: "no kernel to start it with")
    }
    let began = ContinuousClock.now
    do throws(KernelFailure) {
      let trial = try KernelTrial(kernel)
      defer { trial.end() }
      let ready = try trial.wait { event in
        if case .ready(let description) = event { description } else { nil }
      }
      let milliseconds = Int((ContinuousClock.now - began) / .milliseconds(1))
      return Finding(
        subject: subject, works: true,
        words:
          "ready in \(milliseconds) ms; OpenBLAS for \(ready.blasCore), \(ready.threads) threads")
    } catch {
      return Finding(subject: subject, works: false, words: error.message)
    }
  }
}
