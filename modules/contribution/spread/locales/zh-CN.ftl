### 推广：目录、申请、试用、采用、推广树、星火图。

spread-nav = 推广
spread-title = 推广目录
spread-lead = 别处已经用起来的好办法。看中了就申请，试过觉得好再采用。
spread-fits = 适合你们
spread-fits-hint = 每条都说明为什么
spread-all = 全部
spread-words = 找什么
spread-words-hint = 设备、问题、编号
spread-kind = 类型
spread-industry = 行业
spread-city = 设区市
spread-whose = 来自
spread-whose-own = 本企业
spread-whose-others = 其他企业
spread-any = 不限
spread-find = 查找
spread-find-all = 看全部
spread-none = 没有找到
spread-none-hint = 换个说法，或者少选一个条件。
spread-own = 本企业
spread-offered = 敞开用
spread-unaudited = 效益未核定
spread-a-year = 每年 { $figure }
spread-points = { $points } 分
spread-taken-by = 被 { $count } 家单位采用
spread-units = { $count } 家
spread-days = { $count } 天

kind-suggestion = 合理化建议
kind-project = 技术创新项目
kind-invention = 发明创造
kind-method = 先进操作法

industry-pumps = 泵阀
industry-bearings = 轴承
industry-textiles = 纺织印染
industry-autoparts = 汽车零部件
industry-solar = 光伏
industry-moulds = 模具
industry-electrical = 电气
industry-chemicals = 化工新材料
industry-pharma = 医药
industry-furniture = 家具
industry-appliances = 家电
industry-hardware = 五金
industry-chips = 集成电路
industry-ports = 港口物流
industry-construction = 建筑
industry-express = 快递
industry-city = 环卫公交
industry-ships = 船舶修造
industry-batteries = 动力电池
industry-food = 食品加工

## 为什么适合

spread-fit-words = 和你们 { $count } 条记录说的是一类事：{ $words }。
spread-fit-industry = 同一个行业。
spread-fit-near = 就在{ $region }，方便去看。
spread-fit-units = 已有 { $count } 家单位采用。

## 推广树

spread-picture = 推广树，下方表格有同样内容
spread-legend-audited = 在用，圆越大核定效益越多
spread-legend-used = 在用，未核定
spread-legend-tried = 试用中
spread-legend-over = 停用或没有采用
spread-legend-edge = 谁教给谁
spread-kpi-units = 在用单位
spread-kpi-cities = 个市
spread-kpi-total = 核定效益，每年
spread-kpi-unaudited = ，另有 { $count } 家未核定
spread-kpi-median = 传一家，中位数
spread-alone = 还没有传出去
spread-alone-hint = 第一家采用的单位会画在这里。
spread-table = 逐家采用情况
spread-col-unit = 单位
spread-col-city = 市
spread-col-since = 采用
spread-col-begun = 开始
spread-col-from = 从哪家学来
spread-col-benefit = 核定效益
spread-col-state = 状态
spread-col-work = 成果
spread-col-origin = 来自
spread-col-asked = 申请
spread-col-region = 地区
spread-somebody = { $city }的一家单位
spread-somebody-else = 另一家单位
word-first_use = 首创
word-used = 在用
word-tried = 试用中
word-no_longer = 停用
word-tried_in_vain = 没有采用

## 敞开用

spread-offer = 敞开用，提供这些
spread-offer-make = 敞开给大家用
spread-offer-hint = 别的单位不必再等同意，可以直接开始；谁开始用了，会通知你们。
spread-offer-terms = 提供什么
spread-offer-withdraw = 不再敞开

## 申请

spread-ask = 申请采用
spread-look = 看推广树
spread-ask-title = 申请采用：{ $title }
spread-ask-inside = 本企业已经在用，不用等同意，登记后就可以开始。
spread-ask-offered = { $unit }已经敞开给大家用，登记后就可以开始，对方会收到通知。
spread-ask-wait = { $unit }会在 { $days } 个工作日内答复。
spread-ask-unit = 哪个单位用
spread-ask-purpose = 用来做什么
spread-ask-purpose-hint = 一句话：什么设备、什么问题。
spread-ask-source = 在哪家看到的
spread-ask-source-hint = 不选就是首创单位。
spread-ask-share = 分给首创人的奖金比例（%）
spread-ask-share-hint = 你们为这项成果发奖时，分给首创人多少。对方同意申请就是同意这个比例；没有就写 0。
spread-ask-named = 可以公开我们单位的名字
spread-ask-named-hint = 不选：成果不再公开时，外单位只看到所在的市。
spread-ask-send = 提交申请
spread-back = 回去
spread-choose = 请选一个。
spread-share-range = 请填 0 到 { $most } 的整数。
spread-date-unreadable = 请按 2026-06-10 的样子填日期。
spread-ends-before-start = 结束不能早于开始。
spread-since-future = 采用的日期不能在今天以后。
spread-since-early = 不能早于它在来源单位开始使用的日期。
spread-source-own = 本企业已经在用，请从本企业的单位里选。
spread-source-none = 这家单位已经不用它了，请选别家。
spread-unit-unfit = 请选企业或企业里的单位。

## 一次采用

spread-adoption-title = 采用：{ $title }
spread-adoption-head = { $unit }向{ $source }学
spread-purpose = 用来做什么
spread-share-proposed = 提出把奖金的 { $share }% 分给首创人，同意申请就约定好了。
spread-share-promised = 约定把奖金的 { $share }% 分给首创人。
spread-share-none = 没有约定给首创人分奖金。
spread-answer = 对方答复
spread-trial = 试用
spread-use = 在用
spread-since = { $date } 起采用
spread-reason = 原因
spread-history = 经过
spread-acts = 接下来
spread-acts-none = 现在没有要你做的事。
spread-waits-origin = 等{ $unit }的创新专员答复。
spread-waits-trial = 可以开始试用了，由{ $unit }的创新专员或实施负责人登记。
spread-waits-decision = 正在试用，由{ $unit }决定采用还是不采用。
spread-waits-benefit = 正在使用。效益由{ $unit }自己的财务核定。
spread-act-answer = 提供什么
spread-act-answer-hint = 图纸、作业指导书、可以来看的时间、联系人。
spread-act-reason = 原因
spread-act-starts = 开始
spread-act-ends = 结束
spread-act-spot = 在哪里试
spread-act-seen = 看到了什么
spread-act-seen-hint = 前后各是多少，有什么不顺。
spread-act-since = 采用日期
spread-act-since-hint = 从这天起算 12 个月的效益。
spread-act-result = 试用结果
spread-act-end-hint = 从你们这里学去的单位不受影响。
spread-trouble-hint = 填的内容还在下面，看清楚再交一次。
spread-overtaken = 刚才有人先改动了这条记录。

word-wanted = 待对方答复
word-cleared = 可以试用
word-trying = 试用中
word-taken_over = 已采用
word-turned_down = 对方未同意
word-dropped = 没有采用
word-retired = 已停用
word-called_off = 已撤销申请
word-want = 申请采用
word-take_offer = 直接开始
word-hand_over = 同意提供
word-turn_down = 不同意
word-call_off = 撤销申请
word-try_out = 开始试用
word-observe = 记下所见
word-take_over = 登记采用
word-drop = 不采用
word-retire = 停用

## 名单

spread-list-title = 采用记录
spread-list-behind = 采用记录
spread-behind-head = { $region }：采用了哪些成果
spread-behind-hint = 数字谁都能看；成果和单位没有公开的，只写所在的市。
spread-sides = 哪一边
spread-side-both = 全部
spread-side-taking = 我们采用别家的
spread-side-giving = 别家采用我们的
spread-list-none = 还没有
spread-list-none-hint = 到推广目录里看看有没有用得上的。
spread-work-hidden = 未公开的成果

## 星火图

spread-map-title = 星火图
spread-map-lead = 到{ $period }末，{ $region }各地采用了多少别处的成果。
spread-map-total = 累计采用
spread-map-fresh = { $period }新增
spread-map-steps = 换一段时间
spread-map-earlier = 往前
spread-map-later = 往后
spread-by-quarter = 按季度看
spread-by-year = 按年看
spread-quarter = { $year } 年 { $quarter } 季度
spread-year = { $year } 年
spread-map-picture = 一地一格
spread-map-bearing = 每市一格，按方位排列，不是地图
spread-map-few = 少
spread-map-many = 多
spread-map-table = 看成表格
spread-map-how = 按采用日期和采用单位所在地统计；同企业别的单位采用也算，首创单位自己使用不算；停用的仍计入当时。
spread-crumbs = 所在位置

## 规则

spread-rules-title = 推广规则
spread-rules-lead = { $unit }自己定，从现在起生效；已经提出的申请不变。
spread-rules-days = 几个工作日内答复别人的申请
spread-rules-days-hint = 到期没有答复会提醒创新专员。
spread-rules-share = 采用别家成果发奖时，分给首创人的比例（%）
spread-rules-share-hint = 写进我们提出的每份申请，对方同意申请就是约定好了。0 是不分。
spread-rules-keep = 保存
spread-rules-range = 请填 { $least } 到 { $most } 的整数。
spread-rules-enterprise-only = 由本企业的管理员或企业一级的创新专员来定。

## 面板

spread-panel = 推广
spread-panel-person = 成果被别人采用
spread-asked-on = { $date } 申请

## 为什么不能

spread-taker-only = 由采用单位的创新专员或实施负责人办理。
spread-origin-only = 由首创单位的创新专员办理。
spread-own-question = 自己申请的，请别的创新专员答复。
spread-offer-public-only = 公开的成果才能敞开给大家用。
spread-not-in-use = 它现在没有在用。
spread-not-offered = 它没有对你们单位公开。
spread-in-use-here = 这个单位已经在用了。
spread-in-use-below = 这个单位里已经有班组在用，请选别的单位。
spread-asked-already = 这个单位已经有人申请，正在办理。
spread-not-in-this-state = 现在这一步办不了。

## 提示和通知

flash-spread-asked = 已登记
flash-spread-done = 已记下
flash-spread-offered = 已敞开给大家用
flash-spread-offer-withdrawn = 不再敞开，已经开始的不受影响

notice-adoption-want = { $unit }想采用《{ $title }》，请答复。
notice-adoption-take_offer = { $unit }开始用《{ $title }》。
notice-adoption-hand_over = 可以试用《{ $title }》了，对方写明了提供什么。
notice-adoption-turn_down = 《{ $title }》的申请对方没有同意，写明了原因。
notice-adoption-call_off = { $unit }撤销了采用《{ $title }》的申请。
notice-adoption-try_out = { $unit }开始试用《{ $title }》。
notice-adoption-take_over = { $unit }采用了《{ $title }》。
notice-adoption-drop = { $unit }没有采用《{ $title }》，写明了原因。
notice-adoption-retire = { $unit }不再使用《{ $title }》，写明了原因。
notice-adoption-late = { $unit }采用《{ $title }》的申请过了答复期限。

spread-waits-answer = 外单位想用你们的成果，{ $count } 份申请等答复
spread-waits-about = 推广

## 指标
indicator-adoption-taken-over = 成果推广
indicator-adoption-taken-over-definition = 本期由别的单位采用的成果次数，不论种类；计在采用单位，按开始使用之日计。停用的也计。
indicator-adoption-outside = 跨企业推广
indicator-adoption-outside-definition = 本期由别的企业采用的成果次数；计在采用单位，按开始使用之日计。
indicator-adoption-methods = 操作法推广次数
indicator-adoption-methods-definition = 本期由别的单位采用先进操作法的次数；计在采用单位，按开始使用之日计。
indicator-method-promoted = 推广先进操作法
indicator-method-promoted-definition = 本期由别的单位采用的先进操作法项数；一项不论几个单位采用，在同一层级只计一次。
