# 消息：发到邮箱和群机器人的话，以及设置时的提示。

notices-digest-title = { $count } 条新消息
notices-digest-more = 还有 { $count } 条，去看全部
notices-mail-foot = 这封邮件由燎原发出。不想再收，可以在这里关闭：{ $url }
notices-code-title = 邮箱验证码
notices-code-text = 验证码 { $code }，{ $minutes } 分钟内有效。不是你本人操作，请不用理会。

notices-channel = { $channel ->
    [email] 电子邮件
    [dingtalk] 钉钉群机器人
    [wecom] 企业微信群机器人
   *[feishu] 飞书群机器人
}
notices-channel-failed = { $channel ->
    [email] 发到你邮箱的消息一直送不到，已停用邮件通知，请检查地址。
    [dingtalk] 钉钉群机器人一直发不出消息，已停用，请检查地址和密钥。
    [wecom] 企业微信群机器人一直发不出消息，已停用，请检查地址。
   *[feishu] 飞书群机器人一直发不出消息，已停用，请检查地址和密钥。
}

notices-address-bad = 这不是邮箱地址，请核对。
notices-code-wrong = 验证码不对，请再看一遍邮件。
notices-code-expired = 验证码已失效，请重新获取。
notices-webhook-bad = { $channel ->
    [dingtalk] 这不是钉钉群机器人的地址。它以 https://oapi.dingtalk.com/robot/send?access_token= 开头，从群设置里整条复制。
    [wecom] 这不是企业微信群机器人的地址。它以 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key= 开头，从群设置里整条复制。
   *[feishu] 这不是飞书群机器人的地址。它以 https://open.feishu.cn/open-apis/bot/v2/hook/ 开头，从群设置里整条复制。
}
notices-secret-unused = 企业微信群机器人没有签名密钥，这里留空。
