import Glibc

// What the system says in English, in Chinese.

/// The reason of the system's error `code`.
func chineseSystemError(_ code: Int32) -> String {
  systemErrors[code] ?? "系统错误 \(code)"
}

private let systemErrors: [Int32: String] = [
  EPERM: "不允许这样做", ENOENT: "没有这个文件或目录", EINTR: "被中断", EIO: "输入输出错误",
  ENXIO: "没有这个设备", E2BIG: "参数太多", ENOEXEC: "不是可执行文件", EAGAIN: "资源暂时不可用",
  ENOMEM: "内存不足", EACCES: "没有权限", EBUSY: "正被占用", EEXIST: "已经存在",
  EXDEV: "跨越了文件系统", ENODEV: "没有这个设备", ENOTDIR: "不是目录", EISDIR: "是目录",
  EINVAL: "参数无效", ENFILE: "系统中打开的文件太多", EMFILE: "打开的文件太多",
  ETXTBSY: "程序正在运行，不能写入", EFBIG: "文件太大", ENOSPC: "磁盘已满", EROFS: "文件系统只读",
  EMLINK: "链接太多", EPIPE: "管道已断开", ENAMETOOLONG: "文件名太长", ENOTEMPTY: "目录不是空的",
  ELOOP: "符号链接太多", EOVERFLOW: "值太大", ESTALE: "网络文件已失效", EDQUOT: "超出磁盘配额",
  ENOTSUP: "不支持这样做", ETIMEDOUT: "超时", ECANCELED: "已取消",
]
