### The portal: what everybody may see.

portal-nav = Portal
portal-site = Employee innovation, { $region }
portal-site-nowhere = Employee innovation
portal-about-line = Suggestions, results and operating methods of workers, for everybody to see and to learn from. The figures come from the records; nobody fills them in.
portal-larger = Larger text
portal-suggest = Suggest
portal-chain = The innovation chain
portal-chain-platform = A place to begin
portal-chain-platform-what = Suggest, find others
portal-chain-path = A way to grow
portal-chain-path-what = Learn from operating methods
portal-chain-field = A field to prove it
portal-chain-field-what = Projects and hard problems
portal-chain-value = Worth that shows
portal-chain-value-what = Audited benefit, awards, figures

portal-title-a = One idea of yours
portal-title-b = can spread far.
portal-sub = Workers see first what does not make sense. Say it: somebody answers, somebody tries it, somebody does the sums, somebody else takes it over.
portal-search = Search results and methods
portal-search-placeholder = Slow changeover, a leak, dust: what do you face?
portal-find = Search
portal-by-industry = Industry
portal-by-kind = Kind
portal-by-city = Place
portal-spans = Over which time
portal-span-today = Today
portal-span-month = This month
portal-span-year = This year
portal-as-of-today = Today until { $time }
portal-as-of-month = This month, until { $time } today
portal-as-of-year = This year, until { $time } today
portal-new-suggestions = new suggestions
portal-legend = { $n ->
    [1] A dot is a suggestion, a green dot an audited benefit
   *[other] A dot is { $n } suggestions, a green dot { $n } audited benefits
}
portal-flames-today = New suggestions today, { $n } in all, a flame for each place
portal-flames-month = New suggestions this month, { $n } in all, a flame for each place
portal-flames-year = New suggestions this year, { $n } in all, a flame for each place
portal-flame-of = { $name }: { $n } suggestions, { $verified } audited benefits; see the results from there
portal-elsewhere = { $n } more lie in none of these places.
portal-stone = The ground, { $year }
portal-still = Keep the flame still

portal-spreading = Spreading now
portal-all-results = All results
portal-none-yet = No results are open yet.
portal-benefit = { $money } a year, audited
portal-uses = { $n ->
    [one] in use at one unit
   *[other] in use at { $n } units
}
portal-corridor = The corridor of time
portal-this-year = This year
portal-this-year-text = It is happening; the figures change every day

portal-results = Results and methods
portal-results-about = Suggestions, projects, inventions and methods that are open and in use, by kind, industry and place.
portal-all-kinds = All
portal-newest = The newest
portal-found = On “{ $words }”
portal-everything = Without conditions
portal-nothing = Nothing found
portal-nothing-hint = Try other words, or fewer conditions.
portal-since = in use since { $date }
portal-way = Where you are
portal-what = What it does
portal-where = { $n ->
    [one] In use at one unit
   *[other] In use at { $n } units
}
portal-spread-tree = How it spread (sign in)
portal-thread = Where it came from and went
portal-facts = In short
portal-from = From
portal-people = By
portal-between = {", "}
portal-in-use = In use since
portal-no-names = People are named once they hold a certificate.
portal-audited = { $n ->
    [one] Finance has signed the yearly benefit of one unit that uses it
   *[other] Finance has signed the yearly benefit of { $n } units that use it
}
portal-certificates = Certificates
portal-record = The whole record (sign in)
portal-place-other = Elsewhere

portal-figures = Public figures
portal-figures-about = The figures meant for everybody: what they mean, year by year and place by place, to be downloaded.
portal-figures-lead = { $region }, counted from the records; nobody fills them in. A name leads to its definition and to the places.
portal-years = Years
portal-figure = Figure
portal-node = Place
portal-bar = Beside the greatest
portal-parts-hint = Ordered by the latest year. Each place counts its own; what hangs on the whole directly is in the total alone.

portal-year = The year { $year }
portal-told = What happened
portal-nothing-told = Nothing is told of this year.
portal-source = Source: { $source }
portal-counted = Counted here
portal-nothing-counted = There are no records of this year.
portal-counted-hint = { $region }, counted from the records of this installation; it is not what was published, and must not be added to it.
portal-running = The year is not over.

portal-about = About the portal
portal-open-api = Open API
portal-feed = Feed
portal-free = Liaoyuan is free software, run it yourself
portal-about-shown-title = What is shown
portal-about-shown = Only results that their authors and units have opened to everybody and that are in use: title, how it is done, where from, where used, the benefit finance has signed. No review, no discussion, no photo and no attachment. Figures are totals, never those of a person.
portal-about-people-title = Who is named
portal-about-people = People are named once they hold a certificate, as its public page names them; when it is revoked, the names go. Of all others only the unit is shown.
portal-about-gone-title = When something is taken back
portal-about-gone = What is closed or no longer used leaves the pages and the search at once; copies on the way live { $seconds } seconds at most.
portal-about-large-title = Easy to see
portal-about-large = Larger text and the other language are at the top; everything works without script; the flame can be kept still. Beside every colour there are words or numbers.
portal-about-open-title = Open API
portal-about-open = Everybody may use the data below without signing in. Please name the source and ask no more often than every { $seconds } seconds.
portal-api-live = What the flame is made of
portal-api-figures = Public figures
portal-api-results = Public results
portal-feed-about = The newest results and methods that are open
portal-span-unknown = The time is today, month or year.
portal-kind-unknown = There is no such kind of result.
portal-cursor-unreadable = This cursor cannot be read: pass the `next` of the slice before.
portal-city-unknown = There is no place with this code.
portal-limit = Take 1 to 100 at a time.
