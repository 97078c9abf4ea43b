// What Swift's runtime says in English when a check fails, in Chinese.

/// What a failed check says; the words of the code's own checks stay as they are.
func chineseTrap(_ words: String) -> String {
  if let known = traps[words] { return known }
  if let match = words.wholeMatch(of: conversion) {
    let reason = conversionReasons[String(match.output.3)] ?? "超出范围"
    return "\(match.output.1) 的值\(reason)，无法转换为 \(match.output.2)"
  }
  for (beginning, chinese) in beginnings where words.hasPrefix(beginning) {
    return chinese + words.dropFirst(beginning.count)
  }
  return words
}

private var conversion: Regex<(Substring, Substring, Substring, Substring)> {
  /(Float\d*|Double) value cannot be converted to (U?Int\d*) because (?:it is|the result would be) (either|greater|less) .*/
}

private let conversionReasons = ["either": "是无穷大或 NaN", "greater": "太大", "less": "太小"]

private let traps = [
  "Index out of range": "下标越界",
  "Index is out of range": "下标越界",
  "Index out of bounds": "下标越界",
  "Array index is out of range": "数组下标越界",
  "ContiguousArray index is out of range": "数组下标越界",
  "Negative Array index is out of range": "数组下标为负",
  "Negative ContiguousArray index is out of range": "数组下标为负",
  "ArraySlice index is out of range": "切片下标越界",
  "ArraySlice index is out of range (before startIndex)": "切片下标越界：小于 startIndex",
  "ArraySlice index is out of range (past endIndex)": "切片下标越界：不小于 endIndex",
  "Array replace: subrange extends past the end": "数组替换：范围超出末尾",
  "Array replace: subrange start is negative": "数组替换：范围从负数开始",
  "Array replace: subrange start is past the end": "数组替换：范围从末尾之后开始",
  "Index range out of bounds": "下标的范围越界",
  "Range out of bounds": "范围越界",
  "String index is out of bounds": "字符串下标越界",
  "String index range is out of bounds": "字符串下标的范围越界",
  "Substring index is out of bounds": "子串下标越界",
  "Substring index range is out of bounds": "子串下标的范围越界",
  "Can't advance past endIndex": "下标不能越过 endIndex",
  "Can't move before startIndex": "下标不能移到 startIndex 之前",
  "Can't retreat before startIndex": "下标不能移到 startIndex 之前",
  "Unexpectedly found nil while unwrapping an Optional value": "对值为 nil 的可选值强制解包",
  "Unexpectedly found nil while implicitly unwrapping an Optional value":
    "对值为 nil 的可选值隐式解包",
  "unsafelyUnwrapped of nil optional": "对值为 nil 的可选值强制解包",
  "Division by zero": "除以零",
  "Division by zero in remainder operation": "求余时除以零",
  "Division results in an overflow": "除法溢出",
  "Division results in an overflow in remainder operation": "求余时溢出",
  "Quotient is not representable": "商无法表示为这个类型",
  "Value is outside the representable range": "值超出能表示的范围",
  "Distance is not representable in Int": "距离无法表示为 Int",
  "Negative value is not representable": "负数无法表示为这个类型",
  "Not enough bits to represent the passed value": "值太大，无法表示为这个类型",
  "Not enough bits to represent a signed value": "值太大，无法表示为有符号数",
  "Range requires lowerBound <= upperBound": "范围的下界不得大于上界",
  "ClosedRange requires lowerBound <= upperBound": "范围的下界不得大于上界",
  "Can't form an empty closed range": "闭范围不能为空",
  "Can't remove last element from an empty collection": "不能从空集合中移除最后一个元素",
  "Can't remove first element from an empty collection": "不能从空集合中移除第一个元素",
  "Can't remove from an empty collection": "不能从空集合中移除元素",
  "Can't remove items from an empty collection": "不能从空集合中移除元素",
  "Can't removeFirst from an empty Set": "不能从空集合中移除元素",
  "Can't removeLast from an empty Array": "不能从空数组中移除最后一个元素",
  "Can't remove more items from a collection than it has": "要移除的元素多于集合所有",
  "Can't remove more items from a collection than it contains": "要移除的元素多于集合所有",
  "Number of elements to remove should be non-negative": "移除的元素个数不能为负",
  "Can't take a prefix of negative length": "前缀的长度不能为负",
  "Can't take a prefix of negative length from a collection": "前缀的长度不能为负",
  "Can't take a suffix of negative length from a collection": "后缀的长度不能为负",
  "Can't take a suffix of negative length from a sequence": "后缀的长度不能为负",
  "Can't drop a negative number of elements from a collection": "丢弃的元素个数不能为负",
  "Can't drop a negative number of elements from a sequence": "丢弃的元素个数不能为负",
  "Can't construct Array with count < 0": "数组的元素个数不能为负",
  "Can't construct ArraySlice with count < 0": "切片的元素个数不能为负",
  "Can't construct ContiguousArray with count < 0": "数组的元素个数不能为负",
  "Count must not be negative": "个数不能为负",
  "Negative count not allowed": "个数不能为负",
  "Can't get random value with an empty range": "不能从空范围中取随机数",
  "Stride size must not be zero": "步长不能为零",
  "Can't form a Character from an empty String": "空字符串不能成为字符",
  "Dictionary literal contains duplicate keys": "字典字面量中有重复的键",
]

private let beginnings = [
  ("Duplicate values for key: ", "键的值重复："),
  ("'try!' expression unexpectedly raised an error: ", "try! 的表达式抛出了错误："),
  ("Could not cast value of type ", "无法转换类型："),
]

/// The runtime's words for signals.
let chineseSignals = [
  "Bad pointer dereference": "访问了不存在的内存",
  "Illegal instruction": "执行了非法指令：多为整数溢出或检查失败",
  "System trap": "检查失败：多为整数溢出",
  "Floating point exception": "算术异常：多为整数除以零",
]
