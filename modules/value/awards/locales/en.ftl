awards-title = Awards
awards-lead = Every award can say under which rule, how much, and for whom.
awards-list = All awards
awards-by-state = By state
awards-all = All
awards-none = No awards here yet
awards-none-words = Once finance has audited a benefit, the innovation officer can propose one.
awards-tasks = Waiting for you
awards-task-agree = Do you agree to this split?
awards-task-approve = To be approved by you
awards-task-answer = An objection waits for an answer
awards-task-amend = Somebody contests the split
awards-candidates = May be proposed
awards-regrade = benefit audited anew, the difference is due
awards-payable = To be paid
awards-payable-hint = The list holds bank accounts: payroll alone gets it, and each download is recorded.
awards-payable-list = Download the payment list
awards-payable-open = One by one
awards-public-until = public until { $day }
awards-round = round { $n }
awards-of = Award: { $title }
awards-head = a head shares in it: approved above
awards-filed = filed above
awards-grade = grade { $n }
awards-basis-value = audited yearly benefit { $money }
awards-basis-points = audited: { $points } points
awards-basis-reserve = technical reserve, not in use yet
awards-basis-law = granted patents: legal reward
awards-basis-prize = prize of the enterprise's own campaign
awards-reward = Legal reward of at least { $amount }
awards-reward-paid = Paid
awards-reward-by = to be paid by { $day }
awards-reward-late = was to be paid by { $day }

# explanation
awards-explained = How it came about
awards-pays = Paid now
awards-due = The law wants it paid before { $day }.
awards-line-grade = By the value of a year: { $grade }
awards-line-grade-points = By these points it is { $grade }
awards-line-matrix = Not computable: { $points } points for effect, difficulty and reach
awards-line-borrowed = Builds on a result in use elsewhere, one grade lower: { $grade }
awards-line-reserve = Technical reserve: capped at { $grade } for now
awards-line-position = By its place inside { $grade }
awards-line-least = { $grade } has no upper end: its least
awards-line-middle = Nothing audited yet: the middle of { $grade }
awards-line-choice = Chosen by the committee inside { $grade }
awards-line-percentage = { $rate } of the value
awards-line-higher = Several rules apply: the highest counts
awards-line-difference = Paid before: only the difference is due
awards-line-promise = Of this { $share }% goes to the originators, as was agreed when it was taken over
awards-line-filing = This grade is filed with the superior body
awards-line-head = A head shares in it: approved above
awards-line-norms = Norms are protected
awards-regulation-patent-invention = Legal reward for a granted invention patent
awards-regulation-patent-utility = Legal reward for a granted utility model
awards-regulation-patent-design = Legal reward for a granted design patent
awards-regulation-campaign-prize = Prize of the enterprise's own campaign

awards-source-l1 = Regulation of 1986, Art. { $articles }
awards-source-l2 = Patent Law Rules, Art. { $articles }
awards-source-s10 = practice of enterprises

# people
awards-people = Who gets what
awards-people-hint = Parts sum to 100 %. Whoever agreed to the same part of the work is not asked again; whose part changes is. Of people with one name, write name#number.
awards-taken = Taken over
awards-taken-by = Taken over by { $unit }
awards-taken-from = Taken over from { $unit }
awards-taken-hint = A result that was taken over counts one grade lower.
awards-originators = Originators { $share }%, { $sum }
awards-takers = Unit that took it over { $share }%, { $sum }
awards-originators-get = First { $share }% to the originators
awards-originators-hint = Agreed when it was taken over, divided by the shares of the work; it cannot be changed here. Originators may object; your payroll pays them.
awards-takers-get = The other { $share }% to your own people
awards-takers-hint = Say who put it to use; the parts sum to 100%, and each is asked. Where names are alike write name#number.
awards-name-people = Say who of your enterprise put it to use, and with which part.
awards-originator-twice = Somebody is an originator and has a part already.
awards-said-by-work = As the work has it
awards-certificate = Certificate
awards-certificate-revoked = Certificate revoked
awards-consent = { $unit } pays this award and cannot read your bank account yet
awards-consent-go = Consent under bank account
awards-consent-hint = Its payroll sees the account only after your separate consent.
awards-row-name = Person { $n }, name or number
awards-row-part = Part of person { $n }, in per cent
awards-said-agreed = agreed
awards-said-nothing = to agree
awards-said-contest = contests

# acts
awards-acts = What you can do
awards-acts-none = Nothing waits for you here.
awards-reason = Reason
awards-why-hint = The page is fresh; please look again.
awards-contest-hint = Say which split would be fair. While somebody contests it, it is not approved.
awards-approve-hint = It becomes public inside the enterprise, and is paid when nobody objected until the end.
awards-approve-hint-filed = It is filed above and becomes public inside the enterprise, and is paid when nobody objected until the end.
awards-object-hint = Nothing is paid before the answer. Somebody else answers, not those you speak about.
awards-question-hint = A question of the union: nothing is paid before the answer.
awards-pay-hint = Confirm that everybody got what the list says. Each gets a certificate with it.
awards-drop-hint = It can be proposed again afterwards.
awards-claw_back-hint = From each is taken back what they got, and the certificate is revoked; its public page gives your reason.
awards-norm = Which norm
awards-norm-months-label = For how many months
awards-norm-hint = After a gain this norm is not tightened for 6 to 12 months ({ $source }).
awards-norms = Protected norms
awards-norm-until = protected until { $day }
awards-raised = Objections and questions
awards-objection = Objection
awards-question = Question
awards-open = not answered
awards-upheld = upheld, sent back
awards-dismissed = dismissed
awards-outcome = Outcome
awards-outcome-dismissed = Dismissed: the publicity goes on
awards-outcome-upheld = Upheld: sent back to the officer
awards-answer = Answer

awards-phase-propose = Proposed
awards-phase-approve = Approval
awards-phase-clear = Publicity
awards-phase-pay = Payment

# proposing
awards-propose-title = Propose an award
awards-propose-submit = Propose
awards-amend-title = Change the proposal
awards-amend-submit = Keep the changes
awards-back = Back
awards-borrowed = It builds on a result in use elsewhere
awards-borrowed-hint = The rule counts it one grade lower.
awards-choice = What the committee chose (yuan)
awards-range = { $least } to { $most }

# states
word-award-proposed = to be approved
word-award-publicised = public
word-award-disputed = disputed
word-award-payable = to be paid
word-award-paid = paid
word-award-clawed_back = clawed back
word-award-refused = not approved
word-award-dropped = withdrawn

# steps
word-award-step-propose = Propose
word-award-step-agree_split = Agree to the split
word-award-step-contest = Contest the split
word-award-step-amend = Change the proposal
word-award-step-approve = Approve
word-award-step-refuse = Do not approve
word-award-step-file = File above
word-award-step-object = Object
word-award-step-question = Ask as the union
word-award-step-answer = Answer
word-award-step-resume = Go on with the publicity
word-award-step-reopen = Send back
word-award-step-clear = End the publicity
word-award-step-pay = Confirm the payment
word-award-step-claw_back = Claw back
word-award-step-drop = Withdraw
word-award-step-protect = Protect a norm

# why not
awards-not-now = It is now “{ $state }”, so this cannot be done: { $step }.
awards-not-in-this-state = It is not the time for this step.
awards-overtaken = Somebody was faster by a step.
awards-officer-only = The innovation officer of the enterprise does this.
awards-own = What concerns yourself is done by somebody else.
awards-not-its-people = Only those who share in it have a say here.
awards-employees-only = Only employees of the enterprise and those who share in it may object.
awards-union-only = The union above asks questions.
awards-answerers = The innovation officer or the approving head answers.
awards-payroll-only = Payroll of the enterprise does this.
awards-by-itself = This happens by itself when it is time.
awards-head-above = An award in which the head shares is approved by the union above.
awards-approver-only = The approving head of the enterprise decides.
awards-proposed-by-you = Who proposed it neither decides nor answers.
awards-contested = Somebody contests the split; settle that first.
awards-not-all-agreed = Not everybody has agreed to the split.
awards-open-already = An award for this work is under way already.
awards-nothing-due = Under the scheme in force nothing is due.
awards-no-figure = Finance has not audited a benefit yet.
awards-no-gain = The audited benefit is no gain; there is no award.
awards-no-points = The scheme in force does not pay for these points.
awards-no-reserve = The scheme in force does not pay for reserves.
awards-no-choice = The amount follows from a formula here; there is nothing to choose.
awards-choice-outside = Between { $least } and { $most } yuan.
awards-figure-changed = Finance has audited the benefit anew since; change the proposal first.
awards-still-public = It is still public.
awards-nothing-payable = There is nothing to be paid now.
awards-norm-months = Between { $least } and { $most } months.
awards-money-unreadable = Write a number with at most two decimals, such as 1500.50.
awards-number-unreadable = Write a whole number.
awards-date-unreadable = Write a date such as 2026-07-01.
awards-choose = Choose one.
awards-person-unknown = Nobody of the enterprise is called “{ $name }”.
awards-person-ambiguous = Several people are called “{ $name }”; write name#number.

flash-award-proposed = Proposed; once its people agree it can be approved.
flash-award-amended = Changed; whose part changed is asked again.
flash-award-agree = You have agreed.
flash-award-contest = Noted; the officer will come to settle it.
flash-award-approve = Approved and public.
flash-award-refuse = Not approved; recorded.
flash-award-object = Received; nothing is paid before the answer.
flash-award-answer = Answered.
flash-award-pay = Recorded as paid; the certificate is issued.
flash-award-batch = All are recorded as paid; the certificates are issued.
flash-award-clawback = Recorded as clawed back.
flash-award-drop = Withdrawn.
flash-award-norm = Recorded; a reminder comes before it ends.
flash-award-kept = Kept.

notice-award-agree = An award for “{ $title }” was proposed; please say whether you agree to the split.
notice-award-origin = { $unit } took over “{ $title }” and proposes an award for it, with a part for you as an originator.
notice-award-origin-approve = The award of { $unit } for taking over “{ $title }” is approved, with a part for you. Please consent under bank account that it pays you.
notice-award-origin-pay = Your part as an originator of “{ $title }”, taken over by { $unit }, was paid.
notice-award-decide = The award for “{ $title }” waits for your approval.
notice-award-contest = { $name } contests the split of the award for “{ $title }”.
notice-award-approve = The award for “{ $title }” was approved and is public.
notice-award-refuse = The award for “{ $title }” was not approved; the reason is there.
notice-award-file = The award for “{ $title }” was filed with you.
notice-award-object = { $name } objects to the award for “{ $title }”.
notice-award-answer = Your objection to the award for “{ $title }” was answered.
notice-award-reopen = An objection to the award for “{ $title }” was upheld; it is back with you.
notice-award-clear = The publicity of the award for “{ $title }” is over; it can be paid.
notice-award-pay = The award for “{ $title }” was paid.
notice-award-claw_back = The award for “{ $title }” was clawed back; the reason is there.
notice-award-drop = The proposal of an award for “{ $title }” was withdrawn.
notice-award-reward-due = A patent for “{ $title }” was granted: the inventors’ reward is due by { $due } and not paid yet
notice-award-reward-late = The legal reward for “{ $title }” was due by { $due } and is not paid
notice-award-norm = The norm “{ $norm }” is protected until { $until }; that is soon.

# payment list
awards-batch-empty = Choose at least one.
awards-batch-large = At most { $most } at once; confirm them in several goes.
awards-batch-lost = “{ $title }” was dealt with by somebody else, or is no longer to be paid.
payments-title = Payments
payments-sum = { $count } to be paid, { $people } people, { $total } in all.
payments-missing = Of { $count } people no account can be read: none was given, or not for this enterprise.
payments-line-missing = { $count } accounts missing
payments-step-list = 1. Pay by the list
payments-step-mark = 2. When the bank has paid, confirm which
payments-mark-hint = Untick what did not go through; confirm it next time.
payments-mark = Check what is chosen
payments-open = Look
payments-nothing-done = Nothing was recorded. Look again, then choose.
payments-none-words = Awards whose publicity ended without objection stand here.
payments-confirm-title = Confirm the payments
payments-chosen = The chosen awards
payments-total = Total: { $count } awards, { $people } people
payments-in-words = In words
payments-confirm-hint = Each is recorded as paid, everybody gets a certificate and is told. All are recorded, or none.
payments-confirm = Confirm all as paid
payments-unit = Unit
payments-people = People
payments-details = Details
payments-name = Name
payments-number = Number
payments-amount = Amount (yuan)
payments-work = Work

# bank details
bank-title = Bank account
bank-lead = For your awards. Kept encrypted; the whole number shows only in the payroll list of an enterprise you consented to, while it has something to pay you.
bank-kept = Your account now
bank-enter = Enter an account
bank-change = Another account
bank-holder = Account holder
bank-bank = Bank
bank-bank-hint = With its branch.
bank-number-label = Account number
bank-number = An account number has 8 to 30 digits.
bank-since = Consent since
bank-consent = I consent separately that my enterprise uses this account to pay my awards
bank-consent-hint = A bank account is sensitive personal information. You can erase it at any time, for good.
bank-payers = Who may read the whole number
bank-payers-hint = Enterprises that take over your work pay you, too. Each needs a consent of its own; its payroll sees the account only while there is something to pay you.
bank-payer-waits = Waits for your consent
bank-payer-first = Enter an account first
bank-payer-consent = I consent separately
bank-payer-since = Consented on { $day }
bank-payer-withdraw = Take back
bank-none-yet = Enter a bank account first.
bank-consent-needed = Without your separate consent the account cannot be kept.
bank-save = Keep encrypted
bank-erase = Erase the account
bank-erase-question = It cannot be brought back; later awards must be collected otherwise.
flash-bank-kept = The account is kept, encrypted.
flash-bank-consent = Your consent is recorded.
flash-bank-consent-removed = Your consent is taken back.
flash-bank-erased = The account is erased.

awards-waits-agree = Agree to your part of the award: { $part }%
awards-waits-approve = { $count ->
    [one] 1 award to approve
   *[other] { $count } awards to approve
}
awards-waits-pay = { $count ->
    [one] 1 award to pay out
   *[other] { $count } awards to pay out
}
awards-waits-answer = { $count ->
    [one] 1 award was objected to
   *[other] { $count } awards were objected to
}

## Indicators
indicator-award-cash = Awards paid
indicator-award-cash-definition = Money paid as awards in the period, less what was taken back in it, by the day of either.
indicator-award-people = People awarded
indicator-award-people-definition = People who were paid an award in the period; each counts once at a node.
indicator-award-waiting = Waiting to be paid
indicator-award-waiting-definition = Awards approved in the period whose publicity is over and that are not paid yet.
indicator-benchmark-cash-rewards = Benchmark: cash rewards
indicator-benchmark-cash-rewards-definition = Input 10 of the German benchmark of suggestion schemes: money paid as awards for suggestions in the period, less what was taken back.
indicator-benchmark-non-cash-rewards = Benchmark: non-cash rewards
indicator-benchmark-non-cash-rewards-definition = Input 9 of the German benchmark of suggestion schemes: the value of rewards in kind for suggestions in the period. Only money is awarded so far, so it is nothing.
