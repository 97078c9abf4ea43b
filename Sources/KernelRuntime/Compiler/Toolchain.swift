import Glibc

/// The Swift compiler beside the standard library that this program runs with.
struct Toolchain: Hashable, Sendable {
  /// The folder with `bin` and `lib`.
  var prefix: String

  var frontend: String { prefix + "/bin/swift-frontend" }
  var linker: String { prefix + "/bin/ld.lld" }
  /// The folder of the standard library and Foundation.
  var libraries: String { prefix + "/lib/swift/linux" }
  /// What registers a shared object's types with the runtime; without it they are not found.
  var startup: String { "\(libraries)/\(Self.architecture)/swiftrt.o" }

  /// The toolchain in use: `MARGIN_TOOLCHAIN`, else the one around the loaded `libswiftCore.so`.
  static func inUse() throws(CompilationFailure) -> Toolchain {
    let toolchain: Toolchain
    if let named = getenv("MARGIN_TOOLCHAIN") {
      toolchain = Toolchain(prefix: String(cString: named))
    } else if let library = standardLibrary() {
      // PREFIX/lib/swift/linux/libswiftCore.so
      let prefix = library.split(separator: "/").dropLast(4).joined(separator: "/")
      toolchain = Toolchain(prefix: "/" + prefix)
    } else {
      throw .noStandardLibrary
    }
    for file in [toolchain.frontend, toolchain.linker, toolchain.startup]
    where access(file, R_OK) != 0 {
      throw .missing(file)
    }
    return toolchain
  }

  /// The path of the standard library that is loaded.
  private static func standardLibrary() -> String? {
    guard let maps = fopen("/proc/self/maps", "r") else { return nil }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: Int(PATH_MAX) + 256)
    while fgets(&line, Int32(line.count), maps) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if text.hasSuffix("/libswiftCore.so\n"), let slash = text.firstIndex(of: "/") {
        return String(text[slash...].dropLast())
      }
    }
    return nil
  }

  #if arch(arm64)
    static let architecture = "aarch64"
  #else
    static let architecture = "x86_64"
  #endif
}
