/// All that the screen shows.
public struct Model: Hashable, Sendable {
}
