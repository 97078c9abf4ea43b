import Margin
struct Conv2d<Scalar: TensorScalar>: Module {
  init(_ a: Int, _ b: Int, kernel: Int, stride: Int = 1, padding: Int = 0, using random: inout RandomSource) {}
  func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x }
}
extension Tensor { func normalized(axis: Int) -> Tensor { self / norm(axis: axis, keepingAxis: true) } }
