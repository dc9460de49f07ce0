### Words of the frame, the components and the formats. What a module says stands in the module.

brand = 燎原

## Frame

skip-to-main = 跳到正文
nav-main = 主导航
nav-back = 返回
nav-close = 关闭
nav-menu-results = 成果
nav-menu-value = 价值
nav-menu-plan = 数据
nav-menu-house = 管理
tab-home = 首页
tab-discover = 发现
tab-inbox = 消息
tab-me = 我的
search-label = 搜索
search-tabs = 搜索范围
search-tab-suggestions = 建议
search-tab-works = 项目、发明、操作法
search-placeholder = 搜编号、标题、人名
inbox-unread = { $count ->
    [0] 消息，没有未读
   *[other] 消息，{ $count } 条未读
}
inbox-dot = 条未读
sign-in = 登录
display-text = 切换大字版
display-theme = 切换浅色和深色
foot-privacy = 隐私
foot-accessibility = 无障碍
foot-source = 开放源代码

## Components

field-optional = 可不填
field-choose = 请选一项
form-errors = { $count ->
   *[other] 还有 { $count } 处要改
}
form-errors-hint = 你写的都在，改好再提交一次。
photo-add = 拍张照片
photo-more = 再拍一张
photo-remove = 删除照片
share-less = { $name }减 5%
share-more = { $name }加 5%
share-of = { $name }的份额
pager-label = 翻页
pager-previous = 上一页
pager-next = 下一页
chain-label = 办理过程
chain-done = ，已完成
chain-now = ，进行中
receipt-links = 登记链：前一条、本条、当日公告
receipt-before = 前一条
receipt-this = 本条
receipt-notice = 当日公告
receipt-registered = 已登记
receipt-matches = 核验一致
receipt-differs = 核验不一致
claimed = 自报
loading = 正在读取

## Drafts and recording, read by the scripts from data attributes

draft-saved = 已存草稿 %time%
draft-offline = 没有网，已存在手机里
draft-unsent = 还没存上，先留在手机里
draft-restored = 上次没写完的还在，接着写
voice-start = 用说的
voice-stop = 说完了，停
voice-left = 还能说 %seconds% 秒
voice-denied = 没能打开麦克风。可以打字，或在手机设置里允许使用麦克风。
voice-remove = 删除录音
voice-label = 录音
queue-selected = 已选 %count% 条
queue-clear = 取消选择
queue-key-move = 上下
queue-key-select = 选择
queue-key-open = 打开
queue-key-search = 搜索
queue-key-all = 全部快捷键
queue-key-accept = 受理
queue-key-ask = 请他补一句
queue-key-do = 当场办
queue-key-merge = 合并
queue-key-decline = 不采纳
queue-key-save = 存下当前筛选
queue-keys-off = 关掉快捷键
queue-keys-on = 打开快捷键
queue-bulk = 批量操作
queue-select-all = 全选本页
queue-preview = 预览

## Numbers and times

fmt-none = —
fmt-count-large = { $n } 万
fmt-count-huge = { $n } 亿
fmt-money = { $n } 元
fmt-words-even = 人民币{ $yuan }元整
fmt-words-cents = 人民币{ $cents }
fmt-words = 人民币{ $yuan }元{ $cents }
fmt-money-large = { $n } 万元
fmt-money-huge = { $n } 亿元
fmt-percent = { $n }%
fmt-size-kb = { $n } KB
fmt-size-mb = { $n } MB
fmt-seconds = { $n } 秒
fmt-minutes = { $n } 分钟
fmt-hours = { $n } 小时
fmt-hours-minutes = { $hours } 小时 { $minutes } 分
fmt-days = { $n } 天
fmt-left-days = 剩 { $n } 天
fmt-left-hours = 剩 { $hours } 时 { $minutes } 分
fmt-left-minutes = 剩 { $n } 分
fmt-late-days = 逾期 { $n } 天
fmt-late-hours = 逾期 { $n } 时
fmt-late-minutes = 逾期 { $n } 分
fmt-day = { $month }{ $day }日
fmt-day-time = { $day } { $time }
fmt-due-today = 今天 { $time } 前
fmt-due-tomorrow = 明天 { $time } 前
fmt-due = { $day } { $time } 前
fmt-month-1 = 1月
fmt-month-2 = 2月
fmt-month-3 = 3月
fmt-month-4 = 4月
fmt-month-5 = 5月
fmt-month-6 = 6月
fmt-month-7 = 7月
fmt-month-8 = 8月
fmt-month-9 = 9月
fmt-month-10 = 10月
fmt-month-11 = 11月
fmt-month-12 = 12月

## Errors: what happened, what is safe, what to do

error-not-found = 没有这个页面
error-not-found-hint = 可能地址写错了，或者这条记录不对你公开。可以从首页找起，或者搜编号。
error-denied = 这里你看不了
error-denied-hint = 要看的话，请找你们单位的创新专员开通。
error-refused = 现在还不能这样办
error-refused-hint = 它的进度已经变了。回到记录里看看下一步该谁办。
error-overtaken = 刚才有人先改了
error-overtaken-hint = 你写的没有覆盖别人的。打开最新的一版，再改一次。
error-invalid = 有几处要改
error-invalid-hint = 你写的都在，改好再提交一次。
error-broken = 没办成，是我们这边出了问题
error-broken-hint = 已经提交的都在。过一会儿再试一次；还不行，把下面的编号告诉管理员。
error-busy = 现在人多，请稍等
error-busy-hint = 已经提交的都在。过半分钟再点一次。
error-reference = 编号 { $id }
error-home = 回首页
error-retry = 再试一次

causes-title = 变化从哪来
causes-hint = 签发以后，这些记录改变了这段时间的数字。
causes-what = 发生了什么
causes-where = 在哪
causes-figures = 影响的指标
causes-when = 什么时候
causes-entry = 记录号
