import Testing

@Suite("Notebook") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
