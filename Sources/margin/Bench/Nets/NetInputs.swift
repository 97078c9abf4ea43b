import Datasets
import Margin

/// Batches and first weights, as the benchmarks' input files hold them.
extension Benchmark.Inputs {
  /// The tensors of one of the input files.
  func tensors(_ file: String) throws -> SafetensorsFile {
    try SafetensorsFile(path: try path(file + ".safetensors"))
  }

  /// Gives a model the weights that its training starts from.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - net: The file's name behind `start_`.
  ///   - name: What stands before the parameters' names there.
  /// - Throws: `MissingInput`, or `SafetensorsError` where the file is another.
  func start(_ model: some Module<Float>, _ net: String, _ name: String) throws {
    try model.load(from: try tensors("start_" + net)) { parameter in
      "\(name).\(peerName(of: parameter))"
    }
  }

  /// The images as rows of zeros and ones: [N, 784].
  func binaryImages() throws -> Tensor<Float> {
    let file = try IDXFile(contentsOf: try path("images.idx3-ubyte"))
    return Tensor(file.bytes.map { $0 > 127 ? 1 : 0 }, shape: [file.shape[0], 784])
  }

  /// The images' classes: N.
  func labels() throws -> [Int] {
    try IDXFile(contentsOf: try path("labels.idx1-ubyte")).bytes.map(Int.init)
  }
}

/// The name that PyTorch gives the parameter: words with underscores, and a perceptron counts its
/// activations as layers.
private func peerName(of parameter: String) -> String {
  var parts: [String] = []
  for part in parameter.split(separator: ".") where part != "attention" {
    if let layer = Int(part), parts.last == "layers" {
      parts[parts.count - 1] = "\(2 * layer)"
    } else {
      parts.append(
        part.reduce(into: "") {
          $0 += $1.isUppercase && $0.count > 1 ? "_\($1.lowercased())" : "\($1)"
        })
    }
  }
  return parts.joined(separator: ".")
}
