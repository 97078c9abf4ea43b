import Testing

@Suite("margin") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
