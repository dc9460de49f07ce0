### 操作法：状态、步骤、级别、范围，以及为什么不能。

method-state-draft = 草稿
method-state-submitted = 待审核
method-state-returned = 请补充
method-state-excluded = 不予受理
method-state-in_review = 评审中
method-state-named = 已命名
method-state-declined = 未命名
method-state-withdrawn = 已撤回
method-state-ended = 已停用

method-step-begin = 起草
method-step-write = 修改
method-step-hand_in = 提交
method-step-return = 请补充
method-step-exclude = 不予受理
method-step-accept = 受理
method-step-review = 交评审意见
method-step-publish = 公示
method-step-name = 命名并颁发证书
method-step-decline = 不命名
method-step-nominate = 推荐到上一级
method-step-turn_down = 不命名（退回）
method-step-propose = 提出改版
method-step-revise = 同意改版
method-step-dismiss = 不同意改版
method-step-withdraw = 撤回
method-step-end = 停用
method-step-show = 改公开范围
method-step-agree = 同意份额
method-step-attach = 交照片或视频

method-level-unit = 单位级
method-level-county = 县（市、区）级
method-level-city = 市级
method-level-province = 省级

method-standing-nominated = 已推荐
method-standing-publicity = 公示中
method-standing-named = 已命名
method-standing-declined = 未命名

method-vis-team = 本班组可见
method-vis-enterprise = 本单位可见
method-vis-public = 公开

method-regulation-technical = 技术操作规程
method-regulation-maintenance = 设备维护规程
method-regulation-safety = 安全操作规程

method-restriction-secret = 涉及国家秘密
method-restriction-dispute = 有知识产权争议
method-restriction-medical = 属于医药类
method-restriction-honoured = 已获国家级或省级科技奖励

method-rulename-heads = 单位负责人不参加
method-rulename-secret = 涉及国家秘密
method-rulename-dispute = 知识产权争议
method-rulename-medical = 医药类
method-rulename-honoured = 已获科技奖励
method-rulename-year = 实绩不足一年
method-rulename-regulations = 三规程未确认

## 为什么不能

method-rule-heads = FF-1：单位负责人不作为命名人参加命名。
method-rule-secret = FF-2：涉及国家秘密的不命名。
method-rule-dispute = FF-3：有知识产权争议的不命名。
method-rule-medical = FF-4：医药类的不在本级命名。
method-rule-honoured = FF-5：已获国家级或省级科技奖励的不再命名。
method-rule-year = FF-6：至少要有一项连续 { $months } 个月、已经取得的领先实绩。
method-rule-regulations = FF-7：请逐项写明符合的规程名称。
method-not-in-this-state = 现在还不到这一步。
method-writer-only = 只有命名人和执笔人可以。
method-officer-only = 由本单位创新专员办理。
method-reviewer-only = 由评审专家办理。
method-head-only = 由单位审批负责人命名。
method-union-only = 由这一级工会办理。
method-own = 不能审核、评审、推荐或命名自己的操作法。
method-not-an-author = 你没有份额。
method-nothing-to-publish = 没有等待公示的推荐。
method-not-published = 要先公示。
method-nothing-to-decide = 没有等待决定的推荐。
method-nominated-already = 已有一项推荐在办。
method-at-the-top = 已经没有更高一级。
method-change-waits = 已有一份改版在等审核。
method-no-change-waits = 没有等审核的改版。
method-reviews-missing = 至少要有 { $least } 份评审意见才能公示。
method-publicity-runs = 公示到 { $until } 为止，之后才能命名。
method-reviewed-already = 你已经交过评审意见。
method-published-already = 已经公示，不再收评审意见。
method-no-enterprise = 操作法由单位职工总结；你的账号不在任何单位。
method-person-without-share = 命名人必须有份额。
method-name-needed = 请填名称，或只填对象，由系统拟名。
method-too-many-items = 最多 { $most } 条。
method-items-needed = 至少写 { $least } 条，每行一条。
method-date-unreadable = 请选择日期。
method-since-future = 启用日期不能在今天之后。
method-nothing-changed = 内容和现在的版本一样。
method-nobody-named = 本单位没有找到“{ $name }”。请填工号，或“姓名#工号”。
method-several-named = 有几位都叫“{ $name }”。请填“姓名#工号”。
method-rule-needed = 请选择依据哪一条。
method-choose = 请选择一项。
method-terms-only = 由办理命名的单位或工会设定。
method-terms-number = 请填 { $least } 到 { $most } 之间的整数。

## 消息

notice-method-shared = “{ $name }”里有你的份额，请看看同不同意
notice-method-hand_in = 操作法“{ $name }”已提交，请审核
notice-method-return = 操作法“{ $name }”请补充
notice-method-exclude = 操作法“{ $name }”未予受理，请看原因
notice-method-accept = 操作法“{ $name }”已受理，进入评审
notice-method-review = 操作法“{ $name }”请你评审
notice-method-reviewed = 操作法“{ $name }”有了评审意见
notice-method-publish = 操作法“{ $name }”开始公示
notice-method-decide = 操作法“{ $name }”公示期满后请你命名
notice-method-name = 操作法“{ $name }”已命名
notice-method-named = 操作法“{ $name }”已命名，可以推荐到上一级
notice-method-decline = 操作法“{ $name }”未被命名，请看原因
notice-method-turn_down = 操作法“{ $name }”上一级未命名，请看原因
notice-method-nominate = 操作法“{ $name }”已推荐到上一级
notice-method-nominated = 下级推荐了操作法“{ $name }”，请办理
notice-method-propose = 操作法“{ $name }”提出改版，请审核
notice-method-revise = 操作法“{ $name }”有了新版本
notice-method-dismiss = 操作法“{ $name }”的改版未被同意，请看原因
notice-method-end = 操作法“{ $name }”已停用

## 指标
indicator-method-created = 形成先进操作法
indicator-method-created-definition = 本期第一版被受理的操作法件数，按受理日计。
indicator-method-named = 命名先进操作法
indicator-method-named-definition = 本期第一次被命名的操作法件数，不论哪一级，按命名日计。
method-step-method_object = 提出异议
method-step-method_answer = 答复异议
method-not-public = 现在不在公示。
method-publicity-over = 公示期已过。
method-objected-already = 你已经提过异议，等答复。
method-objections-open = 还有异议没有答复，答复后才能命名。
method-nothing-to-answer = 没有等答复的异议。
notice-method-object = 对“{ $name }”的命名公示有异议，请答复
notice-method-objected = 有人对“{ $name }”的命名公示提出异议
notice-method-answer = 你对“{ $name }”的异议已有答复
method-answers-itself = 由你命名、由你答复，不用提异议；不命名时写明原因。
