### 一条建议的记录页、各步表单、评审、通知。

record-bar = 记录
record-seen-by = 公开范围：{ $who }
record-seconds = 附议 { $count } 人
record-entered-by = { $name }代填
record-and-others = { $name } 等 { $count } 人

## 办理过程

record-phase-review = 评审
record-phase-appeal = 复议
record-phase-work = 实施
record-phase-use = 应用
record-phase-done = 确认办成
record-owner-missing = 还没定负责人
record-reviews-in = 已交 { $count } 份，共 { $all } 位
record-took = { $days ->
    [0] 当天办，时限 { $limit } 个工作日
   *[other] 第 { $days } 个工作日，时限 { $limit } 个
}
record-until = { $day }前
record-since = { $day } 起

## 各栏

record-answer = 答复
record-prepared = 已拟定，还没公布
record-prepared-hint = 只有创新专员看得到。公布以后，提出人才会收到。
record-text = 建议内容
record-now = 现在是什么样
record-how = 怎么改更好
record-photos = 改前改后
record-captioned = { $purpose }：{ $words }
record-work = 实施
record-reviews = 评审意见
record-advice = 建议{ $verdict }，{ $total } 分
record-comments = 留言
record-comment = 说一句
record-comment-hint = 写 @姓名 可以叫上同事，他会收到通知。
record-history = 全部经过
record-for = { $name }（替{ $author }）
record-side = 办理与登记
record-acts = 你可以做的
record-acts-none = 现在没有要你办的。
record-acts-others = 现在轮到谁办
record-shares = 人和份额
record-agreed = 已同意
record-not-agreed = 还没同意
record-agreed-count = { $missing ->
    [0] 都已同意
   *[other] 还有 { $missing } 人没同意
}
record-links = 相关的建议
record-link-lead = 并到这条
record-link-joined = 并过来的
record-link-earlier = 借鉴自
record-link-later = 借鉴本条
record-files = 附件
record-file-remove = 拿掉“{ $name }”
record-attach-file = 文件
record-attach-hint = 照片、PDF、Word、Excel、PPT、文本和录音，一条记录最多 9 个。
record-attach-purpose = 这是什么
record-attach-caption = 一句说明
record-receipt = 优先权登记回执
record-receipt-at = 登记时间
record-receipt-place = 登记序号
record-receipt-number = 第 { $n } 条
record-receipt-print = 本条指纹
record-receipt-page = 看回执
record-receipt-file = 下载回执
record-overtaken = 你写的时候，有人先办了一步
record-overtaken-hint = 下面是最新的记录。你写的还在，看过再交一次。

## 小表单

record-confirm-note = 办得怎么样
record-dispute-reason = 哪里还没办成
record-appeal-reason = 为什么想请单位再看一次
record-appeal-hint = 复议只能申请一次，会换一个人来定。
record-withdraw-hint = 撤回后不再受理，记录和登记时间都保留。要撤回吗？
record-apply-since = 从哪天起用上的
record-apply-note = 用得怎么样
record-apply-photo = 改后照片
record-apply-hint = 从这天起算 12 个月的效益。
record-progress-note = 进展
record-unsecond = 取消附议
record-visibility = 谁能看到
record-category = 类别
record-return-answer = 请他补什么
record-remark-answer = 怎么答复
record-join-lead = 并到哪一条（编号）
record-join-hint = 只能并到更早提出的。两条的提出人各留各的登记时间，答复是同一份。
record-announce = 公布结果：{ $verdict }
record-verdict = 结果
record-decision-answer = 给提出人的答复
record-decision-hint = 不采纳也要写清为什么，提出人看得到。
record-officer = 给谁办
record-reviewers = 请谁评审
record-reconsider = 复议决定
record-reconsider-submit = 公布复议结果
record-take-up-answer = 为什么现在启用

## 各步的单独一页

steps-completion-title = 补充建议
steps-completion-hint = 登记时间不变。改好交上去，重新受理。
steps-completion-submit = 交上去
steps-title = 标题
steps-gains = 有什么好处
steps-spot = 具体在哪里
steps-cancel = 不改了
steps-plan-title = 排实施计划
steps-plan-owner = 实施负责人
steps-person-hint = 写姓名或工号。有重名时写成 姓名#工号。
steps-plan-words = 怎么实施
steps-plan-scale = 先试还是铺开
steps-plan-starts = 开始日期
steps-plan-ends = 完成日期
steps-plan-submit = 定下来
steps-shares-title = 改份额
steps-shares-hint = 加起来要是 100%。名字写姓名或工号，有重名时写成 姓名#工号。清空份额就是去掉这个人。改完以后，其他人要重新同意。
steps-shares-submit = 改好了

## 评审

judge-list-title = 我的评审
judge-waiting = 等你评审
judge-waiting-none = 没有等你评审的
judge-waiting-none-hint = 有新的会通知你。
judge-judged = 评过的
judge-title = 评审意见
judge-whole = 看整条记录
judge-hint = 独立评审：你交之前看不到别人的意见，别人也看不到你的。交了不能再改。
judge-weight = 0 到 { $most } 分
judge-total = 合计 { $total } 分，满分 100
judge-conclusion = 书面意见
judge-conclusion-hint = 写清理由。结果公布后，提出人看得到。
judge-advice = 建议怎么定
judge-submit = 交评审意见
judge-handed-in = 你的评审意见已经交了，不能再改。

## 办完一步

flash-suggestion-withdrawn = 已撤回
flash-suggestion-appealed = 复议申请已交
flash-suggestion-appealed-more = 会换一个人来定，结果会通知你。
flash-suggestion-confirmed = 已确认办成
flash-suggestion-disputed = 已说明没办成
flash-suggestion-disputed-more = 实施负责人和创新专员会收到，接着办。
flash-suggestion-agreed = 已同意你的份额
flash-suggestion-shown = 公开范围已改
flash-suggestion-seconded = 已附议
flash-suggestion-commented = 已留言
flash-suggestion-applied = 已登记应用
flash-suggestion-applied-more = 等提出人确认办成。
flash-suggestion-reconsidered = 复议结果已公布
flash-suggestion-claimed = 已认领，今后在你的火种里
flash-suggestion-completed = 已交上去，重新受理
flash-suggestion-reshared = 份额已改，等各人同意
flash-suggestion-planned = 计划已定
flash-suggestion-attached = 附件已交
flash-suggestion-reviewed = 评审意见已交
flash-suggestion-saved = 已记下

## 通知

notice-suggestion-submit = { $name }提了建议“{ $title }”，请受理
notice-suggestion-named = { $name }在“{ $title }”里写了你的份额，请看看同不同意
notice-suggestion-reshare = { $name }改了“{ $title }”的份额，请看看同不同意
notice-suggestion-return = { $name }请你给“{ $title }”补一句
notice-suggestion-complete = { $name }补充了“{ $title }”，请受理
notice-suggestion-withdraw = { $name }撤回了“{ $title }”
notice-suggestion-accept = “{ $title }”已受理，进入评审
notice-suggestion-assign = { $name }把“{ $title }”分给你办
notice-suggestion-invite = { $name }请你评审“{ $title }”
notice-suggestion-review = { $name }交了“{ $title }”的评审意见
notice-suggestion-remark = “{ $title }”有了答复
notice-suggestion-adopt = “{ $title }”已采纳
notice-suggestion-decline = “{ $title }”未采纳，看看为什么
notice-suggestion-shelve = “{ $title }”列为技术储备
notice-suggestion-pass_up = “{ $title }”已上报或转让
notice-suggestion-uphold = “{ $title }”复议后维持原来的结果
notice-suggestion-overturn = “{ $title }”复议后改为采纳
notice-suggestion-take_up = “{ $title }”从储备中启用了
notice-suggestion-appeal = { $name }为“{ $title }”申请复议
notice-suggestion-owner = { $name }请你负责实施“{ $title }”
notice-suggestion-plan = “{ $title }”排好了实施计划
notice-suggestion-apply = “{ $title }”用上了，请确认是否办成
notice-suggestion-confirm = { $name }确认“{ $title }”已办成
notice-suggestion-dispute = { $name }说“{ $title }”还没办成
notice-suggestion-join = “{ $title }”和更早的一条并案办理，答复是同一份
notice-suggestion-joined = 有一条相同的建议并到了“{ $title }”
notice-suggestion-part = “{ $title }”拆出来单独办理
notice-suggestion-mention = { $name }在“{ $title }”的留言里叫了你
notice-suggestion-comment = { $name }给“{ $title }”留了言
notice-suggestion-due = “{ $title }”{ $due } 到期（{ $serial }）
notice-suggestion-late = “{ $title }”已过 { $due } 的时限，还没办（{ $serial }）
notice-suggestion-late-count = { $count ->
    [1] 有 1 条建议过了时限没有答复：{ $serial }
   *[other] 有 { $count } 条建议过了时限没有答复，最早的是 { $serial }
}
record-phase-settled = 核定
record-settled = 财务已核定
record-settled-fen = { $amount }/年
record-settled-points = { $n } 分
