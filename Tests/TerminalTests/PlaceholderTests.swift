import Testing

@Suite("Terminal") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
