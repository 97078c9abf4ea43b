import Testing

@Suite("Lessons") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
