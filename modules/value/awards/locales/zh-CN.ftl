awards-title = 奖励
awards-lead = 每笔奖励都说得清：依据哪条、算出多少、分给谁。
awards-list = 全部奖励
awards-by-state = 按状态看
awards-all = 全部
awards-none = 这里还没有奖励
awards-none-words = 财务核定效益后，创新专员就可以申报。
awards-tasks = 等你办
awards-task-agree = 你同意这样分吗？
awards-task-approve = 等你审批
awards-task-answer = 有异议等答复
awards-task-amend = 有人对分配有意见
awards-candidates = 可以申报奖励的
awards-regrade = 效益重新核定，补差额
awards-payable = 待发放
awards-payable-hint = 清单含银行账号，只给薪酬专员，每次下载都有记录。
awards-payable-list = 下载发放清单
awards-payable-open = 逐笔查看
awards-public-until = 公示到 { $day }
awards-round = 第 { $n } 次
awards-of = 奖励：{ $title }
awards-head = 含单位负责人，由上级审批
awards-filed = 报上级备案
awards-grade = { $n ->
    [1] 一等
    [2] 二等
    [3] 三等
    [4] 四等
    [5] 五等
    [6] 六等
    [7] 七等
    [8] 八等
   *[9] 九等
}
awards-basis-value = 财务核定年效益 { $money }
awards-basis-points = 核定 { $points } 分
awards-basis-reserve = 技术储备，尚未实施
awards-basis-law = 已授权的专利，法定奖励
awards-basis-prize = 本单位竞赛活动的奖金
awards-reward = 法定奖励不少于 { $amount }
awards-reward-paid = 已发放
awards-reward-by = { $day } 前发放
awards-reward-late = { $day } 前没有发放

# 算法说明
awards-explained = 怎么算出来的
awards-pays = 本次发放
awards-due = 法定期限：{ $day } 前发放。
awards-line-grade = 按年创造价值，定为{ $grade }
awards-line-grade-points = 按得分定为{ $grade }
awards-line-matrix = 不能计算效益，按作用、难度、范围评得 { $points } 分
awards-line-borrowed = 借鉴已应用的成果，降一等，按{ $grade }
awards-line-reserve = 技术储备，先在{ $grade }内奖励，封顶
awards-line-position = 按所处位置，取{ $grade }内的数
awards-line-least = { $grade }没有上限，取最低数
awards-line-middle = 还没有核定数，取{ $grade }的中间数
awards-line-choice = 评审委员会在{ $grade }内确定
awards-line-percentage = 按价值的 { $rate } 计
awards-line-higher = 几项规定同时适用，取高的
awards-line-difference = 以前已发，只补差额
awards-line-promise = 按采用时的约定，其中 { $share }% 归首创人
awards-line-filing = 这一等报上级备案
awards-line-head = 含单位负责人，由上级审批
awards-line-norms = 定额保留
awards-regulation-patent-invention = 授权发明专利的法定奖励
awards-regulation-patent-utility = 授权实用新型专利的法定奖励
awards-regulation-patent-design = 授权外观设计专利的法定奖励
awards-regulation-campaign-prize = 本单位竞赛活动的奖金

awards-source-l1 = 条例第 { $articles } 条
awards-source-l2 = 专利法实施细则第 { $articles } 条
awards-source-s10 = 企业通行做法

# 人
awards-people = 分给谁
awards-people-hint = 份额合计 100%。与成果登记的份额相同而且本人已同意的，不再问；改了的逐个再问。重名写成 姓名#工号。
awards-taken = 采用他人成果
awards-taken-by = { $unit }采用
awards-taken-from = 采用自{ $unit }
awards-taken-hint = 采用他人的成果，按规定降低一个等级。
awards-originators = 首创人 { $share }%，{ $sum }
awards-takers = 采用单位 { $share }%，{ $sum }
awards-originators-get = 首创人先得 { $share }%
awards-originators-hint = 采用时已约定，按成果登记的份额分，不能在这里改。首创人可以提意见；由你们的薪酬专员发放。
awards-takers-get = 其余 { $share }% 分给本单位的人
awards-takers-hint = 写出谁把它用起来，份额合计 100%，逐个问本人。重名写成 姓名#工号。
awards-name-people = 写出本单位谁把它用起来、各占多少。
awards-originator-twice = 有人是首创人，已按约定有一份，不能再列。
awards-said-by-work = 按成果登记的份额
awards-certificate = 证书
awards-certificate-revoked = 证书已撤销
awards-consent = 这笔奖励由{ $unit }发放，它还看不到你的收款账户
awards-consent-go = 去收款账户同意
awards-consent-hint = 账户只在你单独同意后，才给它的薪酬专员看。
awards-row-name = 第 { $n } 人姓名或工号
awards-row-part = 第 { $n } 人份额，%
awards-said-agreed = 已同意
awards-said-nothing = 等本人同意
awards-said-contest = 有意见

# 办理
awards-acts = 你可以做的
awards-acts-none = 现在没有等你办的。
awards-reason = 理由
awards-why-hint = 页面已更新，请再看一眼。
awards-contest-hint = 说明你认为怎样分才合理。有人有意见，就不能审批。
awards-approve-hint = 批准后在本单位公示，期满没有异议才发放。
awards-approve-hint-filed = 批准后报上级备案，并在本单位公示，期满没有异议才发放。
awards-object-hint = 在答复之前不会发放。由别人答复，不由你反映的人答复。
awards-question-hint = 工会质询：在答复之前不会发放。
awards-pay-hint = 确认每个人都已按清单收到。同时给每个人颁发证书。
awards-drop-hint = 撤销后可以重新申报。
awards-claw_back-hint = 从每个人追回当时发给他的数额，同时撤销证书；理由会在证书核验页公开。
awards-norm = 哪项定额
awards-norm-months-label = 保留几个月
awards-norm-hint = 提高工效后，6 到 12 个月内不收紧这项定额（{ $source }）。
awards-norms = 定额保留
awards-norm-until = 保留到 { $day }
awards-raised = 异议和质询
awards-objection = 异议
awards-question = 质询
awards-open = 待答复
awards-upheld = 成立，已退回重报
awards-dismissed = 不成立
awards-outcome = 结论
awards-outcome-dismissed = 不成立，继续公示
awards-outcome-upheld = 成立，退回重报
awards-answer = 答复

awards-phase-propose = 申报
awards-phase-approve = 审批
awards-phase-clear = 公示
awards-phase-pay = 发放

# 申报
awards-propose-title = 申报奖励
awards-propose-submit = 申报
awards-amend-title = 修改申报
awards-amend-submit = 保存修改
awards-back = 返回
awards-borrowed = 借鉴了别处已应用的成果
awards-borrowed-hint = 按规定降低一个等级。
awards-choice = 评审委员会确定的数额（元）
awards-range = { $least } 至 { $most }

# 状态
word-award-proposed = 待审批
word-award-publicised = 公示中
word-award-disputed = 有异议
word-award-payable = 待发放
word-award-paid = 已发放
word-award-clawed_back = 已追回
word-award-refused = 未批准
word-award-dropped = 已撤销

# 步骤
word-award-step-propose = 申报
word-award-step-agree_split = 同意分配
word-award-step-contest = 对分配有意见
word-award-step-amend = 修改申报
word-award-step-approve = 批准
word-award-step-refuse = 不批准
word-award-step-file = 备案
word-award-step-object = 提异议
word-award-step-question = 质询
word-award-step-answer = 答复
word-award-step-resume = 恢复公示
word-award-step-reopen = 退回重报
word-award-step-clear = 公示期满
word-award-step-pay = 确认已发放
word-award-step-claw_back = 追回奖金
word-award-step-drop = 撤销申报
word-award-step-protect = 登记定额保留

# 为什么不行
awards-not-now = 现在是“{ $state }”，不能{ $step }。
awards-not-in-this-state = 现在还不到这一步。
awards-overtaken = 刚才有人先办了一步。
awards-officer-only = 由本单位的创新专员办理。
awards-own = 与自己有关的奖励，由别人办理。
awards-not-its-people = 只有分到奖励的人可以表态。
awards-employees-only = 本单位职工和分到奖励的人才能提异议。
awards-union-only = 由上级工会质询。
awards-answerers = 由创新专员或审批负责人答复。
awards-payroll-only = 由本单位的薪酬专员办理。
awards-by-itself = 到时候系统会自动办理。
awards-head-above = 含单位负责人的奖励，由上级工会审批。
awards-approver-only = 由本单位的审批负责人审批。
awards-proposed-by-you = 谁申报，就由别人审批和答复。
awards-contested = 有人对分配有意见，先协商修改。
awards-not-all-agreed = 还有人没同意分配。
awards-open-already = 这项成果已有一笔奖励在办。
awards-nothing-due = 按现在的办法，没有要发的。
awards-no-figure = 财务还没有核定效益，不能申报。
awards-no-gain = 核定的效益不是增加，没有奖励。
awards-no-points = 现行办法不奖励这样的分数。
awards-no-reserve = 现行办法不奖励技术储备。
awards-no-choice = 这里按公式计算，不能另定数额。
awards-choice-outside = 要在 { $least } 元至 { $most } 元之间。
awards-figure-changed = 申报之后财务重新核定了效益，请先修改申报。
awards-still-public = 还在公示期内。
awards-nothing-payable = 现在没有待发放的奖励。
awards-norm-months = 要在 { $least } 到 { $most } 个月之间。
awards-money-unreadable = 请写成数字，最多两位小数，例如 1500.50。
awards-number-unreadable = 请写整数。
awards-date-unreadable = 请写日期，例如 2026-07-01。
awards-choose = 请选一个。
awards-person-unknown = 本单位没有叫“{ $name }”的人。
awards-person-ambiguous = 有几个“{ $name }”，请写成 姓名#工号。

flash-award-proposed = 已申报，等本人同意后审批。
flash-award-amended = 已修改，改了份额的人会再问一次。
flash-award-agree = 你已同意。
flash-award-contest = 已记下你的意见，专员会来协商。
flash-award-approve = 已批准，开始公示。
flash-award-refuse = 已记为不批准。
flash-award-object = 已收到，答复之前不会发放。
flash-award-answer = 已答复。
flash-award-pay = 已记为发放，证书已颁发。
flash-award-batch = 已全部记为发放，证书已颁发。
flash-award-clawback = 已记为追回，证书已撤销。
flash-award-drop = 已撤销。
flash-award-norm = 已登记，到期前会提醒。
flash-award-kept = 已保存。

notice-award-agree = “{ $title }”申报了奖励，请看看分配是否同意。
notice-award-origin = { $unit }采用了“{ $title }”，正为它申报奖励，其中有你的首创人份额，请看看。
notice-award-origin-approve = { $unit }采用“{ $title }”的奖励已批准，其中有你的首创人份额。请在收款账户里同意由它发放。
notice-award-origin-pay = { $unit }采用“{ $title }”，你的首创人份额已发放。
notice-award-decide = “{ $title }”的奖励等你审批。
notice-award-contest = { $name }对“{ $title }”的奖励分配有意见。
notice-award-approve = “{ $title }”的奖励已批准，正在公示。
notice-award-refuse = “{ $title }”的奖励未获批准，理由已写明。
notice-award-file = “{ $title }”的奖励报你处备案。
notice-award-object = { $name }对“{ $title }”的奖励提出异议。
notice-award-answer = 你对“{ $title }”奖励的异议有了答复。
notice-award-reopen = “{ $title }”的奖励异议成立，退回重报。
notice-award-clear = “{ $title }”的奖励公示期满，可以发放。
notice-award-pay = “{ $title }”的奖励已发放。
notice-award-claw_back = “{ $title }”的奖励已追回，理由已写明。
notice-award-drop = “{ $title }”的奖励申报已撤销。
notice-award-reward-due = “{ $title }”的专利已授权，{ $due } 前要把奖金发给发明人，还没发
notice-award-reward-late = “{ $title }”的法定奖励过了 { $due } 还没发
notice-award-norm = 定额“{ $norm }”保留到 { $until }，快到期了。

# 发放清单
awards-batch-empty = 请至少选一笔。
awards-batch-large = 一次最多确认 { $most } 笔，请分几次。
awards-batch-lost = “{ $title }”刚才已被别人办理，或不再是待发放。
payments-title = 发放
payments-sum = 待发放 { $count } 笔，{ $people } 人，共 { $total }。
payments-missing = 有 { $count } 人没有可用的收款账户：没有填写，或没有同意由本单位发放。
payments-line-missing = 缺 { $count } 个账户
payments-step-list = 一、按清单付款
payments-step-mark = 二、银行付款后，确认哪些已发放
payments-mark-hint = 没有付成的去掉勾选，下次再确认。
payments-mark = 核对所选
payments-open = 查看
payments-nothing-done = 一笔都没有记，请看清后再选。
payments-none-words = 公示期满没有异议的奖励会出现在这里。
payments-confirm-title = 确认已发放
payments-chosen = 所选的奖励
payments-total = 合计 { $count } 笔，{ $people } 人
payments-in-words = 大写
payments-confirm-hint = 确认后每一笔都记为已发放，给每个人颁发证书，并通知本人。要么全部记下，要么一笔都不记。
payments-confirm = 全部确认已发放
payments-unit = 单位
payments-people = 按人
payments-details = 明细
payments-name = 姓名
payments-number = 工号
payments-amount = 金额（元）
payments-work = 成果

# 银行账户
bank-title = 收款账户
bank-lead = 发奖金用。加密保存；只有你同意的单位，在有奖金要发给你时，它的薪酬专员才在发放清单里看到全号。
bank-kept = 现在的账户
bank-enter = 填写账户
bank-change = 换一个账户
bank-holder = 户名
bank-bank = 开户银行
bank-bank-hint = 写到支行，例如“工商银行杭州武林支行”。
bank-number-label = 账号
bank-number = 账号是 8 到 30 位数字。
bank-since = 同意时间
bank-consent = 我单独同意本单位为发放奖金使用这个账户
bank-consent-hint = 银行账户是敏感个人信息。你可以随时删除，删除后即不可恢复。
bank-payers = 谁可以看到全号
bank-payers-hint = 别的单位采用了你的成果，也会给你发奖金。每个单位都要你单独同意；只在有奖金要发给你时，才给它的薪酬专员看。
bank-payer-waits = 等你同意
bank-payer-first = 先填写账户
bank-payer-consent = 我单独同意
bank-payer-since = { $day } 同意
bank-payer-withdraw = 收回同意
bank-none-yet = 先填写收款账户。
bank-consent-needed = 没有你的单独同意，不能保存账户。
bank-save = 加密保存
bank-erase = 删除账户
bank-erase-question = 账户和所有同意一起删除，不能恢复；之后的奖金要另行领取。
flash-bank-kept = 账户已加密保存。
flash-bank-consent = 已记下你的同意。
flash-bank-consent-removed = 已收回同意。
flash-bank-erased = 账户已删除。

awards-waits-agree = 确认你在奖金里的份额：{ $part }%
awards-waits-approve = { $count } 项奖励等你批准
awards-waits-pay = { $count } 项奖励等发放
awards-waits-answer = { $count } 项奖励有异议，等答复

## 指标
indicator-award-cash = 发放奖金
indicator-award-cash-definition = 本期发放的奖金，减去本期追回的；按发放或追回之日计。
indicator-award-people = 获奖人数
indicator-award-people-definition = 本期领到奖金的人数，一人在同一层级只计一次。
indicator-award-waiting = 等发放奖金
indicator-award-waiting-definition = 本期批准、公示期满而还没有发放的奖励件数。
indicator-benchmark-cash-rewards = 对标：现金奖励
indicator-benchmark-cash-rewards-definition = 德国建议制度对标的第 10 项：本期为建议发放的奖金，减去追回的。
indicator-benchmark-non-cash-rewards = 对标：实物奖励
indicator-benchmark-non-cash-rewards-definition = 德国建议制度对标的第 9 项：本期为建议发放的实物的价值。目前只发奖金，故为零。
