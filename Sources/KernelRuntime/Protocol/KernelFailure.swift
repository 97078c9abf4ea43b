/// Why a run or a load failed, in words for the learner.
public struct KernelFailure: Codable, Hashable, Sendable, Error {
  /// What happened, where, and what to do.
  public var message: String
  /// The source file that it is about, if one is known.
  public var file: String?
  /// The line in it, from 1.
  public var line: Int?
  /// Whether it is the data that cannot be used, rather than the kernel.
  public var isAboutData: Bool

  /// A failure at a place, if that is known.
  public init(message: String, file: String? = nil, line: Int? = nil, isAboutData: Bool = false) {
    self.message = message
    self.file = file
    self.line = line
    self.isAboutData = isAboutData
  }
}
