import CProcess
import Glibc

/// A program that has this process's terminal until it ends.
public enum ForegroundProgram {
  /// How it ended.
  public enum Ending: Hashable, Sendable {
    /// By itself, with this exit code.
    case exit(Int32)
    /// By this signal.
    case signal(Int32)
  }

  /// Runs the program at `path` and waits for its end.
  ///
  /// It is of this process's group, so that a key that stops it stops this process too, and the shell
  /// has the terminal.
  ///
  /// - Parameters:
  ///   - path: The program's file.
  ///   - arguments: What follows its name.
  /// - Returns: How it ended.
  /// - Throws: `KernelFailure` where the system cannot start it.
  public static func run(path: String, arguments: [String]) throws(KernelFailure) -> Ending {
    var child: pid_t = 0
    let code = spawn(&child, path, arguments)
    guard code == 0 else { throw KernelFailure(.noProcess(part: path, code: code)) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = margin_signal(status)
    return signal > 0 ? .signal(signal) : .exit(margin_exit_code(status))
  }

  private static func spawn(_ pid: inout pid_t, _ path: String, _ arguments: [String]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    return posix_spawn(&pid, path, &actions, &attributes, words, margin_environment())
  }
}
