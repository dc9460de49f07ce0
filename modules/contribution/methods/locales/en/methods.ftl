### The pages of operating methods.

method-nav = Methods
method-title = Operating methods
method-lead = What was found out at the machine, written as steps and key points and named after its worker, so that others can do it too.
method-bar = Method
method-new = Write down a method
method-write = Write on
method-change = Propose a change
method-waiting = Waiting for you
method-scopes = Which
method-scope-mine = Mine
method-scope-enterprise = My enterprise
method-scope-named = Named
method-search = Find by name, trade or number
method-level = Level
method-level-any = Every level
method-find = Find
method-none = No methods here yet
method-none-hint = Whatever has worked better for more than a year can become a method.
method-row-note = { $serial } · { $day }

method-panel-grown = Became a method
method-panel-person = Operating methods
method-panel-all = All methods
method-panel-write = Write it down as a method

## The record

method-written-by = written down by { $name }
method-grew-from = From “{ $title }”
method-missing = This is missing before it can be handed in
method-pending = A change waits for the officer
method-steps = Steps
method-keys = Key points
method-original = What is new
method-why = Where it is used and why
method-name = Name
method-trade = Trade
method-scope = Scope and equipment
method-former = How it was done before
method-problem = What was wrong with that
method-since = In use since
method-results = Leading results
method-result-indicator = Indicator
method-result-before = Before
method-result-after = After
method-result-time = Time
method-result-source = Source
method-regulations = Keeps to three regulations
method-declared = Declared:
method-photos = Photos and video
method-reviews = Reviews
method-favours = For naming
method-against = Against naming
method-review-ask = Your conclusion
method-side = What to do and where it comes from
method-acts = What comes next
method-write-on = Write on
method-propose = Propose a change
method-sheet = Print for the machine
method-versions = Versions
method-namings = Namings
method-publicity-until = Public until { $day }
method-shares = Shares
method-agreed = agreed
method-not-agreed = not agreed yet
method-edition = Version { $n }
method-edition-first = First version
method-files = Files
method-file-hint = Photos up to 15 MB; video as MP4 or WebM up to 48 MB, a minute or two; at most 9 files.
method-words = Words for its people
method-rules = Under which rule
method-visibility = Who may see it
method-document = Document number
method-document-hint = The platform nominates; the naming itself is your document’s.
method-hint-handing-in = The innovation officer of your unit checks it.
method-hint-acceptance = What is accepted becomes a version; it does not change any more, it is revised.
method-hint-publicity = Public for the days this level asks for; it can be named after that.
method-hint-naming = Its certificate is issued with the naming.
method-hint-nomination = The union at the next level can see it from then on.
method-hint-revision = It becomes the next version; the older ones stay.
method-hint-ending = Its namings and certificates stand.
method-hint-withdrawal = This cannot be taken back.

method-chain-begun = Begun
method-chain-handed = Handed in
method-chain-accepted = Checked
method-chain-unit = Named at the unit
method-chain-county = Named at county level
method-chain-city = Named at city level
method-chain-province = Named at provincial level

## Writing

method-write-lead = Keep a draft and take your time; hand it in when it is whole.
method-change-lead = The officer checks the change. Accepted, it is the next version; the older ones stay.
method-from-hint = What is known is filled in already.
method-overtaken-hint = What you typed is still here. Look at the newest state before you save.
method-part-name = What it is called, where it is used
method-part-how = How it is done
method-person = Named after
method-person-hint = Leave it empty for yourself; for somebody else type their number or name#number.
method-person-is = Named after { $name }
method-object = Object
method-object-hint = The name is person + object + 法, as in 王招俊FTTH冷接子修复法.
method-object-example = FTTH冷接子修复
method-name-hint = Left empty, it is proposed from the object.
method-trade-example = such as fitter
method-scope-example = such as vertical machining centres, quick-change jigs
method-steps-hint = One step a line, in order; numbers are added.
method-keys-hint = One a line: where it goes wrong most easily, and what to keep to.
method-original-hint = One a line: how it differs from what others do.
method-results-hint = At least one indicator over { $months } months or more, before and after, with its source.
method-since-hint = Its time of use counts from this day.
method-result-n = Result { $n }
method-result-example = such as change-over time (minutes)
method-result-from = From
method-result-until = Until
method-source-example = such as change-over records
method-regulations-hint = Name each regulation it keeps to; naming it is confirming it.
method-restrictions = Does one of these hold
method-restrictions-hint = Choose none if none does.
method-shares-hint = Who worked on it with you; the rest is that of the one it is named after.
method-mate = Workmate
method-mate-part = Share (%)
method-visibility-hint = From its acceptance on; what is for everybody stands on the portal once it is named.
method-save = Keep as draft
method-propose-send = Send the change
method-note = What changed
method-note-hint = One sentence, kept with the version.

## Versions and the sheet

method-older = Older
method-newer = Newer
method-compare = Compare
method-one-version = There is one version so far
method-one-version-hint = When a change is accepted, both stand here side by side.
method-same-parts = The other { $count } parts did not change.
method-sheet-foot = { $serial } · version { $n }
method-sheet-hint = Print this page and hang it at the machine. Replace it when the method is revised.

## Terms of naming

method-terms = Terms of naming
method-terms-of = Terms of naming at { $name }
method-terms-lead = In force from now on; what is done stays, what is under way is held against the new terms.
method-terms-days = Working days of publicity
method-terms-months = Months that leading results must cover
method-terms-months-hint = Twelve or more.
method-terms-reviews = Reviews before publicity
method-terms-reviews-hint = At the unit only.
method-terms-excluded = Not named in these cases
method-terms-keep = Keep and put in force
method-terms-history = Earlier terms
method-terms-told = { $days } working days of publicity, { $months } months of results
flash-method-terms = The terms are in force

flash-method-saved = The draft is kept
flash-method-handed-in = It is handed in
flash-method-handed-in-more = You will be told when it was checked.
flash-method-proposed = The change is sent
flash-method-proposed-more = Once accepted it is the next version.
flash-method-accepted = Accepted as a version
flash-method-published = It is public now
flash-method-named = Named, and the certificate issued
flash-method-nominated = Nominated at the next level
flash-method-revised = It is the next version
flash-method-done = Done

method-waits-agree = Agree to your share: { $part }%
method-waits-returned = Please complete the method
method-waits-desk = { $count ->
    [one] 1 method waits for you
   *[other] { $count } methods wait for you
}
method-hint-objection = Say it with facts. The naming unit answers, and names nothing before.
flash-method-objected = Your objection is in; the naming unit will answer
