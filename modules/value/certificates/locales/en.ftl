### Certificates: lists, the page that proves one, the words on paper.

certificate-title = Certificates
certificate-mine = My certificates
certificate-issued = Issued at my level
certificate-none = No certificates yet
certificate-none-hint = When a method is named or a suggestion wins an award, its certificate appears here.
certificate-between = , { "" }
certificate-panel = Certificates
certificate-ranked = { $kind }, { $rank }
certificate-kind-naming = Named operating method
certificate-kind-award = Award
certificate-kind-campaign = Campaign
certificate-rank-unit = unit level
certificate-rank-county = county level
certificate-rank-city = city level
certificate-rank-province = provincial level
certificate-grade = { $n ->
    [1] First prize
    [2] Second prize
    [3] Third prize
    [4] Fourth prize
    [5] Fifth prize
    [6] Sixth prize
    [7] Seventh prize
    [8] Eighth prize
   *[9] Ninth prize
}
certificate-state-valid = Valid
certificate-state-revoked = Revoked

## The page that proves it

certificate-proof = Certificate check
certificate-holds = This certificate is valid
certificate-revoked-at = This certificate was revoked on { $at }
certificate-what = Kind
certificate-graded = Grade
certificate-adds-to = Adds to
certificate-whom = Issued to
certificate-where = Workplace
certificate-issuer = Issued by
certificate-document = Document
certificate-day = Date
certificate-number = Number
certificate-entry = Ledger
certificate-entry-number = entry { $n }
certificate-entry-soon = being sealed
certificate-print = Fingerprint
certificate-hint = Compare the names, the honour and the number with the sheet in your hand. Its issue stands in a ledger that cannot be rewritten unseen.
certificate-log = How to check
certificate-paper = Print the certificate
certificate-record = See the record
certificate-revoke = Revoke
certificate-reason = Why it is revoked
certificate-reason-hint = Shown to everybody on this page. It cannot be taken back.
flash-certificate-revoked = The certificate is revoked

## Why not

certificate-issuer-only = Only whoever issued it can revoke it.
certificate-own = You cannot deal with a certificate issued to yourself.
certificate-not-its-people = Only its holders, its issuer and the innovation officers of the holders’ enterprise can print it.
certificate-revoked = The certificate is revoked and cannot be printed any more.
certificate-nobody = The certificate has no holder.

## Words on paper

certificate-sheet-title-naming = Certificate of naming
certificate-sheet-title-award = Certificate of honour
certificate-sheet-title-campaign = Certificate of award
certificate-sheet-lead-naming = After review and publicity, your method is named an advanced operating method ({ $rank }):
certificate-sheet-lead-award = After review and publicity, this work is given an award ({ $rank }):
certificate-sheet-lead-campaign = In a campaign ({ $rank }) you have won:
certificate-sheet-close = This certificate is issued in recognition.
certificate-sheet-date = { $year }-{ $month }-{ $day }
certificate-sheet-code = Scan to check
certificate-sheet-supplements = This certificate follows a new assessment and adds to number { $number }, which still holds.

## Notices

notice-certificate-issue = The certificate for “{ $title }” has been issued
notice-certificate-revoke = The certificate for “{ $title }” was revoked by { $issuer }
