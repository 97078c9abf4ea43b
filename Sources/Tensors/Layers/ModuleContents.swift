/// An array that belongs to a model: learnt, or kept beside.
protocol HeldArray<Scalar>: AnyObject {
  associatedtype Scalar: TensorScalar
  /// The numbers, outside the graph.
  var storage: Tensor<Scalar> { get }
  func set(_ value: Tensor<Scalar>)
}

/// The arrays of a module, found by looking through its stored properties.
struct ModuleContents<Scalar: TensorScalar> {
  /// An array, the name of its first place, and those of its other places.
  struct Entry {
    var name: String
    var otherNames: [String] = []
    var array: any HeldArray<Scalar>
  }

  private(set) var entries: [Entry] = []
  /// What cannot be looked into, the first thing found, in words.
  private(set) var problem: String?
  private var places: [ObjectIdentifier: Int] = [:]
  private var names: Set<String> = []
  /// The objects on the way here: a way back to one of them leads to nothing new.
  private var objects: [ObjectIdentifier] = []

  init(of module: any Module<Scalar>) { look(into: module, [], isHeldByModule: true) }

  private init() {}

  /// Looks into a property's value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - path: The names on the way there.
  ///   - isHeldByModule: Whether a module holds it, by itself or in a collection.
  private mutating func look(into value: Any, _ path: [String], isHeldByModule: Bool) {
    if let array = value as? any HeldArray<Scalar> { return add(array, path) }
    if value is any HeldArray { return refuse(hasOtherScalar(value, path)) }
    if isBare(type(of: value)) || value is any Optimizer { return }
    let mirror = Mirror(reflecting: value)
    // A cast looks through optionals.
    let isModule = mirror.displayStyle != .optional && value is any Module
    if isModule, value is any CustomReflectable { return refuse(hasMirror(value, path)) }
    switch mirror.displayStyle {
    case .dictionary: lookIntoDictionary(mirror, path, isHeldByModule)
    case .set where !Self.isEmpty(mirror): refuse(isIn("a Set, which has no order", path))
    case .class: lookIntoObject(value, mirror, path, isModule: isModule)
    case nil where isHeldByModule && isFunction(value): refuse(isAFunction(path))
    case .struct: lookIntoChildren(mirror, path, isHeldByModule: isModule)
    default: lookIntoChildren(mirror, path, isHeldByModule: isHeldByModule)
    }
  }

  private mutating func lookIntoChildren(_ mirror: Mirror, _ path: [String], isHeldByModule: Bool) {
    if let parent = mirror.superclassMirror {
      lookIntoChildren(parent, path, isHeldByModule: isHeldByModule)
    }
    for (index, child) in mirror.children.enumerated() {
      let isWrapped = mirror.displayStyle == .optional
      let name = child.label.map(propertyName) ?? "\(index)"
      look(into: child.value, isWrapped ? path : path + [name], isHeldByModule: isHeldByModule)
    }
  }

  /// In the order of the keys: as numbers where they are, else as texts.
  private mutating func lookIntoDictionary(
    _ mirror: Mirror, _ path: [String], _ isHeldByModule: Bool
  ) {
    let pairs = mirror.children.compactMap { child -> (key: Any, value: Any)? in
      pair(child.value)
    }
    let sorted = pairs.sorted { a, b in
      if let a = a.key as? Int, let b = b.key as? Int { return a < b }
      return "\(a.key)" < "\(b.key)"
    }
    for (key, value) in sorted {
      look(into: value, path + ["\(key)"], isHeldByModule: isHeldByModule)
    }
  }

  private mutating func lookIntoObject(
    _ value: Any, _ mirror: Mirror, _ path: [String], isModule: Bool
  ) {
    if !isModule {
      let kind = "the class \(type(of: value)), which is no Module"
      return Self.isEmpty(mirror) ? () : refuse(isIn(kind, path))
    }
    let object = ObjectIdentifier(value as AnyObject)
    if objects.contains(object) { return }
    objects.append(object)
    lookIntoChildren(mirror, path, isHeldByModule: true)
    objects.removeLast()
  }

  /// Whether neither the properties nor what they hold as values are arrays of a model.
  private static func isEmpty(_ mirror: Mirror) -> Bool {
    var mirror: Mirror? = mirror
    while let current = mirror {
      for child in current.children where holdsArrays(child.value) { return false }
      mirror = current.superclassMirror
    }
    return true
  }

  private static func holdsArrays(_ value: Any) -> Bool {
    if value is any HeldArray { return true }
    if isBare(type(of: value)) || value is any Optimizer { return false }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .class, !(value is any Module) { return false }
    return !isEmpty(mirror)
  }

  private mutating func add(_ array: any HeldArray<Scalar>, _ path: [String]) {
    let name = path.joined(separator: ".")
    if !names.insert(name).inserted {
      return refuse("two places of a model are called \(quoted(path)): rename a property or a key")
    }
    if let known = places[ObjectIdentifier(array)] {
      entries[known].otherNames.append(name)
    } else {
      places[ObjectIdentifier(array)] = entries.count
      entries.append(Entry(name: name, array: array))
    }
  }
}

// Words.
extension ModuleContents {
  private mutating func refuse(_ words: String) { problem = problem ?? words }

  private func quoted(_ path: [String]) -> String {
    path.isEmpty ? "the model itself" : "“\(path.joined(separator: "."))”"
  }

  private func isIn(_ place: String, _ path: [String]) -> String {
    "\(quoted(path)) holds layers or parameters in \(place): they would not be found; keep them in a "
      + "Module, an array, a tuple or a dictionary, or say @Constant where they are not to be learnt"
  }

  private func isAFunction(_ path: [String]) -> String {
    "\(quoted(path)) is a function, and what it holds cannot be looked into: keep layers as properties "
      + "of their own, and say @Constant var \(path.last ?? "f") where the function holds none"
  }

  private func hasOtherScalar(_ value: Any, _ path: [String]) -> String {
    "\(quoted(path)) is a \(type(of: value)) in a model of \(Scalar.self): make both the same, or say "
      + "@Constant where it is not to be learnt"
  }

  private func hasMirror(_ value: Any, _ path: [String]) -> String {
    "\(quoted(path)) is a \(type(of: value)), whose customMirror hides its properties: a Module can "
      + "have none"
  }
}

/// The name of a property as its author wrote it.
private func propertyName(_ label: String) -> String {
  let lazy = "$__lazy_storage_$_"
  if label.hasPrefix(lazy) { return String(label.dropFirst(lazy.count)) }
  // A tuple's elements without names are called .0, .1, …; what a wrapper wraps begins with _.
  return label.hasPrefix("_") || label.hasPrefix(".") ? String(label.dropFirst()) : label
}

private func pair(_ element: Any) -> (key: Any, value: Any)? {
  let parts = Mirror(reflecting: element).children.map(\.value)
  return parts.count == 2 ? (parts[0], parts[1]) : nil
}

private func isFunction(_ value: Any) -> Bool { "\(type(of: value))".contains("->") }
