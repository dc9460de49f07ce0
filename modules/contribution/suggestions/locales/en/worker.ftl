# worker
## Home

home-title = Home
home-hello-early = Good morning, { $name }.
home-hello-morning = Good morning, { $name }.
home-hello-noon = Good day, { $name }.
home-hello-afternoon = Good afternoon, { $name }.
home-hello-evening = Good evening, { $name }.
home-hello-night = A quiet night shift, { $name }.
home-todo = Waiting for you
home-task-returned = Please add what is missing
home-task-confirm = It is in use. Was it done right?
home-task-claim = Sent in by the poster. Is it yours?
home-task-agree = Agree to your share: { $part }%
home-task-review = Your review is asked for
home-desk-check = { $count ->
    [one] { $count } to check
   *[other] { $count } to check
}
home-desk-check-about = Your desk
home-desk-answer = { $count } to answer
home-desk-answer-about = Your desk
home-desk-announce = { $count ->
    [one] { $count } prepared answer to announce
   *[other] { $count } prepared answers to announce
}
home-desk-announce-about = Your desk
home-drafts = Not finished
home-draft-at = Kept { $at }. Go on
home-draft-untitled = A draft without words
home-sparks = My sparks
home-all = All
home-empty = No sparks yet
home-empty-hint = What gets in the way at work? One sentence is enough.
home-propose = Suggest
home-desk = Desk

## One in a list

card-who = { $name } · { $unit }
card-seconds = { $count ->
    [one] seconded once
   *[other] seconded { $count } times
}
spark-submitted = To be accepted · answer by { $day }
spark-returned = The author is asked for more
spark-general_remark = General remark · answered
spark-in_review = In review · answer by { $day }
spark-adopted = Adopted, to be planned
spark-declined = Not adopted · see the answer
spark-reserve = Kept in reserve
spark-passed_up = Passed up
spark-reconsidering = Being reconsidered
spark-implementing = Being carried out
spark-applied = In use, the author is asked to confirm
spark-done = Done
spark-joined = Joined to an earlier one
spark-withdrawn = Withdrawn
spark-late = { $state } · answer was due { $day }

## Discover

browse-title = Discover
browse-placeholder = Number, title, text or name
browse-narrow = Filters
browse-scope = Where
browse-scope-all = All I may see
browse-scope-enterprise = My enterprise
browse-scope-me = What I have a part in
browse-state = Progress
browse-category = Kind
browse-any = Any
browse-from = From
browse-until = Until
browse-order = Order
browse-order-fit = Best match first
browse-order-newest = Newest first
browse-apply = Show
browse-clear = Clear filters
browse-newest = Newest
browse-found = “{ $words }”
browse-total = { $count }
browse-total-least = { $count } or more
browse-none = Nothing found for “{ $words }”
browse-none-hint = Try other words, or be the first to suggest it.
browse-none-narrow = Nothing under these filters
browse-none-narrow-hint = Widen them a little.
browse-nothing = No suggestions here yet
browse-nothing-hint = What gets in the way at work? One sentence is enough.
browse-mine-title = My sparks

## Suggesting

propose-title = Suggest
propose-steps = Three steps
propose-step-what = 1 What is wrong
propose-step-how = 2 How to fix it
propose-step-who = 3 Whose idea
propose-what-title = What gets in the way at work?
propose-what-hint = One sentence is enough, typed or spoken.
propose-now = How it is now
propose-photo = Take a photo
propose-photo-optional = optional
propose-spot = Where
propose-spot-hint = Filled in with your team. Say more if you like: which line, which machine.
propose-category = What kind
propose-cat-open = Not sure
propose-to-how = Next: how to fix it
propose-how-title = How would you do it better?
propose-how-hint = You may also send it without a solution.
propose-one-line = What to change, in a line
propose-one-line-example = A scan-to-open tool locker for the night shift
propose-how = How exactly
propose-to-who = Next: whose idea
propose-builds-on = Builds on “{ $title }”, which will be named
propose-unborrow = Do not build on it
propose-remark = No way to fix it yet
propose-remark-hint = A problem alone is welcome. It will count as a general remark and be answered. With one line on how to fix it, it counts as a suggestion.
propose-remark-go-on = Send it like this
propose-who-title = Who had the idea with you?
propose-who-hint = Shares can be changed later; everybody has to agree.
propose-shares = Shares
propose-me = { $name } (me)
propose-gone = somebody who has left
propose-remove = Remove { $name }
propose-friend = Add a workmate
propose-friend-hint = name or employee number
propose-find = Find
propose-friend-none = Nobody found for “{ $typed }” in your enterprise. Try the full name or the number.
propose-add = Add
propose-gain = What is it good for
propose-gain-hint = Choose as many as fit.
propose-vis = Who may see it
propose-vis-team = My team
propose-vis-enterprise = My enterprise
propose-vis-public = Everybody, on the portal too
propose-submit = Submit and register
propose-same-title = Is it the same?
propose-same-hint = Something very close to “{ $title }” has been suggested. A second counts for you too; if yours is different, register it.
propose-same-second = It is the same, second it
propose-same-open = Have a look
propose-different = Mine is different, register it
like-title = Related suggestions
like-found = { $count ->
    [one] { $count } related suggestion. Has somebody had the thought?
   *[other] { $count } related suggestions. Has somebody had the thought?
}
like-borrow = Build on it
like-second = Second it
like-hint = A second counts for you; building on one names its author. Neither? Just go on.
draft-discard = Discard
draft-discard-named = Discard: { $title }
flash-draft-ended = The draft is gone
flash-seconded = Your second is recorded
flash-seconded-before = You have seconded it already, or it is your own
flash-second-late = It has been decided; no second is needed any more

## Receipt

receipt-title = Receipt
receipt-done = Received. Your spark is lit
receipt-took = It took { $took }.{" "}
receipt-promise = You will have an answer by { $at }.
receipt-name = Priority receipt
receipt-serial = Number
receipt-content = Content
receipt-at = Registered
receipt-people = Put forward by
receipt-person = { $name } { $part }%
receipt-between = ,{" "}
receipt-fingerprint = Fingerprint
receipt-chain = The chain: the entry before, this one, how many are signed
receipt-signed = Signed in all
receipt-soon = in a moment
receipt-hint = From now on neither time nor content can be changed. In a dispute this is your proof.
receipt-save = Save the receipt
receipt-open = See this suggestion
receipt-check = Check it yourself
receipt-check-words = Save the receipt, and run this line offline on any computer with Liaoyuan. It names every word that was changed.
receipt-key = Public key for the check:
receipt-more = How the chain works
receipt-not-yet = It is registered; the receipt is still being signed. Try again in a few seconds.
log-title = The chain of entries
log-what = Every registration, answer and change goes into one chain. Only fingerprints are public, never the content. Its length and root are signed here, so nobody can add or change an entry later without being seen.
log-how = How to check a receipt yourself
log-step-file = Save the receipt's file from the suggestion's receipt page.
log-step-key = Note the public key, best before you register:
log-step-verify = Run this line offline. It says that all agrees, or names what does not:
log-public = The chain is in the public C2SP tlog-tiles format. Any monitor can copy it from
log-checkpoint = The newest signature
spark-settled = Verified by finance
