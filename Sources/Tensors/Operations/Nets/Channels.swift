/// How the channels, axis 1, lie: N blocks of C runs of `inner` numbers.
struct Channels {
  var count: Int
  var blocks: Int
  var inner: Int
  var size: Int { blocks * inner }

  init(of shape: [Int]) {
    count = shape[1]
    blocks = shape[0]
    inner = shape.dropFirst(2).reduce(1, *)
  }
}
