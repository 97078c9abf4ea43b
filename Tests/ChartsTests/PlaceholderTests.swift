import Testing

@Suite("Charts") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
