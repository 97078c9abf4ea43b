/// What stands for one number: it can be plotted and reported.
public protocol SingleNumber {
  /// The number.
  var singleNumber: Double { get }
}

extension Double: SingleNumber {
  /// The number itself.
  public var singleNumber: Double { self }
}

extension Float: SingleNumber {
  /// The same number.
  public var singleNumber: Double { Double(self) }
}

extension Int: SingleNumber {
  /// The same number, rounded where it has more than 53 bits.
  public var singleNumber: Double { Double(self) }
}

extension Tensor: SingleNumber {
  /// The element of an array that has one.
  public var singleNumber: Double { Double(scalar) }
}
