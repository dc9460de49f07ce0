### 脉络：从哪来、到哪去；一个人的全部。

threads-panel = 来龙去脉
threads-person = 创新档案
threads-empty = 还没有你能看到的记录
threads-about = 关于这一页
threads-hint = 这里只列出你可以看到的。
threads-own-hint = 这是你自己的全部记录，没有人填报。要证明时，可以打印。
threads-printed = 截至 { $date }
threads-print = 打印
threads-works-title = 成果
threads-works-placeholder = 找项目、发明、操作法
threads-works-newest = 最近的成果
threads-works-found = 与“{ $words }”有关的成果
threads-works-none = 没有找到
threads-works-none-hint = 换个说法，或者去“建议”里找。
threads-all-kinds = 全部成果

word-kind-suggestion = 合理化建议
word-kind-project = 技术创新项目
word-kind-invention = 发明创造
word-kind-method = 先进操作法
word-stage-open = 办理中
word-stage-shelved = 技术储备
word-stage-in_use = 使用中
word-stage-ended = 已停用
