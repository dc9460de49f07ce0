# Checking a receipt: what is wrong, said plainly. Arguments: see ReceiptFault::args.
receipt-too-long = The file is too large to be a receipt.
receipt-malformed = Line { $line } is wrong. What belongs there: { $expected ->
    [text] text
    [header] the heading of a receipt
    [extra] the entry recorded
    [index] its place in the ledger
    [hash] a hash
    [origin] the name of the ledger
    [size] the size of the ledger
    [root] the root of the ledger
    [empty] an empty line
    [signature] the signature of the ledger
   *[end] the end of the file
}.
receipt-opening = The entry on line 2 cannot be read: it was changed.
receipt-wrong-origin = This is a receipt of “{ $found }”, not of “{ $expected }”.
receipt-unknown-key = The receipt is not signed with the key { $expected }.
receipt-wrong-signature = The signature does not fit (key { $key }): the size, the root or the signature was changed.
receipt-entry-altered = The entry was changed: what stands here is not what was recorded.
receipt-digest-altered = The digest was changed: the entry is the one recorded, the digest is not.
receipt-digest-mismatch = Entry and digest do not fit, and the ledger has neither: more than one thing was changed.
receipt-path-broken = The path does not lead to the signed root: the id, the time, the place or a hash was changed.
receipt-index-beyond = The place { $index } is beyond the size of the ledger, { $size }.
