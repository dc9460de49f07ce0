### 脉络：从哪来、到哪去；一个人的全部。

threads-panel = 来龙去脉
threads-person = 创新档案
threads-empty = 还没有你能看到的记录
threads-about = 关于这一页
threads-hint = 这里只列出你可以看到的。
threads-own-hint = 这是你自己的全部记录，没有人填报。要证明时，可以打印。
threads-printed = 截至 { $date }
threads-print = 打印

word-kind-suggestion = 合理化建议
word-kind-project = 技术创新项目
word-kind-invention = 发明创造
word-kind-method = 先进操作法
word-stage-open = 办理中
word-stage-shelved = 技术储备
word-stage-in_use = 使用中
word-stage-ended = 已停用
