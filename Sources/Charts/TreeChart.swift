internal import Cells

/// A tree, such as that of a Huffman code: a line for each node, its children indented below it.
public struct TreeChart: Hashable, Codable, Sendable {
  /// One node.
  public struct Node: Hashable, Codable, Sendable {
    /// What it is called.
    public var label: String
    /// What the branch that leads here is called, such as a bit.
    public var branch: String
    /// What stands behind its label, such as a count or a code.
    public var note: String
    /// The indices of its children.
    public var children: [Int]
    /// Whether it stands out, such as on a path to a leaf.
    public var isMarked: Bool

    /// A node without or with `children`.
    public init(
      _ label: String, branch: String = "", note: String = "", children: [Int] = [],
      isMarked: Bool = false
    ) {
      self.label = label
      self.branch = branch
      self.note = note
      self.children = children
      self.isMarked = isMarked
    }
  }

  /// The nodes; the first one is the root.
  public var nodes: [Node]

  /// A tree of `nodes`.
  public init(_ nodes: [Node]) { self.nodes = nodes }
}

extension TreeChart: ChartKind {
  static var kindName: String { "tree" }

  func height(width: Int, _ style: ChartStyle) -> Int { min(60, max(1, lines(style).count)) }

  func fullHeight(_ style: ChartStyle) -> Int? { max(1, lines(style).count) }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    for index in nodes.indices {
      chart.nodes[index].label = name(nodes[index].label)
      chart.nodes[index].note = name(nodes[index].note)
    }
    return .tree(chart)
  }
}
