### Words of the frame, the components and the formats. What a module says stands in the module.

brand = Liaoyuan

## Frame

skip-to-main = Skip to main content
nav-main = Main navigation
nav-back = Back
nav-close = Close
nav-menu-results = Results
nav-menu-value = Value
nav-menu-plan = Figures
nav-menu-house = Admin
tab-home = Home
tab-discover = Discover
tab-inbox = Inbox
tab-me = Me
search-label = Search
search-tabs = What to search
search-tab-suggestions = Suggestions
search-tab-works = Projects, inventions, methods
search-placeholder = Number, title or name
inbox-unread = { $count ->
    [0] Inbox, nothing unread
   *[other] Inbox, { $count } unread
}
inbox-dot = unread
sign-in = Sign in
display-text = Change text size
display-theme = Switch between light and dark
foot-privacy = Privacy
foot-accessibility = Accessibility
foot-source = Source code

## Components

field-optional = optional
field-choose = Choose one
form-errors = { $count ->
    [one] One entry needs a change
   *[other] { $count } entries need a change
}
form-errors-hint = Everything you wrote is still here. Correct it and submit again.
photo-add = Take a photo
photo-more = Another photo
photo-remove = Remove photo
share-less = { $name }: 5% less
share-more = { $name }: 5% more
share-of = Share of { $name }
pager-label = Pages
pager-previous = Previous
pager-next = Next
chain-label = Progress
chain-done = , done
chain-now = , in progress
receipt-links = Chain of entries: the one before, this one, the daily notice
receipt-before = Before
receipt-this = This entry
receipt-notice = Daily notice
receipt-registered = Registered
receipt-matches = Verified
receipt-differs = Does not match
claimed = claimed
loading = Loading

## Drafts and recording, read by the scripts from data attributes

draft-saved = Draft saved %time%
draft-offline = No network. Kept on this phone
draft-unsent = Not saved yet. Kept on this phone
draft-restored = Your unfinished text is still here
voice-start = Speak instead
voice-stop = Done, stop
voice-left = %seconds% seconds left
voice-denied = The microphone could not be opened. You can type, or allow the microphone in the phone's settings.
voice-remove = Remove recording
voice-label = Recording
queue-selected = %count% selected
queue-clear = Clear selection
queue-key-move = Up and down
queue-key-select = Select
queue-key-open = Open
queue-key-search = Search
queue-key-all = All shortcuts
queue-key-accept = Accept
queue-key-ask = Ask back
queue-key-do = Do at once
queue-key-merge = Merge
queue-key-decline = Decline
queue-key-save = Save this view
queue-keys-off = Turn shortcuts off
queue-keys-on = Turn shortcuts on
queue-bulk = Actions for the selection
queue-select-all = Select all on this page
queue-preview = Preview

## Numbers and times

fmt-none = —
fmt-count-large = { $n }k
fmt-count-huge = { $n }M
fmt-money = ¥{ $n }
fmt-words-even = { $yuan } yuan
fmt-words-cents = { $cents } fen
fmt-words = { $yuan } yuan and { $cents } fen
fmt-money-large = ¥{ $n } million
fmt-money-huge = ¥{ $n } billion
fmt-percent = { $n }%
fmt-size-kb = { $n } KB
fmt-size-mb = { $n } MB
fmt-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
}
fmt-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
fmt-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
fmt-hours-minutes = { $hours } h { $minutes } min
fmt-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
fmt-left-days = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
fmt-left-hours = { $hours } h { $minutes } min left
fmt-left-minutes = { $n } min left
fmt-late-days = { $n ->
    [one] 1 day overdue
   *[other] { $n } days overdue
}
fmt-late-hours = { $n } h overdue
fmt-late-minutes = { $n } min overdue
fmt-day = { $day } { $month }
fmt-day-time = { $day }, { $time }
fmt-due-today = today by { $time }
fmt-due-tomorrow = tomorrow by { $time }
fmt-due = by { $day }, { $time }
fmt-month-1 = January
fmt-month-2 = February
fmt-month-3 = March
fmt-month-4 = April
fmt-month-5 = May
fmt-month-6 = June
fmt-month-7 = July
fmt-month-8 = August
fmt-month-9 = September
fmt-month-10 = October
fmt-month-11 = November
fmt-month-12 = December

## Errors: what happened, what is safe, what to do

error-not-found = There is no such page
error-not-found-hint = The address may be wrong, or the record is not open to you. Start from the home page or search for the number.
error-denied = This is not open to you
error-denied-hint = If you need it, ask your unit's innovation officer.
error-refused = This cannot be done now
error-refused-hint = The record has moved on. Open it and see whose turn it is.
error-overtaken = Someone changed it before you
error-overtaken-hint = Nothing of theirs was overwritten. Open the latest version and change it again.
error-invalid = A few entries need a change
error-invalid-hint = Everything you wrote is still here. Correct it and submit again.
error-broken = It did not work, and the fault is ours
error-broken-hint = What was already submitted is safe. Try again in a while; if it still fails, tell the administrator the reference below.
error-busy = Many people are here right now
error-busy-hint = What was already submitted is safe. Try again in half a minute.
error-reference = Reference { $id }
error-home = Home
error-retry = Try again

causes-title = Where the changes come from
causes-hint = These entries changed figures of the period after it was signed.
causes-what = What happened
causes-where = Where
causes-figures = Indicators
causes-when = When
causes-entry = Entry
