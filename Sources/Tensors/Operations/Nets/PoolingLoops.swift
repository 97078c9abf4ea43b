/// Windows over the planes, N × C, of images.
struct PoolShape {
  var shape: [Int]
  var kernel: Int
  var stride: Int

  init(_ shape: [Int], _ kernel: Int, _ stride: Int) {
    self.shape = shape
    self.kernel = kernel
    self.stride = stride
  }

  var width: Int { shape[3] }
  var planes: Int { shape[0] * shape[1] }
  var planeSize: Int { shape[2] * shape[3] }
  var rows: Int { (shape[2] - kernel) / stride + 1 }
  var columns: Int { (shape[3] - kernel) / stride + 1 }
  var places: Int { rows * columns }
  var outputShape: [Int] { [shape[0], shape[1], rows, columns] }
  var grain: Int { 1 + 8192 / (places * kernel * kernel + 1) }

  /// Calls `body` for each window of a plane with its number and the place of its corner.
  @inline(__always)
  func forEachWindow(_ body: (_ window: Int, _ corner: Int) -> Void) {
    let (columns, stride, width) = (columns, stride, width)
    for row in 0..<rows {
      for column in 0..<columns {
        body(row * columns + column, row * stride * width + column * stride)
      }
    }
  }
}

extension Tensor {
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func windowMaxima(_ pool: PoolShape, _ places: UnsafeMutablePointer<Int32>) -> Tensor {
    Tensor(shape: pool.outputShape) { y in
      withElements { x in
        Threads.parallel(over: pool.planes, grain: pool.grain) { range in
          let (kernel, width) = (pool.kernel, pool.width)
          for plane in range {
            let x = x + plane * pool.planeSize
            let start = plane * pool.places
            pool.forEachWindow { window, corner in
              var best = corner
              for i in 0..<kernel {
                for place in (corner + i * width)..<(corner + i * width + kernel)
                where isAbove(x[place], x[best]) { best = place }
              }
              y[start + window] = x[best]
              places[start + window] = Int32(truncatingIfNeeded: best)
            }
          }
        }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func sentToWindowMaxima(_ pool: PoolShape, _ places: UnsafePointer<Int32>) -> Tensor {
    Tensor(shape: pool.shape) { dx in
      withElements { dy in
        Threads.parallel(over: pool.planes, grain: pool.grain) { range in
          for plane in range {
            let dx = dx + plane * pool.planeSize
            dx.clear(count: pool.planeSize)
            for i in plane * pool.places..<(plane + 1) * pool.places { dx[Int(places[i])] += dy[i] }
          }
        }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func windowMeans(_ pool: PoolShape) -> Tensor {
    let (kernel, width) = (pool.kernel, pool.width)
    let share = 1 / Scalar(kernel * kernel)
    return Tensor(shape: pool.outputShape) { y in
      withElements { x in
        Threads.parallel(over: pool.planes, grain: pool.grain) { range in
          for plane in range {
            let (x, y) = (x + plane * pool.planeSize, y + plane * pool.places)
            pool.forEachWindow { window, corner in
              var sum: Scalar = 0
              for i in 0..<kernel {
                // A row's sum first: a window may be a whole image.
                var row: Scalar = 0
                for j in 0..<kernel { row += x[corner + i * width + j] }
                sum += row
              }
              y[window] = sum * share
            }
          }
        }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func spreadOverWindows(_ pool: PoolShape) -> Tensor {
    let (kernel, width) = (pool.kernel, pool.width)
    let share = 1 / Scalar(kernel * kernel)
    return Tensor(shape: pool.shape) { dx in
      withElements { dy in
        Threads.parallel(over: pool.planes, grain: pool.grain) { range in
          for plane in range {
            let (dx, dy) = (dx + plane * pool.planeSize, dy + plane * pool.places)
            dx.clear(count: pool.planeSize)
            pool.forEachWindow { window, corner in
              let part = dy[window] * share
              for i in 0..<kernel {
                for j in 0..<kernel { dx[corner + i * width + j] += part }
              }
            }
          }
        }
      }
    }
  }
}
