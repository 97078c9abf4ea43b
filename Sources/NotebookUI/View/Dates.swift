import Foundation

/// A moment as `2026-11-24 03:10`, in the learner's time zone.
///
/// - Parameters:
///   - seconds: Seconds since 1970.
///   - timeZoneOffset: By how many seconds the time zone is ahead of Greenwich.
/// - Returns: Date and time to the minute.
public func dateText(_ seconds: Double, timeZoneOffset: Int) -> String {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = TimeZone(secondsFromGMT: timeZoneOffset) ?? .gmt
  let parts = calendar.dateComponents(
    [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: seconds))
  return String(
    format: "%04d-%02d-%02d %02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
    parts.hour ?? 0, parts.minute ?? 0)
}

/// A moment's time of day as `03:10:25`, in the learner's time zone.
func clockTime(_ seconds: Double, timeZoneOffset: Int) -> String {
  let second = (Int(seconds.rounded(.down)) + timeZoneOffset) % 86_400
  let inDay = second < 0 ? second + 86_400 : second
  return String(format: "%02d:%02d:%02d", inDay / 3600, inDay / 60 % 60, inDay % 60)
}
