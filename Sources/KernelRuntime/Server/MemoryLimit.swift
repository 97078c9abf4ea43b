import CProcess
import Glibc

/// How much memory a kernel may take, so that a runaway one dies alone.
enum MemoryLimit {
  /// 75 % of the smaller of the machine's memory and the control group's limit.
  static let bytes: Int = {
    let all = [machine].compactMap { $0 } + controlGroups
    return (all.min() ?? Int.max) / 4 * 3
  }()

  /// The main thread's stack where the system sets no limit: a call without an end would take all
  /// memory else.
  private static let stack = 64 << 20

  /// Limits this process.
  ///
  /// What is limited is data, not addresses: OpenBLAS and the loader reserve far more addresses
  /// than they use.
  static func apply() {
    lower(RLIMIT_DATA, to: bytes)
    lower(RLIMIT_STACK, to: stack)
  }

  private static func lower(_ resource: __rlimit_resource, to bytes: Int) {
    var limit = rlimit()
    let resource = __rlimit_resource_t(resource.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_cur, rlim_t(bytes))
    setrlimit(resource, &limit)
  }

  private static var machine: Int? {
    let line = lines(of: "/proc/meminfo").first { $0.hasPrefix("MemTotal:") }
    guard let kilobytes = line?.split(separator: " ").dropFirst().first else { return nil }
    return Int(kilobytes).map { $0 << 10 }
  }

  /// The limits of the control groups that this process is in, of either version.
  private static var controlGroups: [Int] {
    lines(of: "/proc/self/cgroup").flatMap { line -> [Int] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let path = fields[2] == "/" ? "" : String(fields[2])
      if fields[1].isEmpty { return limits(under: "/sys/fs/cgroup", path, "memory.max") }
      guard fields[1].split(separator: ",").contains("memory") else { return [] }
      return limits(under: "/sys/fs/cgroup/memory", path, "memory.limit_in_bytes")
    }
  }

  /// The limits of a group and of those around it; in a container the root stands for the group.
  private static func limits(under root: String, _ path: String, _ file: String) -> [Int] {
    var found: [Int] = []
    var path = Substring(path)
    while true {
      if let limit = lines(of: "\(root)\(path)/\(file)").first.flatMap({ Int($0) }) {
        found.append(limit)
      }
      guard let slash = path.lastIndex(of: "/") else { return found }
      path = path[..<slash]
    }
  }

  private static func lines(of path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
  }
}
