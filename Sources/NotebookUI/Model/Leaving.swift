/// Where the learner wants to go, once nothing can be lost by it.
enum Leaving: Hashable, Sendable {
  case list
  /// To the lesson at this place of the list.
  case lesson(Int)
  case program
}
