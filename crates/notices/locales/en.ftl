# Notices: what e-mail and group robots say, and the hints while setting them up.

notices-digest-title = { $count ->
    [one] { $count } new notice
   *[other] { $count } new notices
}
notices-digest-more = and { $count } more, see all
notices-mail-foot = Liaoyuan sent you this mail. To stop, switch it off here: { $url }
notices-code-title = Code for your e-mail address
notices-code-text = Your code is { $code }. It is valid for { $minutes } minutes. If you did not ask for it, ignore this mail.

notices-channel = { $channel ->
    [email] E-mail
    [dingtalk] DingTalk group robot
    [wecom] WeCom group robot
   *[feishu] Feishu group robot
}
notices-channel-failed = { $channel ->
    [email] Mails to your address kept failing, so e-mail was switched off. Please check the address.
    [dingtalk] Your DingTalk robot kept failing, so it was switched off. Please check its address and secret.
    [wecom] Your WeCom robot kept failing, so it was switched off. Please check its address.
   *[feishu] Your Feishu robot kept failing, so it was switched off. Please check its address and secret.
}

notices-address-bad = This is not an e-mail address. Please check it.
notices-code-wrong = That is not the code. Please look at the mail again.
notices-code-expired = This code no longer counts. Please ask for a new one.
notices-webhook-bad = { $channel ->
    [dingtalk] This is not the address of a DingTalk robot. It begins with https://oapi.dingtalk.com/robot/send?access_token= and is copied whole from the group's settings.
    [wecom] This is not the address of a WeCom robot. It begins with https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key= and is copied whole from the group's settings.
   *[feishu] This is not the address of a Feishu robot. It begins with https://open.feishu.cn/open-apis/bot/v2/hook/ and is copied whole from the group's settings.
}
notices-secret-unused = A WeCom robot has no signing secret. Leave this empty.
