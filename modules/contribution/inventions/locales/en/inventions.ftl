### Inventions: disclosure, inventors, check.

nav-inventions = Inventions
invention-title = Inventions
invention-lead = Write down what nobody did before; the officer checks it and files for a patent or keeps it as a trade secret.
invention-tabs = Which to show
invention-tab-all = All
invention-tab-mine = Mine
invention-tab-waiting = Waiting for me
invention-words = Title or number
invention-any = Any
invention-find = Find
invention-find-all = Show all
invention-none = No inventions here yet
invention-none-hint = Where a suggestion or a project holds something that nobody else has, disclose it.
invention-counts = Inventions of { $node }
invention-count-disclosed = Disclosures
invention-count-applied = Rights applied for
invention-count-granted = Rights granted
invention-count-secret = Trade secrets
invention-count-in-use = In use

invention-new = Disclose an invention
invention-new-hint = Four small steps, each saved as you go; leave and come back at any time. Only the inventors see it until it is handed in.
invention-parts = The four steps
word-invention-part-problem = The problem
word-invention-part-prior = What there is
word-invention-part-solution = Your solution
word-invention-part-inventors = The inventors
invention-next = Save and go on
invention-leave = Save for another day
invention-finish = Save and look it over
invention-why-hint = What you wrote stands below; look at it and save again.

invention-name = Title
invention-name-hint = In a line: what it is and what it is for.
invention-problem = Which problem does it solve
invention-problem-hint = In which process, on which machine, and what is wrong with it.
invention-prior = How do others do it now
invention-prior-hint = Here, elsewhere, in books, on the web: what is good about it, what is not.
invention-search = Where did you look
invention-search-hint = Which sites, which words, what came close. If you did not look, say so; the officer will help.
invention-solution = The solution
invention-solution-hint = Step by step, so that somebody could build it. Drawings can be attached before and after handing in.
invention-novelty = What is new
invention-novelty-hint = Compared with what there is: what nobody else has, and what it is good for.
invention-inventors = Inventors and shares
invention-inventors-hint = Names or employee numbers, together 100 %. Each of them agrees. Leave it empty if it was you alone.
invention-visibility = Who may see it
invention-visibility-hint = “Public” holds once the patent office has published it; until then it stays inside the enterprise. A trade secret never leaves it.

invention-col-state = State
invention-col-begun = Begun
invention-in-use = In use
invention-in-use-since = In use since { $day }
invention-disclosure = Disclosure
invention-not-yet = Not written yet
invention-rights = Rights
invention-kept-by = Looked after by { $name }
invention-files = Drawings and files
invention-file-note = Note
invention-said = What was said
invention-history = History
invention-side = Steps
invention-acts = What you can do
invention-acts-none = Nothing waits for you here.
invention-not-agreed = not agreed yet
invention-go-on = Go on writing
invention-confidential-draft = Only its inventors see it
invention-confidential-secret = Trade secret: stays inside the enterprise
invention-confidential-published = Published
invention-confidential-until = Stays inside the enterprise until published

invention-return-reason = What is missing
invention-secret-reason = Why it is kept secret, and how
invention-decline-reason = Why it is not filed
invention-use-since = In use since
invention-use-note = Where it is used
invention-use-hint = The twelve months of its benefit begin on this day.
invention-end-use-reason = Why it is no longer used

invention-panel = Inventions
invention-grow = Disclose an invention from it
invention-person = Inventions
invention-overtaken = Somebody was faster; this is the newest. Look again, then act.

invention-no-enterprise = Inventions are disclosed by people of an enterprise.
invention-not-in-this-state = This step cannot be taken now.
invention-own = Nobody decides on their own invention.
invention-officer-only = The innovation officer does this.
invention-author-only = The first inventor does this.
invention-inventors-only = The inventors do this.
invention-keeper-only = Whoever looks after the right, or the innovation officer, does this.
invention-nothing-to-agree = There is no share for you to agree to.
invention-not-all-agreed = An inventor has not agreed to their share yet; it can be decided once all have.
invention-incomplete = The disclosure is not complete: { $part }.
invention-published-already = It was published and can no longer be a secret.
invention-right-lives = A right is still applied for or held; settle it first.
invention-not-in-use = It is not in use.
invention-secret-stays = A trade secret cannot be public.
invention-without-author = The first inventor must be among them.
invention-choose = Choose one.
invention-date-unreadable = Write a date.
invention-day-to-come = This day is yet to come.
invention-day-before = It cannot lie before the step that came first.

flash-invention-saved = Saved

word-invention_draft = Draft
word-invention_submitted = To be checked
word-invention_returned = To be completed
word-invention_filing = Filing
word-invention_protected = Protected
word-invention_secret = Trade secret
word-invention_declined = Not filed
word-invention_withdrawn = Withdrawn
word-invention_begin = Begin a disclosure
word-invention_write = Change the disclosure
word-invention_hand_in = Hand in
word-invention_return = Ask for more
word-invention_file = File for a right
word-invention_keep_secret = Keep as a trade secret
word-invention_decline = Do not file
word-invention_withdraw = Withdraw
word-invention_agree = Agree to my share
word-invention_attach = Attach drawings or files
word-invention_show = Change who may see it
word-invention_put_to_use = Put to use
word-invention_end_use = End its use

notice-invention-hand-in = { $name } disclosed “{ $title }”
notice-invention-agree = Please agree to your share in “{ $title }”
notice-invention-agreed = All inventors of “{ $title }” have agreed to their shares
notice-invention-return = Please complete the disclosure “{ $title }”
notice-invention-file = A right will be filed for “{ $title }”
notice-invention-keep-secret = “{ $title }” is kept as a trade secret; please keep it so
notice-invention-decline = “{ $title }” is not filed; see why
notice-invention-use = “{ $title }” was put to use

invention-waits-agree = Agree to your share: { $part }%
invention-waits-returned = Please complete the disclosure
invention-waits-decide = { $count ->
    [one] 1 invention to decide on
   *[other] { $count } inventions to decide on
}

## Figures
indicator-invention-disclosed = Disclosures
indicator-invention-disclosed-definition = Disclosures handed in, without those that were withdrawn; by the day they were handed in.
indicator-invention-filed = Inventions
indicator-invention-filed-definition = Inventions that it was decided to file for a right or to keep as a trade secret; by the day of the decision.
indicator-invention-granted = Rights granted
indicator-invention-granted-definition = Patents granted, software copyrights registered and other rights, each once; by the day of the grant.
indicator-invention-patents = Patents granted
indicator-invention-patents-definition = Patents of invention, utility models and designs granted; by the day of the announcement.
