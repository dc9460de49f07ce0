### 操作法的各个页面。

method-nav = 操作法
method-title = 先进操作法
method-lead = 把一线摸索出来的好办法写成步骤和要领，用职工的名字命名，让别人也能照着做。
method-bar = 操作法
method-new = 写一份操作法
method-write = 修改草稿
method-change = 提出改版
method-waiting = 等你办理
method-scopes = 范围
method-scope-mine = 我的
method-scope-enterprise = 本单位
method-scope-named = 已命名的
method-search = 按名称、工种或编号查找
method-level = 级别
method-level-any = 全部级别
method-find = 查找
method-none = 这里还没有操作法
method-none-hint = 用了一年以上、效果领先的办法，都可以总结成操作法。
method-row-note = { $serial } · { $day }

method-panel-grown = 已总结为操作法
method-panel-person = 先进操作法
method-panel-all = 看全部操作法
method-panel-write = 总结成操作法

## 记录

method-written-by = { $name }执笔
method-grew-from = 来自“{ $title }”
method-missing = 还缺这些，补上再提交
method-pending = 有一份改版等审核
method-steps = 操作步骤
method-keys = 关键要领
method-original = 独创点
method-why = 适用范围和由来
method-name = 名称
method-trade = 工种
method-scope = 适用范围、设备
method-former = 原来的做法
method-problem = 问题在哪里
method-since = 从哪天开始用
method-results = 领先实绩
method-result-indicator = 指标
method-result-before = 之前
method-result-after = 之后
method-result-time = 时间
method-result-source = 数据来源
method-regulations = 符合三项规程
method-declared = 声明：
method-photos = 照片和视频
method-reviews = 评审意见
method-favours = 同意命名
method-against = 不同意命名
method-review-ask = 你的结论
method-side = 办理和来历
method-acts = 下一步
method-write-on = 继续写
method-propose = 提出改版
method-sheet = 打印上墙
method-versions = 版本对照
method-namings = 命名
method-publicity-until = 公示到 { $day }
method-shares = 份额
method-agreed = 已同意
method-not-agreed = 待同意
method-edition = 第 { $n } 版
method-edition-first = 首版
method-files = 附件
method-file-hint = 照片最多 15 MB；视频用 MP4 或 WebM，最多 48 MB，一两分钟为宜；一共最多 9 个。
method-words = 写给当事人的话
method-rules = 依据
method-visibility = 谁可以看到
method-document = 文号
method-document-hint = 平台只办推荐；正式命名以你单位的文件为准。
method-hint-handing-in = 提交后由本单位创新专员审核。
method-hint-acceptance = 受理后这一稿成为一个版本，不能再改，只能改版。
method-hint-publicity = 公示天数按本级规定计算，期满才能命名。
method-hint-naming = 命名后自动颁发证书。
method-hint-nomination = 推荐后，上一级工会可以看到这份操作法。
method-hint-revision = 同意后成为新版本，旧版本保留。
method-hint-ending = 停用后命名和证书仍然有效。
method-hint-withdrawal = 撤回后不能恢复。

method-chain-begun = 起草
method-chain-handed = 提交
method-chain-accepted = 审核
method-chain-unit = 单位命名
method-chain-county = 县级命名
method-chain-city = 市级命名
method-chain-province = 省级命名

## 书写

method-write-lead = 先存草稿，慢慢写；写全了再提交。
method-change-lead = 改好后由创新专员审核，同意后成为新版本，旧版本保留。
method-from-hint = 已有的内容已经填好，不用再写一遍。
method-overtaken-hint = 你写的内容都在，请看看最新的情况再保存。
method-part-name = 叫什么、用在哪里
method-part-how = 怎么做
method-person = 命名人
method-person-hint = 用谁的名字命名。不填就是你；替别人写，请填工号或“姓名#工号”。
method-person-is = 命名人：{ $name }
method-object = 对象
method-object-hint = 名称按“姓名＋对象＋法”来拟，例如“王招俊FTTH冷接子修复法”。
method-object-example = FTTH冷接子修复
method-name-hint = 不填就按对象自动拟名。
method-trade-example = 例如：装配钳工
method-scope-example = 例如：立式加工中心，快换夹具
method-steps-hint = 每行一步，按顺序写；序号会自动加。
method-keys-hint = 每行一条：哪里最容易做错，要控制到多少。
method-original-hint = 每行一条：和别人的做法有什么不同。
method-results-hint = 至少一项指标，连续 { $months } 个月以上，前后对比，写明数据从哪里来。
method-since-hint = 从这一天起计算应用时间。
method-result-n = 第 { $n } 项实绩
method-result-example = 例如：换型时间（分钟）
method-result-from = 从
method-result-until = 到
method-source-example = 例如：MES 换型记录
method-regulations-hint = 逐项写出符合的规程名称，写了就是确认。
method-restrictions = 有没有下面的情况
method-restrictions-hint = 没有就都不选。
method-shares-hint = 一起做的人填在这里，剩下的份额归命名人。
method-mate = 合作者
method-mate-part = 份额（%）
method-visibility-hint = 受理以后才按这里的范围公开；“公开”的，命名以后门户上人人能看到。
method-save = 存草稿
method-propose-send = 提交改版
method-note = 改了什么
method-note-hint = 一句话，会写进版本记录。

## 版本对照和上墙

method-older = 旧版
method-newer = 新版
method-compare = 对照
method-one-version = 目前只有一个版本
method-one-version-hint = 改版被同意后，可以在这里左右对照。
method-same-parts = 其余 { $count } 项没有变化。
method-sheet-foot = { $serial } · 第 { $n } 版
method-sheet-hint = 用浏览器打印这一页，贴在机台旁。改版后请换新。

## 命名规定

method-terms = 命名规定
method-terms-of = { $name }的命名规定
method-terms-lead = 从保存起生效；办过的不受影响，正在办的按新规定核对。
method-terms-days = 公示工作日
method-terms-months = 领先实绩至少多少个月
method-terms-months-hint = 不少于 12 个月。
method-terms-reviews = 公示前至少几份评审意见
method-terms-reviews-hint = 只在单位命名时使用。
method-terms-excluded = 这些情况不命名
method-terms-keep = 保存并生效
method-terms-history = 历次规定
method-terms-told = 公示 { $days } 个工作日，实绩 { $months } 个月
flash-method-terms = 规定已生效

flash-method-saved = 草稿已保存
flash-method-handed-in = 已提交
flash-method-handed-in-more = 创新专员审核后会通知你。
flash-method-proposed = 改版已提交
flash-method-proposed-more = 创新专员同意后成为新版本。
flash-method-accepted = 已受理，成为一个版本
flash-method-published = 公示已开始
flash-method-named = 已命名，证书已颁发
flash-method-nominated = 已推荐到上一级
flash-method-revised = 已成为新版本
flash-method-done = 已办理

method-waits-agree = 确认你的份额：{ $part }%
method-waits-returned = 请你补充操作法
method-waits-desk = { $count } 项操作法等你办
method-hint-objection = 有事实有依据地说清楚。命名单位会答复，答复前不命名。
flash-method-objected = 异议已提，命名单位会答复
