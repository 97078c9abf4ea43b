/// What holds no part of a model, however large it is.
protocol Bare {}

extension Tensor: Bare {}
extension Constant: Bare {}
extension RandomSource: Bare {}
extension Schedule: Bare {}

/// Types whose values hold those of other types, and nothing else.
private protocol Container {
  static var contents: [Any.Type] { get }
}

extension Optional: Container { fileprivate static var contents: [Any.Type] { [Wrapped.self] } }
extension Array: Container { fileprivate static var contents: [Any.Type] { [Element.self] } }
extension ArraySlice: Container { fileprivate static var contents: [Any.Type] { [Element.self] } }
extension ContiguousArray: Container {
  fileprivate static var contents: [Any.Type] { [Element.self] }
}
extension Set: Container { fileprivate static var contents: [Any.Type] { [Element.self] } }
extension Dictionary: Container { fileprivate static var contents: [Any.Type] { [Value.self] } }

/// Whether no value of this type can hold a part of a model, so that a million of them need no look.
func isBare(_ type: Any.Type) -> Bool {
  if type is any Bare.Type || type is any Numeric.Type || type is any StringProtocol.Type {
    return true
  }
  if type == Bool.self || type == Character.self || type == Unicode.Scalar.self { return true }
  return (type as? any Container.Type)?.contents.allSatisfy(isBare) ?? false
}
