### Operating methods: states, steps, levels, who may see, and why not.

method-state-draft = Draft
method-state-submitted = To be checked
method-state-returned = To be completed
method-state-excluded = Excluded
method-state-in_review = In review
method-state-named = Named
method-state-declined = Not named
method-state-withdrawn = Withdrawn
method-state-ended = No longer in use

method-step-begin = Begin
method-step-write = Write on
method-step-hand_in = Hand in
method-step-return = Ask for more
method-step-exclude = Exclude
method-step-accept = Accept
method-step-review = Hand in a review
method-step-publish = Make public
method-step-name = Name it and issue the certificate
method-step-decline = Do not name
method-step-nominate = Nominate at the next level
method-step-turn_down = Do not name (turn down)
method-step-propose = Propose a change
method-step-revise = Accept the change
method-step-dismiss = Do not accept the change
method-step-withdraw = Withdraw
method-step-end = End its use
method-step-show = Change who may see it
method-step-agree = Agree to the share
method-step-attach = Add a photo or video

method-level-unit = Unit level
method-level-county = County level
method-level-city = City level
method-level-province = Provincial level

method-standing-nominated = Nominated
method-standing-publicity = Public
method-standing-named = Named
method-standing-declined = Not named

method-vis-team = Seen by the team
method-vis-enterprise = Seen by the enterprise
method-vis-public = Public

method-regulation-technical = Technical regulation
method-regulation-maintenance = Maintenance regulation
method-regulation-safety = Safety regulation

method-restriction-secret = Touches a state secret
method-restriction-dispute = Its rights are disputed
method-restriction-medical = It is medical
method-restriction-honoured = It has a national or provincial science award

method-rulename-heads = heads of enterprises
method-rulename-secret = state secret
method-rulename-dispute = disputed rights
method-rulename-medical = medical
method-rulename-honoured = honoured already
method-rulename-year = less than a year of results
method-rulename-regulations = regulations not confirmed

## Why not

method-rule-heads = FF-1: the head of an enterprise cannot be the one a method is named after.
method-rule-secret = FF-2: what touches a state secret is not named.
method-rule-dispute = FF-3: what is disputed is not named.
method-rule-medical = FF-4: medical methods are not named at this level.
method-rule-honoured = FF-5: what has a national or provincial science award is not named again.
method-rule-year = FF-6: at least one leading result must cover { $months } months that are past.
method-rule-regulations = FF-7: name each regulation it keeps to.
method-not-in-this-state = It is not at this step now.
method-writer-only = Only the one it is named after and its writer can.
method-officer-only = The innovation officer of the unit does this.
method-reviewer-only = A reviewer does this.
method-head-only = The head of the enterprise names.
method-union-only = The union at this level does this.
method-own = You cannot check, review, nominate or name your own method.
method-not-an-author = You have no share in it.
method-nothing-to-publish = No nomination waits to be made public.
method-not-published = It has to be made public first.
method-nothing-to-decide = No nomination waits for a decision.
method-nominated-already = A nomination is under way.
method-at-the-top = There is no higher level.
method-change-waits = A change already waits for the officer.
method-no-change-waits = No change waits.
method-reviews-missing = It needs at least { $least } review before it is made public.
method-publicity-runs = It is public until { $until } and can be named after that.
method-reviewed-already = You have handed in your review.
method-published-already = It is public; reviews are closed.
method-no-enterprise = Methods are written down by the people of an enterprise; your account belongs to none.
method-person-without-share = The one it is named after must have a share.
method-name-needed = Give a name, or only the object, and a name is proposed.
method-too-many-items = At most { $most } lines.
method-items-needed = At least { $least }, one a line.
method-date-unreadable = Choose a date.
method-since-future = The first day of use cannot lie ahead.
method-nothing-changed = It says the same as the present version.
method-nobody-named = Nobody called “{ $name }” was found. Type the employee number, or name#number.
method-several-named = Several people are called “{ $name }”. Type name#number.
method-rule-needed = Choose the rule.
method-choose = Choose one.
method-terms-only = Set by the unit or union that names.
method-terms-number = A whole number from { $least } to { $most }.

## Notices

notice-method-shared = You have a share in “{ $name }”; please see whether you agree
notice-method-hand_in = Method “{ $name }” was handed in; please check it
notice-method-return = Method “{ $name }” needs to be completed
notice-method-exclude = Method “{ $name }” was excluded; see why
notice-method-accept = Method “{ $name }” was accepted for review
notice-method-review = Please review method “{ $name }”
notice-method-reviewed = Method “{ $name }” has a review
notice-method-publish = Method “{ $name }” is public
notice-method-decide = Method “{ $name }”: please name it after its publicity
notice-method-name = Method “{ $name }” was named
notice-method-named = Method “{ $name }” was named and can be nominated at the next level
notice-method-decline = Method “{ $name }” was not named; see why
notice-method-turn_down = Method “{ $name }” was turned down above; see why
notice-method-nominate = Method “{ $name }” was nominated at the next level
notice-method-nominated = Method “{ $name }” was nominated to you
notice-method-propose = A change of method “{ $name }” waits for you
notice-method-revise = Method “{ $name }” has a new version
notice-method-dismiss = The change of method “{ $name }” was not accepted; see why
notice-method-end = Method “{ $name }” is no longer in use

## Indicators
indicator-method-created = Methods written down
indicator-method-created-definition = Operating methods whose first version was accepted in the period, by that day.
indicator-method-named = Methods named
indicator-method-named-definition = Operating methods named for the first time in the period, at whatever level, by that day.
method-step-method_object = Object
method-step-method_answer = Answer the objection
method-not-public = It is not public for objections now.
method-publicity-over = The days for objections are over.
method-objected-already = You objected already; an answer will come.
method-objections-open = An objection waits for its answer; naming comes after.
method-nothing-to-answer = No objection waits for an answer.
notice-method-object = Somebody objects to naming “{ $name }”: please answer
notice-method-objected = Somebody objects to naming “{ $name }”
notice-method-answer = Your objection to “{ $name }” was answered
method-answers-itself = You name and you answer, so you do not object; say why when you do not name.
