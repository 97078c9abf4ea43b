import Glibc
public import Margin

/// Finds kernels by their names, among those built in and in compiled edits.
public enum KernelLoader {
  /// The type of the kernel `name`: built in, or in the shared object at `library`, whose file is
  /// named after its module.
  ///
  /// - Throws: `KernelFailure` where the object cannot be loaded or has no such kernel.
  public static func type(of name: String, library: String? = nil) throws(KernelFailure)
    -> any Kernel.Type
  {
    guard let library else {
      if let type = LessonModule.all().lazy.compactMap({ $0.kernel(name) }).first { return type }
      throw KernelFailure(.unknownKernel(name))
    }
    guard dlopen(library, RTLD_NOW | RTLD_LOCAL) != nil else {
      let reason = dlerror().map { String(cString: $0) } ?? library
      throw KernelFailure(.unloadable(reason))
    }
    let fileName = library.split(separator: "/").last ?? ""
    let module = String(fileName.prefix { $0 != "." })
    if let type = type(of: name, inModule: module) { return type }
    throw KernelFailure(.undeclaredKernel(name), file: "\(name).swift")
  }

  /// The kernel `name` of a module that is part of the process.
  static func type(of name: String, inModule module: String) -> (any Kernel.Type)? {
    _typeByName("\(module.utf8.count)\(module)\(name.utf8.count)\(name)C") as? any Kernel.Type
  }
}
