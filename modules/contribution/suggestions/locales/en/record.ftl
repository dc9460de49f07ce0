### The record page of a suggestion, the forms of its steps, reviewing, and notices.

record-bar = Record
record-seen-by = Visible to: { $who }
record-seconds = { $count ->
    [one] seconded by { $count } person
   *[other] seconded by { $count } people
}
record-entered-by = entered by { $name }
record-and-others = { $name }, { $count } people in all

## The course of it

record-phase-review = Review
record-phase-appeal = Reconsideration
record-phase-work = Carrying out
record-phase-use = In use
record-phase-done = Confirmed done
record-owner-missing = nobody is named yet
record-reviews-in = { $count } of { $all } handed in
record-took = { $days ->
    [0] the same day; limit { $limit } working days
   *[other] on working day { $days }; limit { $limit }
}
record-until = by { $day }
record-since = since { $day }

## Sections

record-answer = Answer
record-prepared = Prepared, not announced yet
record-prepared-hint = Only innovation officers see this. The author reads it once it is announced.
record-text = The suggestion
record-now = How it is now
record-how = How to do it better
record-photos = Before and after
record-captioned = { $purpose }: { $words }
record-work = Carrying out
record-reviews = Reviews
record-advice = advises: { $verdict }, { $total } points
record-comments = Comments
record-comment = Say something
record-comment-hint = Write @name to call a colleague; they will be told.
record-history = Everything that happened
record-for = { $name } (for { $author })
record-side = Steps and registration
record-acts = What you can do
record-acts-none = Nothing waits for you now.
record-acts-others = Whose turn it is
record-shares = People and shares
record-agreed = agreed
record-not-agreed = not agreed yet
record-agreed-count = { $missing ->
    [0] all agreed
    [one] { $missing } has not agreed
   *[other] { $missing } have not agreed
}
record-links = Related suggestions
record-link-lead = joined to
record-link-joined = joined to this
record-link-earlier = builds on
record-link-later = builds on this
record-files = Attachments
record-file-remove = Remove “{ $name }”
record-attach-file = Files
record-attach-hint = Photos, PDF, Word, Excel, PowerPoint, text and sound; at most 9 in a record.
record-attach-purpose = What it shows
record-attach-caption = A few words about it
record-receipt = Receipt of priority
record-receipt-at = Registered
record-receipt-place = Place in the log
record-receipt-number = no. { $n }
record-receipt-print = Fingerprint
record-receipt-page = See the receipt
record-receipt-file = Download it
record-overtaken = While you were writing, somebody took a step first
record-overtaken-hint = Below is the newest record. What you wrote is kept; look and submit it again.

## Small forms

record-confirm-note = How it turned out
record-dispute-reason = What is not done
record-appeal-reason = Why it should be looked at again
record-appeal-hint = You can ask once. Somebody else will decide.
record-withdraw-hint = Withdrawn, it is not dealt with any more; the record and its date stay. Withdraw it?
record-apply-since = In use since
record-apply-note = How it works
record-apply-photo = Photos of the result
record-apply-hint = The 12 months of its benefit begin on this day.
record-progress-note = Progress
record-unsecond = Take the second back
record-visibility = Who may see it
record-category = Category
record-return-answer = What is missing
record-remark-answer = The answer
record-join-lead = Join to (number)
record-join-hint = Only to one that came earlier. Each author keeps their own date; the answer is the same.
record-announce = Announce: { $verdict }
record-verdict = Decision
record-decision-answer = Answer to the author
record-decision-hint = Say why, above all when it is not adopted. The author reads it.
record-officer = Give it to
record-reviewers = Reviewers
record-reconsider = Decide the reconsideration
record-reconsider-submit = Announce
record-take-up-answer = Why now

## Pages of single steps

steps-completion-title = Complete the suggestion
steps-completion-hint = The date of registration stays. Once you submit it, it is checked again.
steps-completion-submit = Submit
steps-title = Title
steps-gains = What it is good for
steps-spot = Where exactly
steps-cancel = Leave it
steps-plan-title = Plan the work
steps-plan-owner = Who carries it out
steps-person-hint = A full name or an employee number. For people of the same name: name#number.
steps-plan-words = What will be done
steps-plan-scale = Trial or everywhere
steps-plan-starts = First day
steps-plan-ends = Last day
steps-plan-submit = Set the plan
steps-shares-title = Change the shares
steps-shares-hint = They must sum to 100 %. Write a full name or an employee number; for people of the same name, name#number. Empty a share to take somebody out. Everybody else is asked to agree again.
steps-shares-submit = Save the shares

## Reviewing

judge-list-title = My reviews
judge-waiting = Waiting for you
judge-waiting-none = Nothing waits for your review
judge-waiting-none-hint = You will be told when something does.
judge-judged = Reviewed
judge-title = Review
judge-whole = See the whole record
judge-hint = Reviews are independent: until you hand in yours you do not see others, nor they yours. It cannot be changed afterwards.
judge-weight = 0 to { $most } points
judge-total = { $total } of 100 points
judge-conclusion = Written conclusion
judge-conclusion-hint = Give the reasons. The author reads it once the decision is announced.
judge-advice = Your advice
judge-submit = Hand in the review
judge-handed-in = You have handed in your review; it cannot be changed.

## After a step

flash-suggestion-withdrawn = Withdrawn
flash-suggestion-appealed = Reconsideration asked for
flash-suggestion-appealed-more = Somebody else decides, and you will be told.
flash-suggestion-confirmed = Confirmed as done
flash-suggestion-disputed = You said it is not done
flash-suggestion-disputed-more = Those who carry it out are told, and it goes on.
flash-suggestion-agreed = You agreed to your share
flash-suggestion-shown = Changed who may see it
flash-suggestion-seconded = Seconded
flash-suggestion-commented = Comment added
flash-suggestion-applied = Registered as in use
flash-suggestion-applied-more = The author is asked to confirm.
flash-suggestion-reconsidered = Reconsideration announced
flash-suggestion-claimed = Claimed; it is among your sparks now
flash-suggestion-completed = Submitted; it is checked again
flash-suggestion-reshared = Shares changed; everybody is asked to agree
flash-suggestion-planned = Plan set
flash-suggestion-attached = Files attached
flash-suggestion-reviewed = Review handed in
flash-suggestion-saved = Saved

## Notices

notice-suggestion-submit = { $name } put forward “{ $title }”; please check it
notice-suggestion-named = { $name } gave you a share in “{ $title }”; please see whether you agree
notice-suggestion-reshare = { $name } changed the shares in “{ $title }”; please see whether you agree
notice-suggestion-return = { $name } asks you to complete “{ $title }”
notice-suggestion-complete = { $name } completed “{ $title }”; please check it
notice-suggestion-withdraw = { $name } withdrew “{ $title }”
notice-suggestion-accept = “{ $title }” was accepted and is in review
notice-suggestion-assign = { $name } gave you “{ $title }”
notice-suggestion-invite = { $name } asks you to review “{ $title }”
notice-suggestion-review = { $name } handed in a review of “{ $title }”
notice-suggestion-remark = “{ $title }” has its answer
notice-suggestion-adopt = “{ $title }” was adopted
notice-suggestion-decline = “{ $title }” was not adopted; see why
notice-suggestion-shelve = “{ $title }” is kept as a technical reserve
notice-suggestion-pass_up = “{ $title }” was passed up or offered to others
notice-suggestion-uphold = “{ $title }” was reconsidered and the decision upheld
notice-suggestion-overturn = “{ $title }” was reconsidered and adopted
notice-suggestion-take_up = “{ $title }” was taken up from the reserve
notice-suggestion-appeal = { $name } asks for reconsideration of “{ $title }”
notice-suggestion-owner = { $name } asks you to carry out “{ $title }”
notice-suggestion-plan = “{ $title }” has its plan
notice-suggestion-apply = “{ $title }” is in use; please confirm whether it is done
notice-suggestion-confirm = { $name } confirmed that “{ $title }” is done
notice-suggestion-dispute = { $name } says “{ $title }” is not done
notice-suggestion-join = “{ $title }” was joined to an earlier one; the answer is the same
notice-suggestion-joined = The same suggestion was joined to “{ $title }”
notice-suggestion-part = “{ $title }” is dealt with on its own again
notice-suggestion-mention = { $name } called you in a comment on “{ $title }”
notice-suggestion-comment = { $name } commented on “{ $title }”
notice-suggestion-due = “{ $title }” is due { $due } ({ $serial })
notice-suggestion-late = “{ $title }” passed its limit of { $due } unanswered ({ $serial })
notice-suggestion-late-count = { $count ->
    [1] 1 suggestion passed its limit unanswered: { $serial }
   *[other] { $count } suggestions passed their limits unanswered, the earliest { $serial }
}
record-phase-settled = Verified
record-settled = Verified by finance
record-settled-fen = { $amount } a year
record-settled-points = { $n } points
