internal import Foundation

/// The right to save a lesson's edits and progress, held by one `margin` at a time.
///
/// Let go when the value is released or the process ends, however it ends; kernel processes do not
/// inherit it.
public final class LessonLock: Sendable {
  private let lock: FileLock

  /// Takes the lock of the lesson `slug`; nil while another process, or another lock of this one,
  /// has it.
  ///
  /// - Parameters:
  ///   - slug: The lesson's slug.
  ///   - directory: Where the lock files are; made if need be.
  /// - Throws: `StoreError` where there can be no lock file, so that nobody may save.
  public init?(lesson slug: String, directory: String) throws(StoreError) {
    let folder = StoreFolder(path: directory)
    try folder.create()
    let lock = try FileLock(path: folder.path(of: slug + ".lock"), waits: false)
    guard let lock else { return nil }
    self.lock = lock
  }
}

/// A lock on a file of its own, held as long as the value lives.
final class FileLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock; nil if another one has it and `waits` is false.
  init?(path: String, waits: Bool) throws(StoreError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: .last)
    }
    self.descriptor = descriptor
    while flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) != 0 {
      if errno == EINTR { continue }
      if errno == EWOULDBLOCK { return nil }
      throw .unwritable(path: path, reason: .last)
    }
  }

  deinit { close(descriptor) }
}
