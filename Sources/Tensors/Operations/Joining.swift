// Arrays put together and taken apart.
extension Primitive {
  /// Arrays one behind another along an axis: to each its part of dy.
  static func concatenate(axis: Int) -> Primitive {
    Primitive("concatenate") { parts in
      var shape = parts[0].shape
      shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
      // Every element is overwritten by one of the parts.
      var value = Tensor<Scalar>(shape: shape) { _ in }
      let sizes = parts.map { $0.shape[axis] }
      var start = 0
      for part in parts {
        value.fill(axis: axis, from: start, with: part)
        start += part.shape[axis]
      }
      return (
        value,
        { dy in
          var start = 0
          return sizes.map { size in
            defer { start += size }
            return dy.slice(axis: axis, start..<(start + size))
          }
        }
      )
    }
  }

  /// `value` before and after along an axis: dy without them.
  static func pad(axis: Int, _ before: Int, _ after: Int, _ padding: Scalar) -> Primitive {
    Primitive("padded") { x in
      var shape = x[0].shape
      let inside = before..<(before + shape[axis])
      shape[axis] += before + after
      var value = Tensor(repeating: padding, shape: shape)
      value.fill(axis: axis, from: before, with: x[0])
      return (value, { dy in [dy.slice(axis: axis, inside)] })
    }
  }
}

/// Arrays one behind another along an axis, in which alone their shapes may differ.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func concatenate<Scalar>(_ parts: [Tensor<Scalar>], axis: Int = 0) -> Tensor<Scalar> {
  guard let first = parts.first else { stop("concatenate: no arrays") }
  let axis = first.resolved(axis, "concatenate")
  for part in parts {
    var (a, b) = (part.shape, first.shape)
    if a.count == b.count { (a[axis], b[axis]) = (0, 0) }
    require(
      a == b, "concatenate(axis: \(axis)): the shapes \(first.shape) and \(part.shape) do not fit")
  }
  return Primitive.concatenate(axis: axis)(parts)
}

/// Arrays of one shape as the parts of an array with a new axis: N times [D] gives [N, D] for axis 0.
public func stack<Scalar>(_ parts: [Tensor<Scalar>], axis: Int = 0) -> Tensor<Scalar> {
  concatenate(parts.map { $0.unsqueezed(axis: axis) }, axis: axis)
}

/// All products of an element of `a` with one of `b`: [N] and [M] give [N, M].
public func outer<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  require(
    a.rank == 1 && b.rank == 1, "outer: two vectors are needed, not \(a.shape) and \(b.shape)")
  return a.unsqueezed(axis: 1) * b
}

extension Tensor {
  /// The array in parts of `size` along an axis; the last may be smaller.
  public func split(_ size: Int, axis: Int = 0) -> [Tensor] {
    let axis = resolved(axis, "split")
    require(size > 0, "split: the parts have the size \(size)")
    return stride(from: 0, to: shape[axis], by: size).map {
      slice(axis: axis, $0..<Swift.min($0 + size, shape[axis]))
    }
  }

  /// The array with `value` so many times before and after along an axis.
  public func padded(
    axis: Int, before: Int = 0, after: Int = 0, with value: Scalar = 0
  ) -> Tensor {
    let axis = resolved(axis, "padded")
    require(before >= 0 && after >= 0, "padded: \(before) before and \(after) after")
    return Primitive.pad(axis: axis, before, after, value)(self)
  }

  /// The elements moved by `places` along an axis; those that leave come in again at the other end.
  public func rolled(_ places: Int, axis: Int = 0) -> Tensor {
    let axis = resolved(axis, "rolled")
    let size = shape[axis]
    guard size > 0 else { return self }
    let first = ((-places % size) + size) % size
    if first == 0 { return self }
    return concatenate(
      [slice(axis: axis, first..<size), slice(axis: axis, 0..<first)], axis: axis)
  }

  /// Overwrites the parts of an axis from `start` on.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate mutating func fill(axis: Int, from start: Int, with part: Tensor) {
    let inner = shape[(axis + 1)...].reduce(1, *)
    let (size, run) = (shape[axis] * inner, part.shape[axis] * inner)
    let outer = shape[..<axis].reduce(1, *)
    if run == 0 { return }
    part.withElements { source in
      elements.withUnsafeMutableBufferPointer { buffer in
        guard let target = buffer.baseAddress else { return }
        for index in 0..<outer {
          (target + index * size + start * inner).update(from: source + index * run, count: run)
        }
      }
    }
  }
}
