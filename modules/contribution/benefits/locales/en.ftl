# Benefits
nav-benefits = Benefits
benefits-title = Benefits
benefits-waiting = For you to audit
benefits-waiting-none = Nothing to audit
benefits-waiting-none-hint = When somebody states a benefit it appears here, and you are told.
benefits-rechecks = Due for a re-check
benefits-sent-back = Sent back to you
benefits-unstated = In use, benefit not stated yet
benefits-signed = Audited
benefits-signed-none = Nothing was audited yet.

word-handed_in = Waiting for audit
word-sent_back = Sent back
word-audited = Audited
word-revoked = Revoked
word-hand_in = Stated
word-restate = Stated anew
word-send_back = Sent back
word-audit = Audited
word-recheck = Re-checked
word-revoke = Revoked
word-computed = Can be computed
word-graded = Cannot be computed
word-gain = Saving or gain
word-cost = Less: cost of doing it

benefit-since = in use since { $day }
benefit-period = Twelve months, { $from } to { $until }
benefit-recheck-on = Re-check on { $day }
benefit-points = { $n } points
benefit-unit-yuan = yuan in 12 months
benefit-unit-points = points
benefit-minus = Less: { $what }
benefit-gist = What was done
benefit-figure = Benefit
benefit-verified = Audited by finance
benefit-calc = The arithmetic
benefit-total = Total
benefit-nothing-yet = Nobody has stated the benefit of this use yet.
benefit-pairs = Claimed and audited
benefit-col-line = Line
benefit-unchanged = As claimed
benefit-history = Where this figure comes from
benefit-same = Audited as claimed.
benefit-cut = { $amount } less than claimed.
benefit-raised = { $amount } more than claimed.
benefit-acts = What you can do
benefit-act-state = State the benefit
benefit-act-restate = Change the statement
benefit-act-audit = Audit
benefit-act-recheck = Re-check
benefit-act-return = Send back
benefit-act-revoke = Revoke the figure
benefit-act-work = Open the record
benefit-reason = Reason
benefit-return-hint = Say what is missing or which number does not fit; it is handed in again once mended.
benefit-revoke-hint = Only after a proven fraud. The figure then counts no longer and cannot come back.
benefit-overtaken = Somebody changed it just now; this is the newest. Nothing of theirs was overwritten.

benefit-form-title = State the benefit
benefit-form-hint = For the 12 months from the day of adoption ({ $since }). Give numbers you can show evidence for; finance checks each.
benefit-method = Can it be put in money?
benefit-method-hint = If so, as an arithmetic. Safety, environment and the like go by effect, difficulty and reach.
benefit-line = Line { $n }
benefit-what = What was saved, or spent
benefit-what-example = Changeover time saved
benefit-sign = Adds or is taken off
benefit-factor-name = Line { $line }, name of number { $n }
benefit-factor-value = Line { $line }, number { $n }
benefit-factor-unit = Line { $line }, unit of number { $n }
benefit-example-0 = Saved each time|35|minutes
benefit-example-1 = Times|1440|times a year
benefit-example-2 = Rate|0.75|yuan a minute
benefit-example-3 = Share|0.85|
benefit-evidence = Evidence
benefit-evidence-example = For instance: schedule of March, 52 changeovers on record
benefit-more = Add a line
benefit-sum = Work it out
benefit-sum-title = It comes to
benefit-level = { $name } ({ $points } points)
benefit-words = Explanation
benefit-words-hint = Why these levels, and what change one can see.
benefit-submit = Hand in to finance

benefit-audit-title = Audit the benefit
benefit-recheck-title = Re-check the benefit
benefit-audit-hint = Each number starts as claimed. Change what you do not accept; to strike a whole line, set one of its numbers to 0.
benefit-signed-sum = Audited as
benefit-note = Opinion
benefit-note-hint = Say what it rests on and why something was cut; the authors read it.
benefit-sign-it = Sign

benefit-number-empty = A number is needed here.
benefit-number-unreadable = Digits only, such as 1440 or 0.75.
benefit-number-long = At most { $whole } digits before the point and { $places } behind it.
benefit-cursor = The cursor cannot be read; use the last answer's next.
benefit-choose = Please choose one.
benefit-no-lines = Write at least one line.
benefit-no-factors = This line needs at least one number.
benefit-too-much = This line comes to too much; look at the units and digits.
benefit-too-many = At most 12 lines with 4 numbers each.
benefit-correction-unfit = The audited numbers do not fit the claimed lines; reload and fill in again.
benefit-not-its-stater = Only an author, an implementer or the innovation officer of the unit that uses it states the benefit.
benefit-finance-only = Finance of the unit that uses it audits.
benefit-revoke-only = Finance or the head of the unit that uses it revokes.
benefit-own-work = You share in this work; somebody else of finance must audit it.
benefit-own-statement = You stated this benefit; somebody else of finance must audit it.
benefit-not-stated = Nobody has stated the benefit yet.
benefit-stated-already = It was stated already.
benefit-use-ended = It is no longer in use here; no benefit is audited.
benefit-since-changed = The day of adoption was changed; the benefit must be stated for the new one.
benefit-signed-stands = Finance has signed. For a change, ask finance for a re-check.

benefit-rules-title = Rules of benefits
benefit-rules-of = { $name }: rules of benefits
benefit-rules-lead = A change holds from now on; what was stated and signed before stays as it is.
benefit-rules-only = Only the enterprise's administrators, finance auditors and innovation officers set these rules.
benefit-rules-audit-days = Working days finance has
benefit-rules-remind-days = Remind so many working days before
benefit-rules-recheck-3 = Re-check 3 months after adoption
benefit-rules-recheck-12 = Re-check 12 months after adoption
benefit-rules-grid-hint = What cannot be put in money gets points for these three. At least two levels each; an emptied row is dropped.
benefit-rules-zh = Level, in Chinese
benefit-rules-en = In English
benefit-rules-points = Points
benefit-rules-zh-of = { $name }, level { $n }, in Chinese
benefit-rules-en-of = { $name }, level { $n }, in English
benefit-rules-points-of = { $name }, points of level { $n }
benefit-rules-save = Save
benefit-rules-history = Versions
benefit-rules-default = Never changed; the default holds.
benefit-rules-line = Audit in { $audit } working days; re-checks (months): { $months }
benefit-rules-number = A whole number from { $least } to { $most }.
benefit-rules-remind-early = The reminder must be fewer days than the deadline.
benefit-rules-levels = At least two levels.

benefit-panel-person = Benefits signed by finance
benefit-panel = Benefit
flash-benefit-statement = Handed in to finance.
flash-benefit-audit = Signed.
flash-benefit-return = Sent back.
flash-benefit-revocation = Revoked.
flash-benefit-rules = Saved; in force from now on.
notice-benefit-hand_in = A benefit waits for your audit: { $serial } { $title }
notice-benefit-send_back = A benefit was sent back to be completed: { $serial } { $title }
notice-benefit-audit = Finance signed the benefit: { $serial } { $title }
notice-benefit-recheck = The benefit was re-checked: { $serial } { $title }
notice-benefit-revoke = The audited benefit was revoked: { $serial } { $title }
notice-benefit-look-again = A benefit is due for its re-check by { $due }: { $serial } { $title }
notice-benefit-due = An audit of a benefit is due by { $due }: { $serial } { $title }
notice-benefit-late = An audit of a benefit is overdue ({ $due }): { $serial } { $title }

benefit-waits-sent-back = Finance asks you to state the benefit more clearly
benefit-waits-audit = { $count ->
    [one] 1 benefit to audit
   *[other] { $count } benefits to audit
}
benefit-waits-recheck = { $count ->
    [one] 1 benefit to look at again
   *[other] { $count } benefits to look at again
}

## Indicators
indicator-benefit-audited = Audited benefit
indicator-benefit-audited-definition = The benefit of twelve months as finance signed it, less the cost of implementing. It counts at the unit that uses the work, by the day it was first signed, with the figure of the last re-check; what was revoked does not count.
indicator-benefit-statements = Audited statements
indicator-benefit-statements-definition = Benefit statements signed by finance and not revoked, by the day they were first signed.
indicator-benefit-waiting = Waiting for finance
indicator-benefit-waiting-definition = Benefit statements handed in during the period that finance has neither signed nor sent back.
indicator-benchmark-gross-benefit = Benchmark: gross benefit
indicator-benchmark-gross-benefit-definition = Input 7 of the German benchmark of suggestion schemes: audited benefit of suggestions before the cost of implementing, by the day it was first signed.
indicator-benchmark-net-benefit = Benchmark: net benefit
indicator-benchmark-net-benefit-definition = Input 8 of the German benchmark of suggestion schemes: audited benefit of suggestions less the cost of implementing, before awards, by the day it was first signed.
