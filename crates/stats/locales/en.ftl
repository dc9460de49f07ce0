### Indicators: their names and what they mean.

indicator-people-headcount = Employees
indicator-people-headcount-definition = People on the rosters of enterprises at the end of the period. When an enterprise moves, its people count at its new place from that day on.
indicator-benchmark-possible-submitters = Benchmark: possible submitters
indicator-benchmark-possible-submitters-definition = Input 1 of the German benchmark of suggestion schemes: employees at the end of the period.
