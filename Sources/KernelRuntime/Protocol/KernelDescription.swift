public import Margin

/// What is known of a kernel once it is loaded.
public struct KernelDescription: Codable, Hashable, Sendable {
  /// The kernel's type name.
  public var name: String
  /// In the order of its source.
  public var parameters: [ParameterDescription]
  /// The names of the data that it says it reads.
  public var reads: [String]
  /// OpenBLAS's threads in that process.
  public var threads: Int
  /// The processor type that OpenBLAS computes for.
  public var blasCore: String

  /// The kernel `name` as its process has it.
  public init(
    name: String, parameters: [ParameterDescription], reads: [String] = [], threads: Int,
    blasCore: String
  ) {
    self.name = name
    self.parameters = parameters
    self.reads = reads
    self.threads = threads
    self.blasCore = blasCore
  }
}
