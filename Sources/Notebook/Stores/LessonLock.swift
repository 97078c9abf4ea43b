/// The right to save a lesson's edits and progress, held by one `margin` at a time.
///
/// Let go when the value is released or the process ends, however it ends; kernel processes do not
/// inherit it.
public final class LessonLock: Sendable {
  /// Takes the lock of the lesson `slug`; nil while another process, or another lock of this one, has it.
  public init?(lesson slug: String, directory: String) throws(StoreError) { return nil }
}
