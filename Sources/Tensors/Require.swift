/// Stops with `message` unless `condition` holds, in release builds too.
///
/// `precondition` loses its words under `-O`; a kernel whose shapes do not fit should hear which
/// operation it was and what the shapes are. It runs in a process of its own, which alone ends.
@inline(__always) @usableFromInline
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { stop(message()) }
}

@inline(never) @usableFromInline
func stop(_ message: String) -> Never { fatalError(message) }
