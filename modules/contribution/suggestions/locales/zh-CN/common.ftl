### 各页共用的词：状态、步骤、类别、范围，以及为什么不能。

## 状态

word-submitted = 待受理
word-returned = 请补充
word-general_remark = 一般性意见
word-in_review = 评审中
word-adopted = 已采纳
word-declined = 未采纳
word-reserve = 技术储备
word-passed_up = 已上报
word-reconsidering = 复议中
word-implementing = 实施中
word-applied = 已应用
word-done = 已办成
word-joined = 已并案
word-withdrawn = 已撤回

## 步骤

word-submit = 提出
word-return = 请他补一句
word-complete = 补充
word-remark = 作为一般性意见答复
word-accept = 受理
word-assign = 分派
word-invite = 请评审人
word-review = 交评审意见
word-prepare = 拟定结果
word-adopt = 采纳
word-decline = 不采纳
word-shelve = 列为技术储备
word-pass_up = 上报或转让
word-appeal = 申请复议
word-uphold = 维持原来的结果
word-overturn = 改为采纳
word-take_up = 启用储备
word-plan = 排计划
word-progress = 记进展
word-apply = 登记应用
word-confirm = 确认办成
word-dispute = 说没办成
word-join = 并案
word-part = 拆开单办
word-withdraw = 撤回
word-second = 附议
word-comment = 留言
word-show = 改公开范围
word-claim = 认领
word-agree = 同意份额
word-reshare = 改份额
word-attach = 交附件

## 类别、范围、好处、来路

word-cat-quality = 质量和新产品
word-cat-saving = 节能降耗
word-cat-process = 工艺、安全和环保
word-cat-equipment = 设备工装
word-cat-management = 管理和推广
word-cat-open = 类别待定

word-vis-team = 本班组
word-vis-enterprise = 本单位
word-vis-public = 公开

word-gain-time = 省时间
word-gain-cost = 省料省钱
word-gain-safety = 更安全
word-gain-quality = 质量更好
word-gain-ease = 更省力

word-channel-own = 自己提的
word-channel-poster = 扫码提的
word-channel-paper = 纸条代填
word-channel-api = 接口送来

word-purpose-before = 改前
word-purpose-after = 改后
word-purpose-voice = 录音
word-purpose-other = 附件

word-scale-trial = 先小范围试
word-scale-full = 全面铺开

## 为什么不能

suggestion-not-in-this-state = 现在这个进度，这一步还办不了，或已经办过了。
suggestion-officer-only = 这一步由本单位的创新专员办。
suggestion-own = 这条有你的份额。自己的建议不能自己审、自己定。
suggestion-not-its-reviewer = 这条没有请你评审。
suggestion-decided-by-you = 原来的结果是你定的。复议要换一个人定。
suggestion-putter-only = 这一步由提出人办。
suggestion-owner-only = 这一步由实施负责人办。
suggestion-appealed-once = 复议只能申请一次，这条已经用过了。
suggestion-not-an-author = 份额里没有你。
suggestion-not-its-people = 附件由提出的人、实施负责人和创新专员来交。
suggestion-own-second = 这条有你的份额，不用附议。
suggestion-seconded-already = 你已经附议过了。
suggestion-nothing-to-claim = 这条不用认领。
suggestion-auditor-reads = 审计账号只看不写。
suggestion-reviewer-is-author = { $name }是提出人之一，不能当评审人。
suggestion-reviewer-in-line = { $name }和提出人在同一个班组，或者是他的上级，按本单位的规定不能评审。
suggestion-reviewer-elsewhere = { $name }不是本单位的人，也不是这里的评审专家。
suggestion-category-needed = 请选一个类别。
suggestion-no-officer-there = 他不是这里的创新专员。
suggestion-lead-unfit = 不能并到这一条：它是本条自己、已经并到别处，或是别的单位的。
suggestion-lead-later = 那一条提得更晚。请把晚的并到早的。
suggestion-nothing-prepared = 还没有拟定结果，没有可以公布的。
suggestion-ends-before-start = 结束日期早于开始日期。
suggestion-starts-early = 开始日期不能早于提出的日子。
suggestion-ends-past = 结束日期已经过去了。
suggestion-ends-far = 最远只能排到 { $years } 年以后。年份写对了吗？
suggestion-owner-elsewhere = 负责人要是本单位的人。
suggestion-since-future = 应用日期不能在今天以后。
suggestion-since-early = 应用日期不能早于提出的日子。
suggestion-scores-unfit = 打分和评分标准对不上，请重新打分。
suggestion-no-enterprise = 这个部门不属于任何单位，提不了建议。请找管理员。
suggestion-choose = 请选一项。
suggestion-date-unreadable = 请写成这样的日期：2026-11-24。
suggestion-points-range = 请打 0 到 { $most } 的整数分。
suggestion-file-needed = 请先选一个文件。
shares-without-putter = 提出人要在份额里。
file-too-many = 一条记录最多 { $most } 个附件。

person-sparks = 提出的建议
