import Testing

@Suite("NotebookUI") struct PlaceholderTests {
  @Test("it builds") func builds() {}
}
