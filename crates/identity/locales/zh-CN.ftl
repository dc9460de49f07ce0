### 为什么不行：人、单位、角色、登录、花名册

identity-not-administrator = 这件事要管理员来办。
identity-beyond-reach = 这里不归你管，请找上一级的管理员。

grant-does-not-fit = 这个角色不能给在这一级。
grant-ended = 这个角色已经结束了。
grant-held = 他已经有这个角色了。
grant-last-administrator = 总得留一位管理员，先给别人再结束这一位。
grant-time = 结束的日子要在开始之后。

unit-ended = 这个单位已经撤销了。
unit-below-itself = 不能挂到自己下面。
unit-code-taken = 这个代码已有单位在用。
unit-does-not-fit = 这一级下面不能设这样的单位。
unit-name-taken = 同级里已有这个名称。
unit-not-empty = 下面还有 { $units } 个单位、{ $people } 个人，先移走再撤销。

employee-no-malformed = 工号只能有字母、数字和短横线。
employee-no-taken = 这个工号已有人在用。
phone-malformed = 手机号是 1 开头的 11 位数字。
phone-taken = 这个手机号已有人在用。
person-ended = 他已经离开了。
person-other-organisation = 他是别的单位的人。

password-too-short = 太短了：至少 { $least } 个字符，字母和数字都有的话 { $least_mixed } 个就行。
password-too-long = 最多 { $most } 个字符。
password-too-common = 这个密码太常见，别人一猜就中。
password-tells-who = 别用姓名、工号、手机号做密码。
sign-in-wrong = 账号或密码不对。
token-expiry = 有效期要在一天到一年之间。
token-no-scope = 至少选一种用途。
token-too-many = 最多 { $most } 个令牌，先撤掉不用的。

roster-faulty = 有 { $rows } 行不对，一行也没有导入。改好再传一次。
roster-not-enterprise = 花名册是企业的，这里不是企业。
roster-column-missing = 缺“{ $column }”这一列。
roster-column-twice = “{ $column }”这一列有两个。
roster-role-unknown = 没有“{ $role }”这个角色。

person-named-unknown = 本单位没有找到“{ $name }”。请写全名或工号。
person-named-ambiguous = 叫{ $name }的不止一位。请在名字后面加 # 和工号，写成 { $name }#工号。
