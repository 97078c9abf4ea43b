public import Margin

/// What a kernel's process says of a run by itself, among the lines that the kernel prints.
public enum KernelRemark: Codable, Hashable, Sendable {
  /// More series than this were plotted; the further ones are not shown.
  case seriesLimit(Int)
  /// More charts than this were shown; the further ones are not.
  case chartLimit(Int)
  /// More results than this were reported; the further ones are not shown.
  case resultLimit(Int)
  /// A chart takes more bytes than can be told.
  case chartTooLarge(name: String, bytes: Int, limit: Int)
  /// Something else does.
  case tooLong(bytes: Int, limit: Int)
  /// A value that was set while the run went on was not taken.
  case notChanged(ParameterError)
  /// Something that the kernel keeps could not be written.
  case notSaved(SavingError)

  /// The chart that it is about; empty where it is about none.
  var name: String {
    if case .chartTooLarge(let name, _, _) = self { name } else { "" }
  }
}
