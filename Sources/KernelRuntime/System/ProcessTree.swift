import Glibc

/// Processes and the time that they have computed, as the system tells it.
public enum ProcessTree {
  /// Whether `process` is there and more than an entry that nobody has taken away.
  public static func isAlive(_ process: Int32) -> Bool {
    status(of: process).map { $0.state != "Z" && $0.state != "X" } ?? false
  }

  /// The processes that `root` started and that are still there, and those that they started.
  public static func descendants(of root: Int32) -> [Int32] {
    let parents = all.compactMap { process in
      status(of: process).map { (process, parent: $0.parent) }
    }
    var found: [Int32] = []
    var next = [root]
    while let process = next.popLast() {
      let children = parents.filter { $0.parent == process }.map(\.0)
      found += children
      next += children
    }
    return found
  }

  /// The processor time of `process` so far, without that of its children, in seconds.
  public static func processorTime(of process: Int32) -> Double {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return 0
    }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How much memory `process` holds, in bytes; 0 where there is no such process.
  public static func residentBytes(of process: Int32) -> Int {
    guard let file = fopen("/proc/\(process)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let line = String(decoding: buffer[..<fread(&buffer, 1, buffer.count, file)], as: UTF8.self)
    let pages = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(getpagesize())
  }

  private static var all: [Int32] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var found: [Int32] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let process = Int32(name) { found.append(process) }
    }
    return found
  }

  /// The third and fourth fields of `/proc/PID/stat`; the second is a name in brackets that may hold
  /// anything.
  private static func status(of process: Int32) -> (state: Substring, parent: Int32)? {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let line = buffer[..<fread(&buffer, 1, buffer.count, file)]
    guard let bracket = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = String(decoding: line[(bracket + 1)...], as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let parent = Int32(fields[1]) else { return nil }
    return (fields[0], parent)
  }
}
