### Words all pages share: states, steps, categories, audiences, and why something is closed.

## States

word-submitted = Waiting to be accepted
word-returned = More is asked for
word-general_remark = General remark
word-in_review = In review
word-adopted = Adopted
word-declined = Not adopted
word-reserve = Technical reserve
word-passed_up = Passed up
word-reconsidering = Being reconsidered
word-implementing = Being carried out
word-applied = In use
word-done = Done
word-joined = Joined to another
word-withdrawn = Withdrawn

## Steps

word-submit = Put forward
word-return = Ask for more
word-complete = Complete it
word-remark = Answer as a general remark
word-accept = Accept
word-assign = Assign
word-invite = Choose reviewers
word-review = Hand in a review
word-prepare = Prepare the decision
word-adopt = Adopt
word-decline = Not adopt
word-shelve = Keep as a technical reserve
word-pass_up = Pass up or offer to others
word-appeal = Ask for reconsideration
word-uphold = Uphold the decision
word-overturn = Adopt after all
word-take_up = Take up from the reserve
word-plan = Plan
word-progress = Note progress
word-apply = Register as in use
word-confirm = Confirm it is done
word-dispute = Say it is not done
word-join = Join to an earlier one
word-part = Part again
word-withdraw = Withdraw
word-second = Second it
word-comment = Comment
word-show = Change who may see it
word-claim = Claim
word-agree = Agree to the share
word-reshare = Change the shares
word-attach = Attach a file

## Categories, audiences, gains, channels

word-cat-quality = Quality and new products
word-cat-saving = Energy and materials
word-cat-process = Process, safety, environment
word-cat-equipment = Tools and equipment
word-cat-management = Management and spreading
word-cat-open = Category open

word-vis-team = Team
word-vis-enterprise = Enterprise
word-vis-public = Public

word-gain-time = Saves time
word-gain-cost = Saves material and money
word-gain-safety = Safer
word-gain-quality = Better quality
word-gain-ease = Less effort

word-channel-own = by the author
word-channel-poster = by the poster
word-channel-paper = from a paper slip
word-channel-api = through the API

word-purpose-before = Before
word-purpose-after = After
word-purpose-voice = Voice note
word-purpose-other = Attachment

word-scale-trial = A small trial first
word-scale-full = Everywhere at once

## Why something is closed

suggestion-not-in-this-state = At this stage the step is not open yet, or it has been taken already.
suggestion-officer-only = The innovation officer of the enterprise takes this step.
suggestion-own = You have a share in this one. Nobody judges or decides their own.
suggestion-not-its-reviewer = You were not asked to review this one.
suggestion-decided-by-you = You made the first decision. Somebody else reconsiders it.
suggestion-putter-only = The person who put it forward takes this step.
suggestion-owner-only = The person who carries it out takes this step.
suggestion-appealed-once = Reconsideration can be asked for once, and it was.
suggestion-not-an-author = You have no share in this one.
suggestion-not-its-people = Files are attached by its authors, the person who carries it out and the innovation officer.
suggestion-own-second = You have a share in this one and need not second it.
suggestion-seconded-already = You have seconded it already.
suggestion-nothing-to-claim = There is nothing to claim here.
suggestion-auditor-reads = An auditor reads and does not write.
suggestion-reviewer-is-author = { $name } is one of the authors and cannot review it.
suggestion-reviewer-in-line = { $name } leads the author or works in the same team; the enterprise's rules do not allow that.
suggestion-reviewer-elsewhere = { $name } is neither of this enterprise nor a reviewer here.
suggestion-category-needed = Choose a category.
suggestion-no-officer-there = This person is not an innovation officer here.
suggestion-lead-unfit = It cannot be joined to that one: it is the same, joined itself, or of another enterprise.
suggestion-lead-later = That one came later. Join the later to the earlier.
suggestion-nothing-prepared = No decision is prepared, so there is nothing to announce.
suggestion-ends-before-start = The last day is before the first.
suggestion-starts-early = The first day cannot lie before the suggestion.
suggestion-ends-past = The last day has passed already.
suggestion-ends-far = At most { $years } years ahead. Is the year right?
suggestion-owner-elsewhere = The person must be of this enterprise.
suggestion-since-future = The date cannot lie after today.
suggestion-since-early = The date cannot lie before the suggestion.
suggestion-scores-unfit = The scores do not fit the rubric. Please score again.
suggestion-no-enterprise = This unit belongs to no enterprise. Please ask the administrator.
suggestion-choose = Choose one.
suggestion-date-unreadable = Write the date like this: 2026-11-24.
suggestion-points-range = Give a whole number from 0 to { $most }.
suggestion-file-needed = Choose a file first.
shares-without-putter = The person who put it forward must have a share.
file-too-many = A record holds at most { $most } files.

person-sparks = Suggestions
