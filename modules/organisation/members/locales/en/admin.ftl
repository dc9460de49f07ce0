### Administrators' pages: roster, roles, units; one's own tokens and channels; why identity says no

list-between = ,{" "}
choose-one = Please choose one.
confirm-needed = This step needs a second press to confirm.
day-unreadable = Please write the date like this: 2026-11-24.
nav-roster = Roster
nav-grants = Roles
nav-units = Units

word-name = name
word-employee_no = employee number
word-phone = phone
word-workshop = workshop
word-team = team
word-roles = roles
word-province = provincial union federation
word-city = city union federation
word-county = county union federation
word-township = township union federation
word-industry_union = industrial union
word-enterprise = enterprise

reach-other = Another organisation
reach-enterprise = Name of the enterprise
reach-find = Find
reach-none = Nothing like it within your reach.

## Roster

roster-of = Roster of { $name }
roster-total = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
roster-import = Import a roster
roster-slips = Hand out first passwords ({ $count } without)
roster-find = Name, number or phone
roster-everywhere = All workshops and teams
roster-all = Show all
roster-none-found = Nobody like that
roster-none-found-hint = Type less, or drop a condition.
roster-none = The roster is still empty
roster-none-hint = Import a spreadsheet, or add one person.
roster-name = Name
roster-number = Employee number
roster-phone = Phone
roster-unit = Unit
roster-workshop = Workshop
roster-team = Team
roster-roles = Roles
roster-state = Account
roster-state-present = Present
roster-state-without = No password yet
roster-state-fresh = First password not changed yet
roster-state-left = Left
roster-left-at = left { $day }
roster-sheet = Roster
roster-note-name = Required.
roster-note-number = Required. People are recognised by it, so it may occur once in an enterprise. Letters, digits and - _ . /
roster-note-phone = Optional. Eleven digits; with it one can sign in by phone.
roster-note-workshop = Optional. One that does not exist yet is founded.
roster-note-team = Optional. One that does not exist yet is founded.
roster-note-roles = Optional; choose from the list. Give further roles to the same person on the page “Roles”.
roster-choice-leader = Team leader
roster-choice-officer = Innovation officer
roster-choice-reviewer = Reviewer
roster-choice-finance = Finance auditor
roster-choice-implementer = Implementer
roster-file-needed = Please choose a file first.
roster-no-rows = The sheet has titles but nobody in it.
roster-number-twice = The employee number is also in line { $line }.
roster-roles-administrator = Roles are given by an administrator; leave the column empty.
roster-phone-twice = The phone number is also in line { $line }.
flash-roster-imported = The roster was imported
flash-roster-imported-more = For those without a password, hand out first passwords.
flash-roster-same = Nothing changed
flash-roster-same-more = Roster and spreadsheet are the same already.
flash-roster-moved = Somebody has just changed the roster
flash-roster-moved-more = This was worked out again. Please look once more.

## Import

import-title = Import a roster
import-file = Choose a spreadsheet
import-file-hint = .xlsx or .csv, up to 10 MB.
import-end-missing = Whoever is not in it has left
import-end-missing-hint = Only for a complete roster of the whole enterprise. Who left cannot sign in; what they did stays.
import-look = See what would happen
import-how = How to fill it in
import-how-columns = It needs the columns name and employee number; phone, workshop, team and roles are optional. Any order will do.
import-how-truth = A column that is there is the truth, one that is not changes nothing. Roles are only added. One wrong row, and nothing is imported.
import-how-password = An import makes no passwords. Hand out slips afterwards; they are shown once.
import-template = Download an empty sheet
import-preview = Before the import
import-new = New
import-changed = Changed
import-same = Unchanged
import-leaving = Leaving
import-ignored = Columns that were not used
import-faulty = { $count ->
    [one] { $count } row needs a change
   *[other] { $count } rows need a change
}
import-faulty-hint = Nothing was imported. Correct the sheet as below and send it again.
import-faults = Rows that need a change
import-line = Line
import-column = Column
import-why = What is wrong
import-more = { $count } more are not listed
import-again = Another spreadsheet
import-commit = Import it like this
import-nothing = Nothing would change
import-nothing-hint = Roster and spreadsheet are the same already.
import-units = Would be founded

table-too-large = The file is too large; at most { $megabytes } MB.
table-too-many-rows = Too many rows; at most { $rows }. Please split it.
table-too-many-columns = Too many columns; at most { $columns }.
table-not-a-spreadsheet = This is not a spreadsheet. Please use .xlsx or .csv.
table-old-or-locked = This is an old .xls or locked with a password. Please save it as a plain .xlsx.
table-empty = The sheet is empty.
table-broken = The file is damaged. Please save it again.

## Slips

slips-title = Hand out first passwords
slips-lead = { $count ->
    [one] { $count } person has no password yet.
   *[other] { $count } people have no password yet.
}
slips-hint = One press makes a sheet with a row for each, to print and cut. The passwords are in this sheet only, once: hand them over in person. At most { $most } at a time.
slips-make = Make the slips
slips-none = Everybody has a password
slips-none-hint = If somebody forgot theirs, hand out a new one on their page.
slips-password = First password
slips-address = Sign in at
slips-sheet = Slips
flash-slips-none = Nobody needs a password

## One person

person-new = Add a person
person-add = Add to the roster
person-since = since { $day }
person-save = Save
person-gone = Has left and cannot sign in; what they did stays theirs. Added again under the same number and name, it is the same person.
person-no-roles = No roles; a worker.
person-give-role = Give a role
person-account = Account
person-password = Hand out a new password
person-password-ask = The present password stops working at once and all devices are signed out.
person-password-yes = Make a new password
person-password-is = New password:
person-password-once = Shown this once. Hand it over in person; it must be changed at the next sign-in.
person-leave = Has left
person-leave-ask = The account stops at once and all roles end. What they did stays.
person-leave-yes = Yes, has left
flash-person-changed = Saved
flash-person-joined = Added to the roster
flash-person-joined-more = There is no password yet; hand one out here.
flash-person-left = Marked as left
## Roles

grants-of = Roles at { $name }
grants-lead = A role counts at the unit where it is given and below.
grants-held = Held now
grants-none = Nobody has a role here yet
grants-none-hint = Begin with an innovation officer, so that suggestions are accepted.
grants-from = from { $from }
grants-from-until = { $from } to { $until }
grants-end = End
grants-end-ask = { $name } is no longer { $role }? It takes effect at once.
grants-end-yes = Yes, end it
grants-give = Give a role
grants-refused = It was not given
grants-who = To whom
grants-who-hint = The beginning of the name or number; for people from elsewhere the whole phone number.
grants-find = Find
grants-none-found = Nobody was found.
grants-role = Which role
grants-node = Where
grants-node-hint = For a team leader their workshop or team, otherwise usually the whole enterprise.
grants-from-day = From
grants-from-hint = Leave empty for now.
grants-until-day = Until
grants-until-hint = This day included. Leave empty until somebody ends it.
grants-give-yes = Give it
flash-grant-given = The role was given
flash-grant-ended = The role has ended
grant-person-unknown = Nobody was found. Type the beginning of the name or number.
grant-person-which = There are several. Please choose one.
grant-from-past = It cannot begin before today.
## Units

units-above = Above
units-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
units-below = Below
units-none = Nothing below yet
units-none-hint = Found the first with the form beside.
units-found = Found one below
units-found-yes = Found it
units-kind = What it is
units-name = Full name
units-short = Short name
units-short-hint = Empty for the first 20 characters of the full name.
units-code = Code
units-code-hint = Unions need one: the administrative code of their region, or one of their own for industrial unions. Enterprises take that of their place.
units-industry-union = Industrial union
units-industry-union-hint = For enterprises only; empty for none.
units-industry = Industry
units-industry-hint = For enterprises only.
units-rename = Rename it
units-rename-hint = What it was called stays on record; lists and pages show the new name at once.
units-rename-yes = Rename
units-move = Move it
units-to = Move to
units-to-code = Move to which union
units-to-code-hint = Its code, six digits for a county. Empty to stay.
units-hang-hint = Empty for none.
units-move-yes = Move
units-end = End it
units-end-hint = Possible once there are no units below, no people and no roles. Its records stay.
units-end-ask = This cannot be taken back.
units-end-yes = Yes, end it
units-refused = It was not done
flash-unit-founded = Founded
flash-unit-renamed = Renamed
flash-unit-moved = Moved
flash-unit-ended = Ended
unit-code-unknown = No union has this code.
## Tokens and channels

tokens-title = Access tokens
tokens-hint = For other programs to read and write here in your name. They can do no more than you can.
tokens-made = The token is ready
tokens-once = Shown this once. Copy it now.
tokens-use = How to use it:
tokens-new = Make a token
tokens-name = What it is for
tokens-name-hint = For example: workshop display.
tokens-scopes = What it may do
tokens-scope-read = Read
tokens-scope-write = Write
tokens-days = For how long
tokens-days-count = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
tokens-create = Make it
tokens-expired = Expired
tokens-until = until { $day }
tokens-unused = not used yet
tokens-used = last used { $at }
tokens-revoke = Revoke
tokens-revoke-ask = Programs that use it are cut off at once.
tokens-revoke-yes = Yes, revoke it
flash-token-revoked = The token was revoked

mydata-title = Download my data

channels-title = Ways to be told
channels-lead = Everything is in your inbox here. It can also go to:
channels-no-mail = E-mail is not set up here. Ask the operator.
channels-on = In use
channels-off = Off
channels-switch-on = Switch on
channels-switch-off = Switch off
channels-remove = Remove
channels-set-up = Set up
channels-replace = Replace
channels-address = E-mail address
channels-webhook = The robot's webhook address
channels-secret = Signing secret
channels-save = Keep it
channels-ask = Send a code
channels-code = Code
channels-code-hint = Sent to that address: six digits, good for 30 minutes.
channels-confirm = Confirm
channels-hint-email = A code is sent first, to make sure that it is yours.
channels-hint-dingtalk = Copy it from the robots in the settings of a DingTalk group. Everybody in the group sees the titles.
channels-hint-wecom = Copy it from the robots of a WeCom group. Everybody in the group sees the titles.
channels-hint-feishu = Copy it from the robots in the settings of a Feishu group. Everybody in the group sees the titles.
flash-channel-put = Kept; messages will go there
flash-channel-on = Switched on
flash-channel-off = Switched off
flash-channel-removed = Removed
