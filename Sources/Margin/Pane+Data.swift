// What the kernel reads; reading does not count as time of the run.
extension Pane {
  /// The data set `name`, the user's own by `--data` or one that comes along.
  ///
  /// A CSV file with a header, LIBSVM, `.amat`, or images with a row each.
  ///
  /// - Throws: An error that says what is wrong with the file, or names the data sets there are.
  public func dataset(_ name: String) throws -> Dataset { try host.dataset(name) }

  /// The user's own data set `name`, by `--data name=FILE`; nil where there is none.
  ///
  /// For a kernel that has data of its own making otherwise.
  ///
  /// - Throws: An error that says what is wrong with the file.
  public func ownDataset(_ name: String) throws -> Dataset? {
    host.isGiven(name) ? try host.dataset(name) : nil
  }

  /// The images `name`: an IDX, PNG, PGM or PPM file, a folder of those with a `captions.txt`, or a
  /// table with a row of pixels an image.
  ///
  /// - Throws: An error that says what is wrong with the file, or names the data there are.
  public func images(_ name: String) throws -> Images { try host.read(name) { try $0.images() } }

  /// The text `name`, which is UTF-8.
  ///
  /// - Throws: An error that names the first place that is none, or the data there are.
  public func text(_ name: String) throws -> Corpus { try host.read(name) { try $0.text() } }

  /// Whether the user has given a file for `name` by `--data`, where a kernel can do without.
  public func isGiven(_ name: String) -> Bool { host.isGiven(name) }
}
