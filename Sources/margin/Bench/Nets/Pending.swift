import Margin
extension Tensor { func normalized(axis: Int) -> Tensor { self / norm(axis: axis, keepingAxis: true) } }
