### 证书：清单、核验页、纸质证书上的字。

certificate-title = 证书
certificate-mine = 我的证书
certificate-issued = 本级颁发的
certificate-none = 还没有证书
certificate-none-hint = 操作法被命名、建议获奖后，证书会出现在这里。
certificate-between = 、
certificate-panel = 证书
certificate-ranked = { $rank }{ $kind }
certificate-kind-naming = 先进操作法命名
certificate-kind-award = 奖励
certificate-kind-campaign = 竞赛活动
certificate-rank-unit = 单位级
certificate-rank-county = 县（市、区）级
certificate-rank-city = 市级
certificate-rank-province = 省级
certificate-grade = { $n ->
    [1] 一等奖
    [2] 二等奖
    [3] 三等奖
    [4] 四等奖
    [5] 五等奖
    [6] 六等奖
    [7] 七等奖
    [8] 八等奖
   *[9] 九等奖
}
certificate-state-valid = 有效
certificate-state-revoked = 已撤销

## 核验页

certificate-proof = 证书核验
certificate-holds = 这份证书有效
certificate-revoked-at = 这份证书已于 { $at } 撤销
certificate-what = 类别
certificate-graded = 等级
certificate-adds-to = 补充
certificate-whom = 颁发给
certificate-where = 单位
certificate-issuer = 颁发机构
certificate-document = 文号
certificate-day = 颁发日期
certificate-number = 编号
certificate-entry = 账本
certificate-entry-number = 第 { $n } 条
certificate-entry-soon = 正在封存
certificate-print = 指纹
certificate-hint = 请核对姓名、名称和编号是否与手中的证书一致。颁发记录已写入不可篡改的账本。
certificate-log = 怎样核验
certificate-paper = 打印证书
certificate-record = 查看记录
certificate-revoke = 撤销证书
certificate-reason = 撤销原因
certificate-reason-hint = 会在核验页公开显示，不能收回。
flash-certificate-revoked = 证书已撤销

## 为什么不能

certificate-issuer-only = 只有颁发机构能撤销。
certificate-own = 不能处理颁发给自己的证书。
certificate-not-its-people = 只有持证人、颁发机构和持证人单位的创新专员能打印。
certificate-revoked = 证书已撤销，不能再打印。
certificate-nobody = 证书没有持有人。

## 纸上的字

certificate-sheet-title-naming = 命名证书
certificate-sheet-title-award = 荣誉证书
certificate-sheet-title-campaign = 获奖证书
certificate-sheet-lead-naming = 所总结的操作方法经评审、公示，命名为{ $rank }先进操作法：
certificate-sheet-lead-award = 下列成果经评审、公示，获得{ $rank }奖励：
certificate-sheet-lead-campaign = 在{ $rank }竞赛活动中获得：
certificate-sheet-close = 特发此证，以资鼓励。
certificate-sheet-date = { $year }年{ $month }月{ $day }日
certificate-sheet-code = 扫码核验
certificate-sheet-supplements = 本证为重新核定后的补充，编号 { $number } 的证书继续有效。

## 消息

notice-certificate-issue = “{ $title }”的证书已颁发
notice-certificate-revoke = “{ $title }”的证书已被{ $issuer }撤销
