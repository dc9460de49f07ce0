### Why not: people, units, roles, sign-in, rosters

identity-not-administrator = This needs an administrator.
identity-beyond-reach = This lies beyond what you administer. Ask an administrator one level up.

grant-does-not-fit = This role cannot be held at this level.
grant-ended = This role has ended already.
grant-held = The person holds this role already.
grant-last-administrator = One administrator must remain. Give the role to somebody else first.
grant-time = The end must come after the beginning.

unit-ended = This unit has ceased to exist.
unit-below-itself = A unit cannot hang below itself.
unit-code-taken = Another unit has this code.
unit-does-not-fit = Such a unit cannot be made below this one.
unit-name-taken = There is a unit of this name here already.
unit-not-empty = { $units } units and { $people } people are still below it. Move them first.

employee-no-malformed = An employee number has letters, digits and hyphens only.
employee-no-taken = Somebody has this employee number already.
phone-malformed = A mobile number has 11 digits and begins with 1.
phone-taken = Somebody has this phone number already.
person-ended = The person has left.
person-other-organisation = The person works for another organisation.

password-too-short = Too short: at least { $least } characters, or { $least_mixed } with letters and digits.
password-too-long = At most { $most } characters.
password-too-common = This password is too common; others would guess it.
password-tells-who = Do not use a name, employee number or phone number as a password.
sign-in-wrong = The account or the password is wrong.
token-expiry = A token lasts between one day and one year.
token-no-scope = Choose at least one use.
token-too-many = At most { $most } tokens. Revoke one you no longer use.

roster-faulty = { $rows } rows are wrong; nothing was imported. Correct them and upload again.
roster-not-enterprise = Rosters belong to enterprises, and this is none.
roster-column-missing = The column “{ $column }” is missing.
roster-column-twice = The column “{ $column }” comes twice.
roster-role-unknown = There is no role “{ $role }”.

person-named-unknown = Nobody called “{ $name }” was found in this enterprise. Write the full name or the employee number.
person-named-ambiguous = There is more than one { $name }. Add # and the employee number: { $name }#number.
