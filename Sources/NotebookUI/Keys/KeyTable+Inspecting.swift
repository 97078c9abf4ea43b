extension KeyTable {
  /// The keys of a chart that has the whole screen.
  static let inspecting = [
    row(.inspecting, "z Esc Ctrl-G q", .inspectChart, "back", "返回", hint: 0),
    row(.inspecting, "+ =", .chart(.larger(1)), "closer", "放大", hint: 1),
    row(.inspecting, "-", .chart(.larger(-1)), "wider", "缩小", hint: 1),
    row(.inspecting, "0", .chart(.whole), "all of it", "全部", hint: 4),
    row(.inspecting, ")", .chart(.point(1)), "next point", "后一点", hint: 5),
    row(.inspecting, "(", .chart(.point(-1)), "point before", "前一点", hint: 5),
    row(.inspecting, "L", .chart(.logarithm), "log", "对数", hint: 6),
    row(.inspecting, "S", .chart(.smoothing), "smooth", "平滑", hint: 7),
    row(.inspecting, "X", .chart(.axis), "x axis", "横轴", hint: 8),
    row(.inspecting, "Tab k", .chart(.track(1)), "next curve", "下一条曲线", hint: 9),
    row(.inspecting, "Shift-Tab j", .chart(.track(-1)), "curve before", "上一条曲线"),
    row(.inspecting, "n", .chart(.chart(1)), "next chart", "下一幅图", hint: 11),
    row(.inspecting, "p", .chart(.chart(-1)), "chart before", "上一幅图"),
    row(.inspecting, "Left", .chart(.by(columns: -1, rows: 0)), "left", "左移", hint: 13),
    row(.inspecting, "Right", .chart(.by(columns: 1, rows: 0)), "right", "右移", hint: 13),
    row(.inspecting, "Up", .chart(.by(columns: 0, rows: -1)), "up", "上移", hint: 14),
    row(.inspecting, "Down", .chart(.by(columns: 0, rows: 1)), "down", "下移", hint: 14),
    row(.inspecting, "PgUp", .chart(.page(-1)), "page up", "上一页"),
    row(.inspecting, "PgDn", .chart(.page(1)), "page down", "下一页"),
    row(.inspecting, "Home <", .chart(.end(isLast: false)), "to the first point", "到最前"),
    row(.inspecting, "End >", .chart(.end(isLast: true)), "to the last point", "到最后"),
    row(.inspecting, "]", .chart(.higher(1)), "closer in y", "纵向放大"),
    row(.inspecting, "[", .chart(.higher(-1)), "wider in y", "纵向缩小"),
  ]
}
