### 指标：名称和口径。

indicator-people-headcount = 在册职工
indicator-people-headcount-definition = 期末在企业花名册上的职工人数。企业改隶后，从改隶之日起计入新的上级。
indicator-benchmark-possible-submitters = 对标：可提人数
indicator-benchmark-possible-submitters-definition = 德国建议制度对标的第 1 项：期末在册职工人数。
