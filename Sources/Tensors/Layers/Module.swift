/// A model or a part of one, which owns parameters, by itself or in modules of its own.
///
/// What it learns (`@Parameter`) and what it keeps beside (`@Buffer`) is found among its stored
/// properties: in structs, tuples, optionals, arrays, dictionaries (in the order of their keys), enums
/// with payloads, and classes that are modules, those of their superclasses first. What cannot be
/// looked into ends the run with the property's name: a function, a parameter of another scalar type,
/// layers in a `Set` or in a class that is no module. `@Constant` says that there is nothing to find.
///
/// A parameter that stands in several places, such as an embedding that is the output's weight too,
/// is one: counted, moved, clipped and saved once, under the name of its first place.
///
/// Parameters are shared by all copies: `let b = a` is a second name for the same model, even where
/// both are structs. `snapshot()` and `restore(_:)` keep its numbers; `copyParameters(from:)` takes
/// those of another model.
///
/// ```swift
/// struct Classifier: Module {
///   let hidden: Linear<Float>
///   let output: Linear<Float>
///   func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { output(relu(hidden(x))) }
/// }
/// ```
public protocol Module<Scalar> {
  /// What its numbers are: `Float`, unless `typealias Scalar = Double` says otherwise.
  associatedtype Scalar: TensorScalar = Float
}

/// A parameter and where it stands in a model.
public struct NamedParameter<Scalar: TensorScalar> {
  /// The properties on the way there, such as `blocks.0.norm1.weight`.
  public let name: String
  /// The names of its other places, where it has several.
  public let otherNames: [String]
  /// The parameter.
  public let parameter: Parameter<Scalar>
}

/// A buffer and where it stands in a model.
public struct NamedBuffer<Scalar: TensorScalar> {
  /// The properties on the way there, such as `norm1.runningMean`.
  public let name: String
  /// The buffer.
  public let buffer: Buffer<Scalar>
}

extension Module {
  /// All parameters, each once, in the order in which the properties are declared.
  public var parameters: [Parameter<Scalar>] { namedParameters.map(\.parameter) }

  /// All parameters, each once, with their names, in the order in which the properties are declared.
  public var namedParameters: [NamedParameter<Scalar>] {
    contents.compactMap { entry in
      guard let parameter = entry.array as? Parameter<Scalar> else { return nil }
      return NamedParameter(
        name: entry.name, otherNames: entry.otherNames, parameter: parameter)
    }
  }

  /// What is kept beside the parameters, each once, in the order in which the properties are declared.
  public var namedBuffers: [NamedBuffer<Scalar>] {
    contents.compactMap { entry in
      (entry.array as? Buffer<Scalar>).map { NamedBuffer(name: entry.name, buffer: $0) }
    }
  }

  /// How many numbers are learnt.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.storage.count } }

  /// Parameters and buffers.
  var contents: [ModuleContents<Scalar>.Entry] {
    let contents = ModuleContents(of: self)
    if let problem = contents.problem { stop(problem) }
    return contents.entries
  }
}
