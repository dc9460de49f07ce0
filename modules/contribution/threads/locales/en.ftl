### Threads: where it came from and where it went; everything of one person.

threads-panel = Where it came from and went
threads-person = Innovation record
threads-empty = Nothing here that you may see
threads-about = About this page
threads-hint = Only what you may see is listed here.
threads-own-hint = This is everything of yours; nobody filled it in. Print it when you have to prove it.
threads-printed = As of { $date }
threads-print = Print
threads-works-title = Results
threads-works-placeholder = Projects, inventions, methods
threads-works-newest = Newest results
threads-works-found = Results on “{ $words }”
threads-works-none = Nothing found
threads-works-none-hint = Try other words, or look among the suggestions.
threads-all-kinds = All results

word-kind-suggestion = Suggestion
word-kind-project = Innovation project
word-kind-invention = Invention
word-kind-method = Operating method
word-stage-open = Under way
word-stage-shelved = Technical reserve
word-stage-in_use = In use
word-stage-ended = No longer used
