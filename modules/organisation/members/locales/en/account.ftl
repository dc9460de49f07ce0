### Sign-in, accounts, the inbox and three pages about the house

sign-in-title = Sign in to Liaoyuan
sign-in-lead = With your phone number, or your employee number and the name of your employer.
sign-in-who = Phone or employee number
sign-in-enterprise = Employer
sign-in-enterprise-hint = Needed with an employee number; the short name will do.
sign-in-which = Which one is it?
sign-in-password = Password
sign-in-help = Forgot it? Your employer's administrator can hand out a new one.
sign-in-demo = See the demo
sign-in-demo-hint = People and firms are invented. One tap and you are in.
sign-in-enterprise-needed = With an employee number, the employer's name is needed.
sign-in-enterprise-unknown = No such employer was found. Try the full name.
sign-in-enterprise-which = Several look like it. Please choose one.

role-worker = Worker
role-team-leader = Team leader
role-innovation-officer = Innovation officer
role-reviewer = Specialist reviewer
role-finance-auditor = Finance auditor
role-implementer = Implementer
role-union-officer = Union officer
role-auditor = Auditor (read-only)
role-administrator = Administrator
word-team_leader = team leader
word-innovation_officer = innovation officer
word-reviewer = specialist reviewer
word-finance_auditor = finance auditor
word-implementer = implementer
word-union_officer = union officer
word-auditor = auditor (read-only)
word-administrator = administrator

me-title = Me
me-who = Who I am
me-number = Employee number
me-phone = Phone
me-wrong = Something wrong? Your employer's administrator can change it.
me-look = Appearance
me-text-normal = Standard text
me-text-large = Large text
me-text-larger = Larger text
me-theme-auto = As the device
me-theme-light = Light
me-theme-dark = Dark
me-account = Account
me-sign-out = Sign out

password-title = Change password
password-must = First change the password you were given
password-must-hint = Then everything is open; sign in with the new one from now on.
password-old = Present password
password-new = New password
password-again = New password again
password-rule = At least 10 characters, or 8 with letters and digits. Not your name, number or phone.
password-change = Change it
password-not-twice = The two are not the same.
password-same = The new password must differ from the present one.
flash-password-changed = The password was changed
flash-password-changed-more = Other devices have to sign in again.
flash-session-ended = That device was signed out

sessions-title = Signed-in devices
sessions-hint = If you do not know one, sign it out at once and change your password.
sessions-this = This one
sessions-unknown = A device without a name
sessions-since = signed in { $at }
sessions-seen = last seen { $at }
sessions-end = Sign it out
sessions-end-all = Sign out everywhere

inbox-title = Inbox
inbox-new = Unread:
inbox-new-mark = New
inbox-urgent = Urgent
inbox-read-all = Mark all as read
inbox-empty = Nothing here yet
inbox-empty-hint = Answers to you, requests to confirm and mentions of you will be here.

about-privacy = Privacy
about-privacy-what-title = What is kept
about-privacy-what = Your name, employee number, phone and team, your suggestions and photos, and each step you take here. Where a photo was taken is removed when it comes in. No trackers, no check-ins, no rankings.
about-privacy-ledger-title = The ledger
about-privacy-ledger = Each step is recorded and cannot be changed. The chain holds salted fingerprints, no texts: when a text is erased by law, the chain still proves that there was one, and cannot be read.
about-privacy-rights-title = Your rights
about-privacy-rights = You may see, download and correct what is kept about you, and ask for it to be erased: from your employer's administrator or the operator of this platform. People who leave lose their account; what they did stays theirs.
about-privacy-logs-title = Logs
about-privacy-logs = Logs say which kind of page was opened and how long it took; not by whom, and nothing of its content.

about-accessibility = Accessibility
about-accessibility-aim-title = What we aim at
about-accessibility-aim = WCAG 2.2 AA: everything can be done by keyboard, screen readers read it, colour never speaks alone, and it works without scripts.
about-accessibility-large-title = Large text
about-accessibility-large = “Aa” at the top enlarges everything to 125 % and 150 %. Nothing is taken away, and it is remembered with your account.
about-accessibility-tell-title = Something in your way?
about-accessibility-tell = Tell your employer's administrator which page it was and which device you use.

about-source = Open source
about-source-code-title = Licence
about-source-code = Liaoyuan is free software. Use, change and share it under Apache-2.0 or the Mulan Permissive Licence 2, as you choose.
about-source-parts-title = Made with
about-source-parts = htmx (0BSD), subsets of Noto Sans and Noto Serif CJK (SIL OFL 1.1), and many Rust libraries, listed in Cargo.lock of the source.
about-source-proof-title = You need not trust us
about-source-proof = Receipts are in the public C2SP format that others' tools can check; the whole log is published in its public form under /log/.
