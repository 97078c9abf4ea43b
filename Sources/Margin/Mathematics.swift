@_exported public import func Glibc.atan2
@_exported public import func Glibc.cos
// What kernels need of the C library, without the rest of it.
@_exported public import func Glibc.exp
@_exported public import func Glibc.log
@_exported public import func Glibc.log1p
@_exported public import func Glibc.pow
@_exported public import func Glibc.sin
@_exported public import func Glibc.sqrt
@_exported public import func Glibc.tanh
