### 办公桌：队列、受理、批量、代填、海报。

desk-nav = 待办
desk-officers-only = 这里是创新专员的办公桌。要办建议，请找你们单位的管理员授权。
desk-list-comma = 、
desk-back = 回到队列

## 视图

desk-views = 视图
desk-views-mine = 待我办
desk-views-under-way = 办理中
desk-views-saved = 我存的视图
desk-more = 还可以
desk-view-check = 待受理
desk-view-today = 今天到期
desk-view-overdue = 已逾期
desk-view-replies = 工人回话
desk-view-decide = 待决定
desk-view-announce = 待宣布
desk-view-reconsider = 复议中
desk-view-review = 评审中
desk-view-plan = 采纳未安排
desk-view-implement = 实施中
desk-view-confirm = 待确认办成
desk-view-all = 全部
desk-view-save = 存下当前筛选
desk-view-save-now = 存下
desk-view-name = 给它起个名
desk-view-remove = 删掉这个视图
desk-views-enough = 最多存 20 个视图，先删掉一个。
flash-desk-view-saved = 存好了，在左边“我存的视图”里。
flash-desk-view-gone = 视图已删。

## 筛选和列表

desk-total = { $count } 条
desk-filter = 筛选
desk-filter-text = 标题、正文、人名、编号里有
desk-filter-unit = 车间班组
desk-filter-category = 类别
desk-filter-officer = 谁的
desk-filter-days = 几天内到期
desk-filter-photo = 有照片
desk-filter-any = 不限
desk-filter-show = 看结果
desk-filter-clear = 去掉筛选
desk-filter-off = （去掉这个条件）
desk-holder-me = 我名下的
desk-holder-nobody = 还没人接的
desk-chip-days = { $days } 天内到期
desk-chip-text = “{ $text }”
desk-sort-due = 按期限，近的在前
desk-sort-newest = 按提出时间，新的在前
desk-sort-change = （换个排法）
desk-col-number = 序号
desk-col-title = 建议
desk-col-author = 提出人
desk-col-category = 类别
desk-col-state = 进度
desk-col-due = 期限
desk-pick = 选择：{ $title }
desk-prepared = 已拟定
desk-empty = 这里没有要办的
desk-empty-hint = 换个视图看看，或者去掉筛选。

## 预览

desk-preview-none = 选中一条，在这里看全文。
desk-open-record = 看全部
desk-said-now = 现在
desk-said-how = 想改
desk-said-no-how = 只说了问题，没说怎么改。可以请他补一句，也可以作为一般性意见答复。
desk-prepared-as = 已拟定：{ $verdict }
desk-dt-gains = 好处
desk-dt-category = 类别
desk-dt-place = 在哪
desk-dt-submitted = 提出
desk-dt-promised = 答应
desk-dt-earlier = 他以前
desk-dt-reviews = 评审
desk-dt-lead = 并入
desk-earlier-first = 第一次提
desk-earlier = { $all } 条，采纳 { $adopted } 条
desk-reviews-none = 还没有请评审人
desk-reviews = 请了 { $asked } 人，交了 { $done } 份
desk-alike = 相近 { $count } 条
desk-choose-category = 先选类别
desk-way-accept = 受理
desk-way-accept-with = 受理并请评审人
desk-way-return = 请他补一句
desk-way-spot = 当场办
desk-way-join = 并案
desk-way-remark = 一般性意见
desk-way-assign = 分派
desk-way-invite = 请评审人
desk-way-decide = 拟定结果
desk-way-announce = 宣布
desk-way-part = 拆开单办

## 每一步的小页

desk-overtaken = 刚才有人先改了
desk-overtaken-hint = 你写的都在。看看最新的一版，还要办就再提交一次。
desk-closed = 这一步现在办不了
desk-acceptance-title = 受理
desk-acceptance-lead = 受理后进入评审。评审人现在请或以后请都行。
desk-acceptance-submit = 受理
flash-desk-acceptance = 已受理。
desk-return-title = 请他补一句
desk-return-lead = 他会看到你问的话，补好后回到待受理，提出的日子不变。
desk-return-submit = 发给他
flash-desk-return = 已请他补充。
desk-remark-title = 作为一般性意见答复
desk-remark-lead = 只提了问题、没有办法的，答复后结束。
desk-remark-submit = 答复
flash-desk-remark = 已作为一般性意见答复。
desk-joint-title = 并案
desk-joint-lead = 同一件事只答复一次。每个人的记录和提出日子都保留。
desk-joint-submit = 并到那一条
flash-desk-joint = 已并案。
desk-parting-title = 拆开单办
desk-parting-lead = 拆开后回到待受理，单独办理。
desk-parting-submit = 拆开
flash-desk-parting = 已拆开，回到待受理。
desk-assignment-title = 分派
desk-assignment-lead = 交给这里的另一位创新专员。
desk-assignment-submit = 分派
flash-desk-assignment = 已分派。
desk-reviewers-title = 请评审人
desk-reviewers-lead = 各写各的，交了之后才互相看得见。已经交的保留，去掉勾的不再请。
desk-reviewers-submit = 请他们评审
flash-desk-reviewers = 评审人已定。
desk-decision-title = 拟定结果
desk-decision-lead = 拟定后先不告诉提出人，宣布时才告诉。还没受理的，会同时受理。
desk-decision-submit = 定下来
flash-desk-decision = 结果已记下。
desk-announcement-title = 宣布结果
desk-announcement-lead = 宣布后，提出人马上看到结果和答复。
desk-announcement-submit = 宣布
flash-desk-announcement = 已宣布，提出人看得到了。
desk-on-the-spot-title = 当场办
desk-on-the-spot-lead = 一次办完：受理、采纳、宣布，由你来实施。
desk-on-the-spot-submit = 采纳，我来办
flash-desk-on-the-spot = 已采纳，由你实施。
desk-field-question = 想请他补什么
desk-field-question-hint = 说清楚缺什么，例如：在哪台设备上，换下来的钥匙谁管。
desk-field-answer = 答复
desk-field-answer-hint = 提出人会看到这段话。
desk-field-decision-hint = 提出人会看到这段话。不采纳的，要说明理由，他可以申请一次复议。
desk-field-verdict = 结果
desk-field-announce = 现在就宣布
desk-field-announce-hint = 不勾就先放在“待宣布”里，可以一起宣布。
desk-field-spot = 怎么办
desk-field-spot-hint = 写给提出人看，也作为实施计划。
desk-field-ends = 哪天办完
desk-field-category = 类别
desk-field-officer = 交给谁
desk-field-reviewers = 评审人
desk-field-reviewers-none = 这里还没有登记的评审专家，请在下面填工号。
desk-field-others = 其他人的工号
desk-field-others-hint = 几个人用空格或逗号隔开。
desk-field-lead = 并到哪一条
desk-field-lead-number = 或者填它的编号
desk-field-lead-number-hint = 例如 JY-330206-2026-000127
desk-choose-some = 至少请一个人。
desk-lead-unknown = 没有这个编号的建议。
desk-number-unknown = 本单位没有工号 { $number }。

## 批量

desk-batch-accept = 受理
desk-batch-review = 送评审
desk-batch-assign = 分派
desk-batch-announce = 宣布
desk-batch-about = 对选中的 { $count } 条一起办
desk-batch-account = 办好 { $done } 条，没办成 { $refused } 条
desk-batch-account-hint = 没办成的列在下面，各有原因；办好的已经生效。
desk-batch-overtaken = 刚才有人先改了，请看看最新的一版。
flash-desk-batch = 选中的都办好了。
flash-desk-nothing-chosen = 还没有选中要办的。

## 代填

desk-behalf-title = 代填纸条
desk-behalf-lead = 记在写纸条的人名下，也记下是你代填的。
desk-behalf-writers-only = 班组长和创新专员才能代填。要给工友代填，请找他们。
desk-behalf-who = 谁写的
desk-behalf-who-hint = 姓名或工号，写开头几个字就行。
desk-behalf-find = 找人
desk-behalf-other = 换个人
desk-behalf-nobody = 没有找到这个人
desk-behalf-nobody-hint = 只找得到你管的部门里的人。看看姓名、工号写对没有。
desk-behalf-spot = 在哪台设备、哪条线
desk-behalf-submit = 登记
flash-desk-behalf = 已登记在他名下。

## 海报

poster-title = 车间海报
poster-lead = 贴在车间，扫码就能提，不用账号。一个部门一张，重印还是同一个码。
poster-unit = 哪个部门
poster-make = 做一张
poster-none = 还没有海报
poster-none-hint = 选一个车间或班组，做好就能打印。
poster-made = { $name } { $day } 做的
poster-print-a4 = A4
poster-print-a3 = A3
poster-end = 停用
poster-end-ask = 停用后扫码打不开。已经提的不受影响。
poster-end-now = 停用这张海报
flash-poster-made = 海报好了，可以打印。
flash-poster-ended = 海报已停用。
poster-file = 海报-{ $unit }
poster-whole = 全体职工
poster-headline = 干活时，哪里不顺手？
poster-subline = 说一句就行。谁受理、几时答复，看得见。
poster-step-scan = 扫一扫这个码，不用装软件，不用账号
poster-step-say = 说说现在怎样、想怎么改，可以拍张照
poster-step-keep = 当场拿到编号、答复日期和查询码
poster-footer = { $enterprise } · 合理化建议
poster-code-label = 扫码提建议
