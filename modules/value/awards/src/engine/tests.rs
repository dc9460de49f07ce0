//! What must be true of every sound scheme, and the boundaries of the preset one by one.

use jiff::civil::date;
use kernel::clock::Time;
use kernel::id::PersonId;
use kernel::{Fen, Shares};
use proptest::prelude::*;

use super::legal::patent;
use super::presets::{Preset, percentage, table_1986};
use super::*;
use works::rights::Kind;

fn value(fen: i64) -> Case<'static> {
    Case { basis: Some(Basis::Value(Fen(fen))), ..Case::default() }
}

fn graded(scheme: &Scheme, fen: i64) -> (usize, Fen) {
    let decision = decide(scheme, &value(fen)).unwrap();
    (decision.grade.unwrap(), decision.entitled)
}

#[test]
fn the_presets_are_sound() {
    for preset in Preset::ALL {
        assert_eq!(preset.scheme().faults(), [], "{preset:?}");
    }
}

#[test]
fn a_boundary_of_1986_belongs_to_the_better_grade_and_the_fen_below_to_the_worse() {
    let scheme = table_1986();
    for (grade, yuan) in [(1, 1_000_000), (2, 500_000), (3, 100_000), (4, 10_000)] {
        assert_eq!(graded(&scheme, yuan * 100).0, grade, "{yuan}");
        assert_eq!(graded(&scheme, yuan * 100 - 1).0, grade + 1, "{yuan} less a fen");
    }
    assert_eq!(graded(&scheme, 1).0, 5);
    assert_eq!(decide(&scheme, &value(0)), Err(Refusal::NoGain));
    assert_eq!(graded(&scheme, 100_000_000), (1, Fen::yuan(2_500)));
    assert_eq!(graded(&scheme, 75_000_000), (2, Fen::yuan(2_000)), "half way up is half way between");
    assert_eq!(graded(&scheme, 50_000_000), (2, Fen::yuan(1_500)));
}

#[test]
fn nothing_is_paid_without_an_audited_figure() {
    assert_eq!(decide(&table_1986(), &Case::default()), Err(Refusal::NoFigure));
}

#[test]
fn a_borrowed_result_counts_as_the_most_of_the_grade_below() {
    let borrowed = |fen| decide(&table_1986(), &Case { borrowed: true, ..value(fen) }).unwrap();
    let first = borrowed(200_000_000);
    assert_eq!((first.grade, first.entitled, first.filed), (Some(2), Fen::yuan(2_500), true));
    let last = borrowed(500_000);
    assert_eq!(last.grade, Some(5), "there is no grade below the last");
}

#[test]
fn a_reserve_stays_inside_the_last_grade_and_is_deducted_later() {
    let scheme = table_1986();
    let reserve = Case { basis: Some(Basis::Reserve), ..Case::default() };
    let first = decide(&scheme, &reserve).unwrap();
    assert_eq!((first.grade, first.pays), (Some(5), Fen(14_999)));
    let more = Case { choice: Some(Fen::yuan(300)), ..reserve };
    assert_eq!(decide(&scheme, &more), Err(Refusal::Outside(Fen(0), Fen(29_999))));
    let applied = Case { before: first.pays, ..value(60_000_000) };
    let later = decide(&scheme, &applied).unwrap();
    assert_eq!(later.pays, Fen(later.entitled.0 - 14_999));
}

#[test]
fn points_reach_a_grade_and_a_place_in_it() {
    let points = |points| decide(&table_1986(), &Case { basis: Some(Basis::Points(points)), ..Case::default() });
    assert_eq!(points(60).unwrap().entitled, Fen::yuan(500));
    assert_eq!((points(74).unwrap().grade, points(75).unwrap().grade), (Some(3), Some(2)));
    assert_eq!(points(-1), Err(Refusal::NoPoints));
}

#[test]
fn of_several_regulations_the_higher_is_paid_once() {
    let others = [patent(Kind::Invention, date(2026, 3, 31)).unwrap()];
    let with = |fen| decide(&table_1986(), &Case { others: &others, ..value(fen) }).unwrap();
    assert_eq!(with(60_000_000).pays, Fen::yuan(4_000));
    assert_eq!(with(60_000_000).due, Some(date(2026, 6, 30)), "three months, to the end of a shorter one");
    let alone = decide(&table_1986(), &Case { others: &others, ..Case::default() }).unwrap();
    assert_eq!((alone.grade, alone.pays), (None, Fen::yuan(4_000)), "the law needs no audited benefit");
    let rich = [patent(Kind::Design, date(2026, 1, 1)).unwrap()];
    let decision = decide(&table_1986(), &Case { others: &rich, ..value(60_000_000) }).unwrap();
    assert_eq!(decision.pays, Fen::yuan(1_700), "the design's 1 500 are less");
}

#[test]
fn each_patent_has_its_own_minimum_and_needs_no_audit() {
    let others = [Kind::Invention, Kind::Utility].map(|kind| patent(kind, date(2026, 3, 31)).unwrap());
    let alone = Case { basis: Some(Basis::Law), others: &others, ..Case::default() };
    assert_eq!(decide(&table_1986(), &alone).unwrap().pays, Fen::yuan(5_500));
    let later = Case { before: Fen::yuan(4_000), ..alone.clone() };
    assert_eq!(decide(&table_1986(), &later).unwrap().pays, Fen::yuan(1_500), "the second patent came later");
    let nothing = Case { others: &[], ..alone };
    assert_eq!(decide(&table_1986(), &nothing), Err(Refusal::NoFigure));
    assert_eq!(patent(Kind::Software, date(2026, 3, 31)), None, "the law names patents only");
}

#[test]
fn a_percentage_has_a_floor_and_a_cap_and_leaves_nothing_to_choose() {
    let scheme = percentage();
    assert_eq!(graded(&scheme, 10_000).1, Fen::yuan(200));
    assert_eq!(graded(&scheme, 10_000_000).1, Fen::yuan(20_000));
    assert_eq!(graded(&scheme, 10_000_000_000).1, Fen::yuan(100_000));
    let chosen = Case { choice: Some(Fen::yuan(500)), ..value(10_000_000) };
    assert_eq!(decide(&scheme, &chosen), Err(Refusal::NoChoice));
}

#[test]
fn a_rule_that_is_off_has_no_say() {
    let mut scheme = table_1986();
    for switch in &mut scheme.rules {
        switch.on = false;
    }
    let decision = decide(&scheme, &Case { borrowed: true, ..value(100_000_000) }).unwrap();
    assert_eq!((decision.grade, decision.filed), (Some(1), false));
    let reserve = Case { basis: Some(Basis::Reserve), ..Case::default() };
    assert_eq!(decide(&scheme, &reserve), Err(Refusal::NoReserve));
}

#[test]
fn an_explanation_ends_in_what_is_paid() {
    let others = [patent(Kind::Invention, date(2026, 3, 31)).unwrap()];
    let case = Case { others: &others, before: Fen::yuan(500), borrowed: true, ..value(100_000_000) };
    let decision = decide(&table_1986(), &case).unwrap();
    let rules: Vec<Rule> = decision.lines.iter().map(|line| line.rule).collect();
    let told =
        [Rule::Grade, Rule::Borrowed, Rule::Position, Rule::Higher, Rule::Higher, Rule::Difference, Rule::Filing];
    assert_eq!(rules, told);
    let last = |rule| decision.lines.iter().rev().find(|line| line.rule == rule).unwrap().amount.unwrap();
    assert_eq!(decision.pays.0, last(Rule::Higher).0 - last(Rule::Difference).0);
}

prop_compose! {
    /// Any sound table: grades that begin ever lower and never pay more than the least of the better one.
    fn table()(
        steps in prop::collection::vec((1_i64..1_000_000_000, 0_i64..500_000, 0_i64..500_000), 1..=8),
        share in prop::option::of((1_u32..=10_000, 0_i64..100_000, 0_i64..100_000_000)),
    ) -> Scheme {
        let (mut from, mut pay) = (0, 0);
        let mut grades = Vec::new();
        for (step, least, span) in steps {
            let grade = Grade { from: Fen(from), least: Fen(pay + least), most: Fen(pay + least + span), ..table_1986().grades[4].clone() };
            (from, pay) = (from + step, grade.most.0);
            grades.insert(0, grade);
        }
        let matrix = (1..=grades.len()).map(|grade| Threshold { from: 100 - 10 * grade as i64, grade }).collect();
        let pay = share.map_or(Pay::Ranges, |(rate, floor, more)| {
            Pay::Percentage(Percentage { rate, floor: Fen(floor), cap: Fen(floor + more) })
        });
        Scheme { grades, matrix, pay, ..table_1986() }
    }
}

/// Any parts, made to sum to a hundred.
fn hundred(parts: &[u32]) -> Vec<u32> {
    let spare = 100 - parts.len() as u32;
    Fen(i64::from(spare)).split(parts).iter().map(|part| part.0 as u32 + 1).collect()
}

fn shares(parts: &[u32]) -> Shares {
    let people = (0..).map(|n| PersonId::new(Time::from_millis(n)));
    Shares::new(people.zip(parts.iter().copied()).collect()).unwrap()
}

proptest! {
    #[test]
    fn every_boundary_of_every_sound_table_is_half_open(scheme in table()) {
        prop_assert_eq!(scheme.faults(), []);
        for (at, grade) in scheme.grades.iter().enumerate() {
            if grade.from > Fen(0) {
                prop_assert_eq!(scheme.grade_of(grade.from), Some(at));
                let below = scheme.grade_of(Fen(grade.from.0 - 1));
                prop_assert!(below == Some(at + 1) || grade.from == Fen(1));
            }
        }
    }

    #[test]
    fn more_value_never_pays_less(scheme in table(), a in 1_i64..5_000_000_000, b in 1_i64..5_000_000_000, borrowed: bool) {
        let (less, more) = (a.min(b), a.max(b));
        let pays = |fen| decide(&scheme, &Case { borrowed, ..value(fen) }).unwrap().entitled;
        prop_assert!(pays(less) <= pays(more));
        // Nor is a borrowed result ever worth more than an own one.
        let lowered = decide(&scheme, &Case { borrowed: true, ..value(a) }).unwrap().entitled;
        prop_assert!(lowered <= decide(&scheme, &value(a)).unwrap().entitled);
    }

    #[test]
    fn more_points_never_pay_less(scheme in table(), a in 0_i64..200, b in 0_i64..200, borrowed: bool) {
        let pays = |points| decide(&scheme, &Case { basis: Some(Basis::Points(points)), borrowed, ..Case::default() }).map(|one| one.entitled);
        if let (Ok(less), Ok(more)) = (pays(a.min(b)), pays(a.max(b))) {
            prop_assert!(less <= more);
        }
    }

    #[test]
    fn an_award_lies_in_the_range_of_its_grade(scheme in table(), fen in 1_i64..5_000_000_000, borrowed: bool) {
        let decision = decide(&scheme, &Case { borrowed, ..value(fen) }).unwrap();
        if let Some((least, most)) = decision.range {
            prop_assert!((least..=most).contains(&decision.entitled));
            for choice in [least, most] {
                let chosen = Case { borrowed, choice: Some(choice), ..value(fen) };
                prop_assert_eq!(decide(&scheme, &chosen).unwrap().entitled, choice);
            }
            let chosen = Case { borrowed, choice: Some(Fen(most.0 + 1)), ..value(fen) };
            prop_assert_eq!(decide(&scheme, &chosen), Err(Refusal::Outside(least, most)));
        }
    }

    /// However often a result is regraded, and whatever is clawed back in between: what its people hold
    /// is the best it was ever entitled to less what was taken back, and no payment but a clawback is
    /// negative.
    #[test]
    fn a_life_of_regradings_pays_the_best_entitlement_less_the_clawbacks(
        scheme in table(),
        life in prop::collection::vec((1_i64..5_000_000_000, any::<bool>(), any::<bool>()), 1..12),
    ) {
        let (mut paid, mut back, mut best) = (Vec::new(), 0, Fen(0));
        for (fen, borrowed, clawed) in life {
            let before = Fen(paid.iter().sum());
            let decision = decide(&scheme, &Case { borrowed, before, ..value(fen) }).unwrap();
            prop_assert!(decision.pays >= Fen(0));
            best = best.max(decision.entitled);
            paid.push(decision.pays.0);
            if clawed {
                back += decision.pays.0;
            }
        }
        prop_assert_eq!(paid.iter().sum::<i64>() - back, best.0 - back);
    }

    /// Whatever a scheme pays, the law's minimum for every patent is never undercut and never added to it.
    #[test]
    fn the_law_is_a_floor_and_nothing_more(
        scheme in table(),
        fen in prop::option::of(1_i64..5_000_000_000),
        kinds in prop::collection::vec(0_usize..3, 1..5),
    ) {
        let patents = [Kind::Invention, Kind::Utility, Kind::Design];
        let others: Vec<_> = kinds.iter().filter_map(|at| patent(patents[*at], date(2026, 3, 31))).collect();
        let least: i64 = others.iter().map(|one| one.amount.0).sum();
        let basis = Some(fen.map_or(Basis::Law, |fen| Basis::Value(Fen(fen))));
        let with = decide(&scheme, &Case { basis, others: &others, ..Case::default() }).unwrap();
        let own = fen.map_or(Fen(0), |fen| decide(&scheme, &value(fen)).unwrap().entitled);
        prop_assert_eq!(with.entitled, own.max(Fen(least)));
    }

    /// A promise takes its part out of what is paid, and both parts are divided: nothing is lost or made,
    /// nobody is off by a whole fen, and a clawback mirrors it.
    #[test]
    fn a_split_between_originators_and_takers_sums_to_the_fen(
        whole in 0_i64..100_000_000,
        per_cent in 0_u32..=100,
        theirs in prop::collection::vec(1_u32..=100, 1..=6),
        ours in prop::collection::vec(1_u32..=100, 1..=6),
    ) {
        let (theirs, ours) = (shares(&hundred(&theirs)), shares(&hundred(&ours)));
        let (origin, own) = split_between(Fen(whole), per_cent, &theirs, &ours);
        prop_assert_eq!((origin.len(), own.len()), (theirs.parts().len(), ours.parts().len()));
        let sum = |parts: &[Fen]| parts.iter().map(|part| part.0).sum::<i64>();
        prop_assert_eq!(sum(&origin) + sum(&own), whole);
        prop_assert!(origin.iter().chain(&own).all(|part| part.0 >= 0));
        // The promise itself is kept to the fen.
        let exact = i128::from(whole) * i128::from(per_cent);
        prop_assert!((i128::from(sum(&origin)) * 100 - exact).abs() < 100);
        // Two levels of rounding, and yet nobody is off by two.
        for (part, (_, share)) in origin.iter().zip(theirs.parts()) {
            prop_assert!((i128::from(part.0) * 10_000 - exact * i128::from(*share)).abs() < 20_000);
        }
        let (back, rest) = split_between(Fen(-whole), per_cent, &theirs, &ours);
        let mirrored = |parts: &[Fen], back: &[Fen]| parts.iter().zip(back).all(|(part, back)| part.0 + back.0 == 0);
        prop_assert!(mirrored(&origin, &back) && mirrored(&own, &rest));
    }

    /// The line that explains a promise says what the originators really get, in every round of a life of
    /// regradings.
    #[test]
    fn what_is_explained_of_a_promise_is_what_is_paid(
        scheme in table(),
        values in prop::collection::vec(1_i64..5_000_000_000, 1..6),
        per_cent in 1_u32..=50,
        ours in prop::collection::vec(1_u32..=100, 1..=4),
    ) {
        let (theirs, ours) = (shares(&[34, 33, 33]), shares(&hundred(&ours)));
        let (mut paid, mut to_originators) = (0, 0);
        for fen in values {
            let case = Case { borrowed: true, before: Fen(paid), promised: per_cent, ..value(fen) };
            let decision = decide(&scheme, &case).unwrap();
            let line = decision.lines.iter().find(|line| line.rule == Rule::Promise).unwrap();
            let (origin, own) = split_between(decision.pays, per_cent, &theirs, &ours);
            let sum = |parts: &[Fen]| parts.iter().map(|part| part.0).sum::<i64>();
            prop_assert_eq!(line.amount, Some(Fen(sum(&origin))));
            prop_assert_eq!(sum(&origin) + sum(&own), decision.pays.0);
            (paid, to_originators) = (paid + decision.pays.0, to_originators + sum(&origin));
        }
        prop_assert!(to_originators <= paid);
    }

    #[test]
    fn a_split_sums_and_a_clawback_mirrors_it(whole in 0_i64..100_000_000, a in 1_u32..98, b in 1_u32..98) {
        prop_assume!(a + b < 100);
        let shares = shares(&[a, b, 100 - a - b]);
        let parts = split(Fen(whole), &shares);
        prop_assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), whole);
        prop_assert!(parts.iter().all(|part| part.0 >= 0));
        let back = split(Fen(-whole), &shares);
        prop_assert!(parts.iter().zip(&back).all(|(part, back)| part.0 + back.0 == 0));
    }
}
