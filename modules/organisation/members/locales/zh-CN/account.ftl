### 登录、账号、消息和三页说明

sign-in-title = 登录燎原
sign-in-lead = 用手机号，或者工号加单位名称。
sign-in-who = 手机号或工号
sign-in-enterprise = 单位
sign-in-enterprise-hint = 用工号登录时要写，全称简称都行。
sign-in-which = 是哪一家？
sign-in-password = 密码
sign-in-help = 忘了密码，找单位的管理员再发一个。
sign-in-demo = 看演示
sign-in-demo-hint = 人和单位都是虚构的。点一下就进去。
sign-in-enterprise-needed = 用工号登录要写单位名称。
sign-in-enterprise-unknown = 没找到这个单位，写全称再试试。
sign-in-enterprise-which = 有好几家都像，请选一家。

role-worker = 职工
role-team-leader = 班组长
role-innovation-officer = 创新专员
role-reviewer = 评审专家
role-finance-auditor = 财务审核
role-implementer = 实施负责人
role-union-officer = 工会干部
role-auditor = 审计（只读）
role-administrator = 管理员
word-team_leader = 班组长
word-innovation_officer = 创新专员
word-reviewer = 评审专家
word-finance_auditor = 财务审核
word-implementer = 实施负责人
word-union_officer = 工会干部
word-auditor = 审计（只读）
word-administrator = 管理员

me-title = 我的
me-who = 我是谁
me-number = 工号
me-phone = 手机号
me-wrong = 不对的话，找单位的管理员改。
me-look = 看起来
me-text-normal = 标准字
me-text-large = 大字
me-text-larger = 特大字
me-theme-auto = 跟手机走
me-theme-light = 浅色
me-theme-dark = 深色
me-account = 账号
me-sign-out = 退出登录

password-title = 改密码
password-must = 先换掉发给你的密码
password-must-hint = 换好就能用了，以后用新密码登录。
password-old = 现在的密码
password-new = 新密码
password-again = 再写一遍新密码
password-rule = 至少 10 个字符；字母和数字都有的话 8 个就行。别用姓名、工号、手机号。
password-change = 换成新密码
password-not-twice = 两遍写得不一样。
password-same = 新密码不能和现在的一样。
flash-password-changed = 密码换好了
flash-password-changed-more = 别的设备都要重新登录。
flash-session-ended = 那台设备已退出

sessions-title = 登录过的设备
sessions-hint = 不认识的，马上让它退出，再改密码。
sessions-this = 这台
sessions-unknown = 没报名字的设备
sessions-since = { $at } 登录
sessions-seen = 最近 { $at }
sessions-end = 让它退出
sessions-end-all = 全部退出

inbox-title = 消息
inbox-new = 未读：
inbox-new-mark = 新
inbox-urgent = 要紧
inbox-read-all = 全部已读
inbox-empty = 还没有消息
inbox-empty-hint = 有人答复你、请你确认、提到你，都会在这里。

about-privacy = 隐私
about-privacy-what-title = 存了什么
about-privacy-what = 你的姓名、工号、手机号、所在班组，你提的建议和照片，以及你在这里做的每一步。照片里的拍摄地点等信息在收下时就去掉了。不装跟踪代码，不打卡，不排名。
about-privacy-ledger-title = 登记链
about-privacy-ledger = 每一步都记一条，不能改。链上只有加了盐的指纹，没有文字；依法删除文字以后，链还能证明“那时有过这么一条”，却读不出内容。
about-privacy-rights-title = 你的权利
about-privacy-rights = 你可以查看、下载和更正自己的信息，也可以要求删除。找单位的管理员，或本平台的运营单位。离职的人账号停用，做过的事仍记在名下。
about-privacy-logs-title = 日志
about-privacy-logs = 运行日志只记打开了哪一类页面、用了多久，不记是谁，也不记内容。

about-accessibility = 无障碍
about-accessibility-aim-title = 做到什么
about-accessibility-aim = 按 WCAG 2.2 AA 级来做：只用键盘也能办完每一件事，读屏软件读得出，颜色从不单独表意，不开脚本也能用。
about-accessibility-large-title = 大字
about-accessibility-large = 右上角的“Aa”可以把字放大到 125% 和 150%，功能一样不少，换设备也记得。
about-accessibility-tell-title = 用着不方便
about-accessibility-tell = 请告诉单位的管理员，写明是哪一页、用的什么设备。

about-source = 开放源代码
about-source-code-title = 许可
about-source-code = 燎原是自由软件，可任选 Apache-2.0 或木兰宽松许可证第 2 版使用、修改和再发布。
about-source-parts-title = 用到的
about-source-parts = htmx（0BSD）、思源黑体与思源宋体的子集（SIL OFL 1.1），以及许多 Rust 库，名单在源代码的 Cargo.lock 里。
about-source-proof-title = 不用信我们
about-source-proof = 回执用公开的 C2SP 格式，别人的工具也能核验；整条登记链以公开的格式发布在 /log/ 下。
