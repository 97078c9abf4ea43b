import Testing

@Suite("SourceEditor") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
