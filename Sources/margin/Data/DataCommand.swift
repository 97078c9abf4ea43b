/// `margin data`: the data sets that have names here.
enum DataCommand {
  static let command = Command(
    name: "data", operand: "list|add|remove",
    summary: "The data sets that --data can name; names for files of your own",
    parts: [DataList.command, DataAdd.command, DataRemove.command]
  ) { _ in 0 }
}
