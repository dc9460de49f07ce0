### The desk: queue, checks, batches, slips, posters.

desk-nav = To do
desk-officers-only = This is the innovation officers’ desk. To work here, ask your enterprise’s administrator for the role.
desk-list-comma = {", "}
desk-back = Back to the queue

## Views

desk-views = Views
desk-views-mine = Waiting for me
desk-views-under-way = Under way
desk-views-saved = My saved views
desk-more = Also
desk-view-check = Waiting for check
desk-view-today = Due today
desk-view-overdue = Overdue
desk-view-replies = Replies from workers
desk-view-decide = To decide
desk-view-announce = To announce
desk-view-reconsider = Reconsidering
desk-view-review = In review
desk-view-plan = Adopted, no plan yet
desk-view-implement = Being carried out
desk-view-confirm = Awaiting confirmation
desk-view-all = All
desk-view-save = Save this filter
desk-view-save-now = Save
desk-view-name = Give it a name
desk-view-remove = Delete this view
desk-views-enough = You can keep 20 views. Delete one first.
flash-desk-view-saved = Saved. You find it on the left under “My saved views”.
flash-desk-view-gone = View deleted.

## Filters and list

desk-total = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
desk-filter = Filter
desk-filter-text = Words in title, text, names or number
desk-filter-unit = Workshop or team
desk-filter-category = Category
desk-filter-officer = Whose
desk-filter-days = Due within days
desk-filter-photo = With a photo
desk-filter-any = Any
desk-filter-show = Show
desk-filter-clear = Clear filters
desk-filter-off = (remove this condition)
desk-holder-me = Mine
desk-holder-nobody = Nobody’s yet
desk-chip-days = Due within { $days } days
desk-chip-text = “{ $text }”
desk-sort-due = By deadline, nearest first
desk-sort-newest = By submission, newest first
desk-sort-change = (change the order)
desk-col-number = Number
desk-col-title = Suggestion
desk-col-author = Author
desk-col-category = Category
desk-col-state = Progress
desk-col-due = Deadline
desk-pick = Select: { $title }
desk-prepared = Decision prepared
desk-empty = Nothing to do here
desk-empty-hint = Try another view, or clear the filters.

## Preview

desk-preview-none = Choose one to read it here.
desk-open-record = Open record
desk-said-now = Now
desk-said-how = Better
desk-said-no-how = Names the problem without a way to solve it. Ask for more, or answer it as a general remark.
desk-prepared-as = Prepared: { $verdict }
desk-dt-gains = Benefit
desk-dt-category = Category
desk-dt-place = Where
desk-dt-submitted = Submitted
desk-dt-promised = Promised
desk-dt-earlier = Before
desk-dt-reviews = Review
desk-dt-lead = Joined to
desk-earlier-first = First suggestion
desk-earlier = { $all } suggested, { $adopted } adopted
desk-reviews-none = No reviewers asked yet
desk-reviews = { $asked } asked, { $done } handed in
desk-alike = { $count } similar
desk-choose-category = Choose a category first
desk-way-accept = Accept
desk-way-accept-with = Accept and ask reviewers
desk-way-return = Ask for more
desk-way-spot = Do it now
desk-way-join = Join
desk-way-remark = General remark
desk-way-assign = Assign
desk-way-invite = Ask reviewers
desk-way-decide = Prepare decision
desk-way-announce = Announce
desk-way-part = Part again

## One small page for each step

desk-overtaken = Somebody has just changed it
desk-overtaken-hint = What you wrote is still here. Look at the latest version and send it again if it still holds.
desk-closed = This step is not open now
desk-acceptance-title = Accept
desk-acceptance-lead = It then goes into review. Reviewers can be asked now or later.
desk-acceptance-submit = Accept
flash-desk-acceptance = Accepted.
desk-return-title = Ask for more
desk-return-lead = The author sees your question. Once completed it waits for the check again; its date stays.
desk-return-submit = Send
flash-desk-return = The author has been asked.
desk-remark-title = Answer as a general remark
desk-remark-lead = For what names a problem without a way to solve it. The answer closes it.
desk-remark-submit = Answer
flash-desk-remark = Answered as a general remark.
desk-joint-title = Join
desk-joint-lead = One matter, one answer. Every author keeps their own record and date.
desk-joint-submit = Join to that one
flash-desk-joint = Joined.
desk-parting-title = Part again
desk-parting-lead = It then waits for the check again, on its own.
desk-parting-submit = Part
flash-desk-parting = Parted; it waits for the check again.
desk-assignment-title = Assign
desk-assignment-lead = Give it to another innovation officer here.
desk-assignment-submit = Assign
flash-desk-assignment = Assigned.
desk-reviewers-title = Ask reviewers
desk-reviewers-lead = Each writes alone and sees the others after handing in. What is handed in stays; whom you untick is no longer asked.
desk-reviewers-submit = Ask them
flash-desk-reviewers = The reviewers are set.
desk-decision-title = Prepare the decision
desk-decision-lead = The author is told only when it is announced. What is not yet accepted is accepted with it.
desk-decision-submit = Settle it
flash-desk-decision = The decision is noted.
desk-announcement-title = Announce the decision
desk-announcement-lead = The author sees decision and answer at once.
desk-announcement-submit = Announce
flash-desk-announcement = Announced. The author can read it.
desk-on-the-spot-title = Do it now
desk-on-the-spot-lead = All at once: accepted, adopted, announced, and carried out by you.
desk-on-the-spot-submit = Adopt, I will do it
flash-desk-on-the-spot = Adopted. You carry it out.
desk-field-question = What should the author add
desk-field-question-hint = Say what is missing, such as which machine, or who keeps the key.
desk-field-answer = Answer
desk-field-answer-hint = The author reads this.
desk-field-decision-hint = The author reads this. If it is not adopted, give the reason; the author may ask once for reconsideration.
desk-field-verdict = Decision
desk-field-announce = Announce it now
desk-field-announce-hint = Otherwise it waits under “To announce”, where many can be announced together.
desk-field-spot = What will be done
desk-field-spot-hint = The author reads this, and it is the plan.
desk-field-ends = Done by
desk-field-category = Category
desk-field-officer = To whom
desk-field-reviewers = Reviewers
desk-field-reviewers-none = No reviewers are registered here. Give employee numbers below.
desk-field-others = Employee numbers of others
desk-field-others-hint = Set several apart with spaces or commas.
desk-field-lead = Join to which
desk-field-lead-number = Or give its number
desk-field-lead-number-hint = Such as JY-330206-2026-000127
desk-choose-some = Ask at least one person.
desk-lead-unknown = There is no suggestion with this number.
desk-number-unknown = Nobody here has the employee number { $number }.

## Batches

desk-batch-accept = Accept
desk-batch-review = Send to review
desk-batch-assign = Assign
desk-batch-announce = Announce
desk-batch-about = { $count ->
    [one] For { $count } suggestion
   *[other] For { $count } suggestions together
}
desk-batch-account = { $done } done, { $refused } not
desk-batch-account-hint = Those not done are listed with the reason. Those done are in force.
desk-batch-overtaken = Somebody has just changed it. Look at the latest version.
flash-desk-batch = All of the selection is done.
flash-desk-nothing-chosen = Nothing was selected.

## Slips

desk-behalf-title = Enter a paper slip
desk-behalf-lead = It counts for whoever wrote the slip. That you entered it is recorded too.
desk-behalf-writers-only = Foremen and innovation officers enter slips. Ask one of them.
desk-behalf-who = Who wrote it
desk-behalf-who-hint = The beginning of a name or employee number.
desk-behalf-find = Find
desk-behalf-other = Somebody else
desk-behalf-nobody = Nobody found
desk-behalf-nobody-hint = Only people of the parts you look after are found. Check the name or number.
desk-behalf-spot = Which machine, which line
desk-behalf-submit = Register
flash-desk-behalf = Registered in their name.

## Posters

poster-title = Workshop posters
poster-lead = On the wall, scanned with a phone, no account needed. One for each unit; a reprint has the same code.
poster-unit = For which unit
poster-make = Make one
poster-none = No posters yet
poster-none-hint = Choose a workshop or team, then print.
poster-made = Made by { $name } on { $day }
poster-print-a4 = A4
poster-print-a3 = A3
poster-end = Take down
poster-end-ask = The code will lead nowhere. What was suggested by it stays.
poster-end-now = Take this poster down
flash-poster-made = The poster is ready to print.
flash-poster-ended = The poster is taken down.
poster-file = poster-{ $unit }
poster-whole = All employees
poster-headline = What gets in your way at work?
poster-subline = One sentence is enough. You see who has it and when they answer.
poster-step-scan = Scan the code. Nothing to install, no account.
poster-step-say = Say how it is and how to do it better. Add a photo if you like.
poster-step-keep = Keep the number, the date of the answer and the follow-up code.
poster-footer = { $enterprise } · Suggestions
poster-code-label = Scan to suggest
