# 回执核验：哪里不对，说清楚。参数见 ReceiptFault::args。
receipt-too-long = 文件太大，不是回执。
receipt-malformed = 第 { $line } 行不对：这里应当是{ $expected ->
    [text] 文字
    [header] 回执的抬头
    [extra] 所记内容
    [index] 序号
    [hash] 一个哈希值
    [origin] 账本的名称
    [size] 账本的条数
    [root] 账本的根
    [empty] 空行
    [signature] 账本的签名
   *[end] 文件的结尾
}。
receipt-opening = 第 2 行的所记内容读不出来，被改动过。
receipt-wrong-origin = 这是“{ $found }”的回执，不是“{ $expected }”的。
receipt-unknown-key = 回执不是用密钥 { $expected } 签的。
receipt-wrong-signature = 签名对不上（密钥 { $key }）：条数、根或签名被改动过。
receipt-entry-altered = 内容被改动过：这里写的不是当时记下的。
receipt-digest-altered = 摘要被改动过：内容是当时记下的，摘要不是。
receipt-digest-mismatch = 内容与摘要不符，账本里两样都没有：不止一处被改动过。
receipt-path-broken = 路径走不到签过名的根：编号、时间、序号或某个哈希值被改动过。
receipt-index-beyond = 序号 { $index } 超出了账本的条数 { $size }。
