import CProcess
import Glibc

/// A kernel process as the system sees it, with the front end's ends of its channels.
struct ChildProcess {
  let pid: pid_t
  /// The protocol's socket, not blocking.
  let socket: Int32
  /// What it prints, not blocking.
  let output: Int32

  /// Starts `executable kernel` as the leader of a process group of its own.
  ///
  /// - Throws: `KernelFailure` where the system has no room for it or there is no such program.
  init(executable: String, environment: [String: String]) throws(KernelFailure) {
    var sockets: [Int32] = [-1, -1]
    var pipe: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else {
      throw Self.failure("a socket pair", errno)
    }
    guard margin_pipe(&pipe) == 0 else {
      let code = errno
      for descriptor in sockets { close(descriptor) }
      throw Self.failure("a pipe", code)
    }
    socket = sockets[0]
    output = pipe[0]
    var child: pid_t = 0
    let code = Self.spawn(&child, executable, environment, socket: sockets[1], output: pipe[1])
    close(sockets[1])
    close(pipe[1])
    guard code == 0 else {
      close(sockets[0])
      close(pipe[0])
      throw Self.failure(executable, code)
    }
    pid = child
    for descriptor in [socket, output] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  private static func failure(_ what: String, _ code: Int32) -> KernelFailure {
    KernelFailure(.noProcess(part: what, code: code))
  }

  private static func spawn(
    _ pid: inout pid_t, _ executable: String, _ environment: [String: String], socket: Int32,
    output: Int32
  ) -> Int32 {
    // Above all descriptors that they become in the child, so that none overwrites another.
    let high = [socket, output].map { fcntl($0, F_DUPFD_CLOEXEC, 16) }
    defer { for descriptor in high where descriptor >= 0 { close(descriptor) } }
    guard high.allSatisfy({ $0 >= 0 }) else { return errno }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, high[1], 1)
    posix_spawn_file_actions_adddup2(&actions, high[1], 2)
    posix_spawn_file_actions_adddup2(&actions, high[0], KernelServer.socket)
    posix_spawn_file_actions_addclosefrom_np(&actions, KernelServer.socket + 1)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(executable), strdup("kernel"), nil]
    let variables = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for word in arguments + variables { free(word) } }
    return posix_spawn(&pid, executable, &actions, &attributes, arguments, variables)
  }
}
