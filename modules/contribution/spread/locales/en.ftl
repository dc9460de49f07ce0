### Spreading: catalogue, requests, trials, adoptions, the tree of a work, the map of sparks.

spread-nav = Spread
spread-title = What you may take over
spread-lead = Good ways already in use elsewhere. Ask for one, try it, and adopt it if it works for you.
spread-fits = Fits you
spread-fits-hint = each with its reasons
spread-all = All
spread-words = Looking for
spread-words-hint = a machine, a problem, a number
spread-kind = Kind
spread-industry = Industry
spread-city = City
spread-whose = From
spread-whose-own = your enterprise
spread-whose-others = other enterprises
spread-any = any
spread-find = Find
spread-find-all = Show all
spread-none = Nothing found
spread-none-hint = Use other words, or one condition less.
spread-own = your enterprise
spread-offered = open to all
spread-unaudited = benefit not audited
spread-a-year = { $figure } a year
spread-points = { $points } points
spread-taken-by = adopted by { $count } { $count ->
    [one] unit
   *[other] units
}
spread-units = { $count } { $count ->
    [one] unit
   *[other] units
}
spread-days = { $count } { $count ->
    [one] day
   *[other] days
}

kind-suggestion = Suggestion
kind-project = Innovation project
kind-invention = Invention
kind-method = Operating method

industry-pumps = Pumps and valves
industry-bearings = Bearings
industry-textiles = Textiles and dyeing
industry-autoparts = Automotive parts
industry-solar = Photovoltaics
industry-moulds = Moulds
industry-electrical = Electrical equipment
industry-chemicals = Chemical materials
industry-pharma = Pharmaceuticals
industry-furniture = Furniture
industry-appliances = Home appliances
industry-hardware = Hardware
industry-chips = Integrated circuits
industry-ports = Ports and logistics
industry-construction = Construction
industry-express = Express delivery
industry-city = Sanitation and buses
industry-ships = Shipbuilding and repair
industry-batteries = Batteries
industry-food = Food processing

## Why it fits

spread-fit-words = Records of yours on the same things: { $count }. They share: { $words }.
spread-fit-industry = The same industry.
spread-fit-near = It is in { $region }, near enough to go and see.
spread-fit-units = Units that adopted it: { $count }.

## The tree

spread-picture = Spread tree; the table below says the same
spread-legend-audited = in use; the larger, the greater the audited benefit
spread-legend-used = in use, not audited
spread-legend-tried = on trial
spread-legend-over = ended, or not adopted
spread-legend-edge = who taught whom
spread-kpi-units = in use
spread-kpi-cities = cities
spread-kpi-total = audited benefit a year
spread-kpi-unaudited = , { $count } more not audited
spread-kpi-median = from one to the next, median
spread-alone = Not taken over yet
spread-alone-hint = The first unit that adopts it will be drawn here.
spread-table = Unit by unit
spread-col-unit = Unit
spread-col-city = City
spread-col-since = Adopted
spread-col-begun = Since
spread-col-from = Learned from
spread-col-benefit = Audited benefit
spread-col-state = State
spread-col-work = Work
spread-col-origin = From
spread-col-asked = Asked
spread-col-region = Region
spread-somebody = a unit in { $city }
spread-somebody-else = another unit
word-first_use = origin
word-used = in use
word-tried = on trial
word-no_longer = no longer used
word-tried_in_vain = not adopted

## Open to all

spread-offer = Open to all, with this
spread-offer-make = Open it to all
spread-offer-hint = Others may then begin without waiting for your agreement; you are told who does.
spread-offer-terms = What you hand over
spread-offer-withdraw = No longer open

## Asking

spread-ask = Ask to adopt
spread-look = See how it spread
spread-ask-title = Ask to adopt: { $title }
spread-ask-inside = Your enterprise uses it already: no agreement is needed, begin as soon as it is registered.
spread-ask-offered = { $unit } opened it to all: begin as soon as it is registered; they are told.
spread-ask-wait = { $unit } will answer within { $days } working days.
spread-ask-unit = Unit that will use it
spread-ask-purpose = What for
spread-ask-purpose-hint = In a sentence: which machine, which problem.
spread-ask-source = Where you saw it
spread-ask-source-hint = The originator, unless you choose another.
spread-ask-share = Originators’ part of the award (%)
spread-ask-share-hint = What the originators get when you pay an award for it. By agreeing to the request they agree to this; 0 for nothing.
spread-ask-named = Our name may be shown to everybody
spread-ask-named-hint = If not: once the work is no longer public, outsiders see only your city.
spread-ask-send = Send the request
spread-back = Back
spread-choose = Please choose one.
spread-share-range = A whole number from 0 to { $most }, please.
spread-date-unreadable = A date such as 2026-06-10, please.
spread-ends-before-start = It cannot end before it starts.
spread-since-future = It cannot have been adopted after today.
spread-since-early = That is before it was in use where it comes from.
spread-source-own = Your enterprise uses it already: choose one of its own units.
spread-source-none = That unit no longer uses it: choose another.
spread-unit-unfit = Choose the enterprise or a unit of it.

## One adoption

spread-adoption-title = Adoption: { $title }
spread-adoption-head = { $unit } learns from { $source }
spread-purpose = What for
spread-share-proposed = They propose { $share }% of the award for the originators; agreeing to the request agrees to this.
spread-share-promised = { $share }% of the award goes to the originators, as agreed.
spread-share-none = No part of an award was agreed for the originators.
spread-answer = Their answer
spread-trial = Trial
spread-use = In use
spread-since = adopted on { $date }
spread-reason = Why
spread-history = What happened
spread-acts = Next
spread-acts-none = Nothing waits for you now.
spread-waits-origin = The innovation officer of { $unit } is to answer.
spread-waits-trial = The trial may begin; the officer or implementer of { $unit } notes it.
spread-waits-decision = On trial: { $unit } will adopt it or not.
spread-waits-benefit = In use. The finance of { $unit } audits its own benefit.
spread-act-answer = What you hand over
spread-act-answer-hint = Drawings, work instructions, when they may come and see, whom to call.
spread-act-reason = Why
spread-act-starts = From
spread-act-ends = Until
spread-act-spot = Where
spread-act-seen = What was seen
spread-act-seen-hint = Before and after in figures, and what went wrong.
spread-act-since = Adopted on
spread-act-since-hint = The 12 months of its benefit begin on this day.
spread-act-result = What came of the trial
spread-act-end-hint = Units that learned it from you are not touched.
spread-trouble-hint = What you typed is still below; look again and send it once more.
spread-overtaken = Somebody changed this record just now.

word-wanted = answer awaited
word-cleared = may be tried
word-trying = on trial
word-taken_over = adopted
word-turned_down = turned down
word-dropped = not adopted
word-retired = no longer used
word-called_off = called off
word-want = Ask to adopt
word-take_offer = Begin at once
word-hand_over = Agree
word-turn_down = Turn down
word-call_off = Call off
word-try_out = Begin the trial
word-observe = Note what was seen
word-take_over = Adopt
word-drop = Do not adopt
word-retire = End its use

## Lists

spread-list-title = Adoptions
spread-list-behind = Adoptions
spread-behind-head = { $region }: what was adopted
spread-behind-hint = Figures are for everybody; of works and units that are not public only the city is shown.
spread-sides = Which side
spread-side-both = all
spread-side-taking = what we adopt
spread-side-giving = what others adopt from us
spread-list-none = None yet
spread-list-none-hint = Have a look at what you may take over.
spread-work-hidden = a work that is not public

## The map

spread-map-title = Map of sparks
spread-map-lead = Works of others adopted in { $region } until the end of { $period }.
spread-map-total = adopted in all
spread-map-fresh = new in { $period }
spread-map-steps = Another time
spread-map-earlier = Earlier
spread-map-later = Later
spread-by-quarter = By quarter
spread-by-year = By year
spread-quarter = Q{ $quarter } { $year }
spread-year = { $year }
spread-map-picture = One tile each
spread-map-bearing = One tile for each city, by bearing; not a map
spread-map-few = few
spread-map-many = many
spread-map-table = As a table
spread-map-how = Counted by the day of adoption and the place of the unit that adopted. Other units of the same enterprise count, the originator’s own use does not; what has ended counts for its time.
spread-crumbs = Where you are

## Rules

spread-rules-title = Rules for spreading
spread-rules-lead = { $unit } decides; in force from now on, for requests that are made from now on.
spread-rules-days = Working days to answer requests of others
spread-rules-days-hint = The innovation officers are reminded of what is late.
spread-rules-share = Originators’ part of the award for what we take over (%)
spread-rules-share-hint = Written into each request of ours; whoever agrees to it agrees to this. 0 for nothing.
spread-rules-keep = Save
spread-rules-range = A whole number from { $least } to { $most }, please.
spread-rules-enterprise-only = The administrators of the enterprise and its innovation officers at that level decide this.

## Panels

spread-panel = Spread
spread-panel-person = Adopted by others
spread-asked-on = asked on { $date }

## Why not

spread-taker-only = The innovation officer or implementer of the unit that takes it over does this.
spread-origin-only = The innovation officer of the originator does this.
spread-own-question = You asked yourself: another innovation officer must answer.
spread-offer-public-only = Only a public work can be opened to all.
spread-not-in-use = It is not in use now.
spread-not-offered = It is not open to your enterprise.
spread-in-use-here = This unit uses it already.
spread-in-use-below = A team of this unit uses it already: choose another unit.
spread-asked-already = Somebody asked for this unit already.
spread-not-in-this-state = This step is not possible now.

## Flashes and notices

flash-spread-asked = Registered
flash-spread-done = Noted
flash-spread-offered = Open to all
flash-spread-offer-withdrawn = No longer open; what was begun goes on

notice-adoption-want = { $unit } would like to adopt “{ $title }”. Please answer.
notice-adoption-take_offer = { $unit } begins with “{ $title }”.
notice-adoption-hand_over = “{ $title }” may be tried; they say what they hand over.
notice-adoption-turn_down = Your request for “{ $title }” was turned down, with the reason.
notice-adoption-call_off = { $unit } called off its request for “{ $title }”.
notice-adoption-try_out = { $unit } begins to try “{ $title }”.
notice-adoption-take_over = { $unit } adopted “{ $title }”.
notice-adoption-drop = { $unit } did not adopt “{ $title }”, and says why.
notice-adoption-retire = { $unit } no longer uses “{ $title }”, and says why.
notice-adoption-late = The answer to { $unit } about “{ $title }” is overdue.

spread-waits-answer = { $count ->
    [one] 1 unit asks for a result of yours
   *[other] { $count } units ask for results of yours
}
spread-waits-about = Spread

## Indicators
indicator-adoption-taken-over = Works taken over
indicator-adoption-taken-over-definition = How often another unit took over a work of any kind in the period. It counts at the unit that took it over, by the day its use began, and stays when the use ends.
indicator-adoption-outside = Taken over by other enterprises
indicator-adoption-outside-definition = How often another enterprise took over a work in the period. It counts there, by the day its use began.
indicator-adoption-methods = Methods taken over
indicator-adoption-methods-definition = How often another unit took over an operating method in the period. It counts there, by the day its use began.
indicator-method-promoted = Promoted methods
indicator-method-promoted-definition = Operating methods that another unit took over in the period. Each counts once at a node, however many units took it over.
