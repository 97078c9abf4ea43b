public import Datasets
public import Margin

/// Why a run or a load failed: what is known of it, for whoever has words.
public struct KernelFailure: Codable, Hashable, Sendable, Error {
  /// What happened.
  public enum Cause: Codable, Hashable, Sendable {
    /// The kernel's own code threw this; its words.
    case thrown(String)
    case dataset(DatasetError)
    case unknownDataset(UnknownDataset)
    case unread(UnreadData)
    case parameter(ParameterError)
    case linearAlgebra(LinearAlgebraError)
    case notPositiveDefinite(NotPositiveDefinite)
    case gradient(GradientError)
    case safetensors(SafetensorsError)
    case saving(SavingError)
    /// No lesson has a kernel of this name.
    case unknownKernel(String)
    /// The file named after the kernel declares none of its name.
    case undeclaredKernel(String)
    /// The compiled kernel cannot be loaded; the linker's words.
    case unloadable(String)
    /// The kernel's source is no text.
    case unreadableSource(path: String)
    /// A run was asked for before a kernel was loaded.
    case notLoaded
    /// The system has no room for a kernel's process, or there is no such program.
    case noProcess(part: String, code: Int32)
    case protocolError(ProtocolError)
  }

  /// What happened.
  public var cause: Cause
  /// The source file that it is about, if one is known.
  public var file: String?
  /// The line in it, from 1.
  public var line: Int?
  /// Whether the run had loaded a file that the user gave in place of what a kernel keeps.
  var hasLoadedOwnFile = false

  /// A failure at a place, if that is known.
  public init(_ cause: Cause, file: String? = nil, line: Int? = nil) {
    self.cause = cause
    self.file = file
    self.line = line
  }

  /// A failure that has words already.
  public init(message: String, file: String? = nil, line: Int? = nil) {
    self.init(.thrown(message), file: file, line: line)
  }

  /// What `error` is, where it is of a library that a kernel uses; else what it says of itself.
  public init(_ error: any Error) {
    switch error {
    case let failure as KernelFailure: self = failure
    case let error as DatasetError: self.init(.dataset(error))
    case let error as UnknownDataset: self.init(.unknownDataset(error))
    case let error as UnreadData: self.init(.unread(error))
    case let error as ParameterError: self.init(.parameter(error))
    case let error as LinearAlgebraError: self.init(.linearAlgebra(error))
    case let error as NotPositiveDefinite: self.init(.notPositiveDefinite(error))
    case let error as GradientError: self.init(.gradient(error))
    case let error as SafetensorsError: self.init(.safetensors(error))
    case let error as SavingError: self.init(.saving(error))
    // No more than a screen could ever show.
    default: self.init(message: String("\(error)".prefix(10_000)))
    }
  }

  /// Whether it is the data that cannot be used, rather than the kernel.
  public var isAboutData: Bool {
    switch cause {
    case .dataset, .unknownDataset, .unread: true
    case .safetensors, .saving: hasLoadedOwnFile
    default: false
    }
  }

  /// What happened, where, and what to do, in a line of English.
  public var message: String { harmless(cause.description) }
}
