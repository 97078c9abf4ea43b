@_exported public import Charts
@_exported public import Datasets
@_exported public import Tensors
