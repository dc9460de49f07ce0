//! What happens to a suggestion, told step by step along the lifecycle.
//!
//! Two ways of telling: freely, when chance decides every fork and the story simply stops at `now`; and
//! towards a goal, when the forks lead to a wanted state and the pace is raised until it fits before `now`.

use crate::answers::{say, section, write};
use crate::moments::{DAY, HOUR, office, soon};
use crate::plan::{Conclusion, Event, Scores, State, Step};
use crate::random::Random;
use crate::template::Bindings;

/// Who plays in the story.
#[derive(Debug, Clone)]
pub struct Cast {
    /// Who handed it in.
    pub author: u32,
    /// 创新专员.
    pub officer: u32,
    /// 评审人.
    pub reviewers: [u32; 2],
    /// 实施人.
    pub implementer: u32,
    /// The union officer who decides a reconsideration.
    pub union_officer: u32,
    /// The county union, where ideas beyond the enterprise go.
    pub above: u32,
    /// Colleagues who second and comment.
    pub colleagues: Vec<u32>,
}

/// What the story is about.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// A problem without a way to solve it.
    pub general_remark: bool,
    /// Its category, 1–5: a reason must fit the matter.
    pub category: u8,
    /// The words of this record for the answers' slots.
    pub words: &'a Bindings,
    /// When it was handed in.
    pub submitted_at_ms: i64,
    /// Nothing happens after this.
    pub now_ms: i64,
}

/// Tells the story freely.
pub fn tell(random: &mut Random, cast: &Cast, subject: &Subject) -> Vec<Event> {
    let mut teller = Teller::new(random.clone(), cast, subject, None, 100);
    teller.begin();
    let mut events = teller.events;
    events.retain(|event| event.at_ms <= subject.now_ms);
    events
}

/// Tells a story that ends in `goal`, hurrying as much as the time until `now` demands.
pub fn tell_until(random: &mut Random, cast: &Cast, subject: &Subject, goal: State) -> Vec<Event> {
    let mut events = Vec::new();
    for pace in [100, 60, 30, 0] {
        let mut teller = Teller::new(random.clone(), cast, subject, Some(goal), pace);
        teller.begin();
        events = teller.events;
        if last(&events) <= subject.now_ms {
            return events;
        }
    }
    // Even one working day a step is too slow: squeeze it, working hours or not.
    let (start, room) = (subject.submitted_at_ms, subject.now_ms - subject.submitted_at_ms);
    let length = last(&events) - start + 1;
    for event in &mut events {
        event.at_ms = start + (i128::from(event.at_ms - start) * i128::from(room) / i128::from(length)) as i64;
    }
    events
}

fn last(events: &[Event]) -> i64 {
    events.iter().map(|event| event.at_ms).max().unwrap_or(0)
}

/// A story while it is being told.
struct Teller<'a> {
    random: Random,
    cast: &'a Cast,
    subject: &'a Subject<'a>,
    goal: Option<State>,
    /// Percent of the usual waiting time.
    pace: i64,
    at: i64,
    /// Why it is refused: the reviewer's sentence and the answer that follows from it.
    refusal: (&'static str, &'static str),
    events: Vec<Event>,
}

impl<'a> Teller<'a> {
    fn new(random: Random, cast: &'a Cast, subject: &'a Subject<'a>, goal: Option<State>, pace: i64) -> Self {
        Self { random, cast, subject, goal, pace, at: subject.submitted_at_ms, refusal: ("", ""), events: Vec::new() }
    }

    /// Writes an event down. True when the story has reached its goal.
    fn happens(&mut self, by: u32, step: Step, text: &str) -> bool {
        if text.is_empty() {
            return self.note(by, step, String::new());
        }
        let mut words = String::new();
        // Nobody repeats what stands above: draw again, a few times at most.
        for _ in 0..6 {
            if words.is_empty() || self.events.iter().any(|event| event.text == words) {
                words = say(text, self.subject.words, &mut self.random);
            }
        }
        self.note(by, step, words)
    }

    /// The same with the sentence at hand.
    fn note(&mut self, by: u32, step: Step, text: String) -> bool {
        let reached = self.goal.is_some() && step.leads_to() == self.goal;
        self.events.push(Event { at_ms: self.at, by, step, text });
        reached
    }

    /// Lets `low` to `high` working days pass; one in twelve times it takes twice as long.
    fn wait(&mut self, low: i64, high: i64) {
        let late = if self.random.chance(8) { 2 } else { 1 };
        let days = self.random.between(low, high) * late * self.pace / 100;
        self.at = office(&mut self.random, self.at, days);
    }

    /// Whether the story takes this turn: as the goal demands, or else in `percent` of stories.
    fn turns(&mut self, percent: u64, goals: &[State]) -> bool {
        let drawn = self.random.chance(percent);
        self.goal.map_or(drawn, |goal| goals.contains(&goal))
    }

    fn begin(&mut self) {
        self.happens(self.cast.author, Step::Submit, "");
        let handed_in = self.at;
        if self.goal != Some(State::Submitted) {
            self.screen();
        }
        self.talk(handed_in);
        self.events.sort_by_key(|event| event.at_ms);
    }

    /// Formal check by the officer.
    fn screen(&mut self) {
        let Cast { author, officer, .. } = *self.cast;
        if self.turns(3, &[State::Withdrawn]) {
            self.wait(1, 2);
            self.happens(author, Step::Withdraw, "withdraw");
            return;
        }
        if self.turns(if self.subject.general_remark { 12 } else { 9 }, &[State::Returned]) {
            self.wait(1, 3);
            self.happens(officer, Step::ReturnForCompletion, "return");
            if self.goal == Some(State::Returned) || self.random.chance(25) {
                return;
            }
            self.wait(1, 6);
            self.happens(author, Step::Resubmit, "resubmit");
        }
        self.wait(1, 3);
        if self.subject.general_remark {
            self.happens(officer, Step::MarkGeneralRemark, "general");
        } else if !self.happens(officer, Step::Accept, "accept") || self.random.chance(70) {
            self.review();
        }
    }

    fn review(&mut self) {
        let conclusion = self.conclusion();
        self.refusal = self.reason();
        let Cast { officer, reviewers, above, .. } = *self.cast;
        self.at = soon(&mut self.random, self.at);
        let mut chosen = reviewers.to_vec();
        if self.random.chance(45) {
            chosen.truncate(1);
        }
        self.happens(officer, Step::AssignReviewers(chosen.clone()), "");
        let decided = self.goal != Some(State::InReview);
        let busy = if decided { chosen.len() } else { self.random.below(chosen.len() as u64 + 1) as usize };
        for reviewer in chosen.into_iter().take(busy) {
            self.wait(2, 6);
            let (scores, section) = self.marks(conclusion);
            let step = Step::Review(scores, conclusion);
            let opens = !self.events.iter().any(|event| matches!(event.step, Step::Review(..)));
            if conclusion == Conclusion::Decline && opens {
                let text = write(self.refusal.0, self.subject.words, &mut self.random);
                self.note(reviewer, step, text);
            } else {
                self.happens(reviewer, step, section);
            }
        }
        if !decided {
            return;
        }
        self.wait(1, 3);
        match conclusion {
            Conclusion::Adopt => {
                if !self.happens(officer, Step::Adopt, "adopt") {
                    self.carry_out();
                }
            }
            Conclusion::Decline => self.decline(),
            Conclusion::Reserve => _ = self.happens(officer, Step::Reserve, "reserve"),
            Conclusion::PassUp => _ = self.happens(officer, Step::PassUp { to: above }, "passup"),
        }
    }

    fn conclusion(&mut self) -> Conclusion {
        let drawn = [Conclusion::Adopt, Conclusion::Decline, Conclusion::Reserve, Conclusion::PassUp]
            [self.random.weighted(&[64, 24, 7, 5])];
        match self.goal {
            Some(State::Adopted | State::Implementing | State::Applied | State::Done) => Conclusion::Adopt,
            Some(State::Declined | State::Reconsidering) => Conclusion::Decline,
            Some(State::Reserve) => Conclusion::Reserve,
            Some(State::PassedUp) => Conclusion::PassUp,
            _ => drawn,
        }
    }

    /// A reason that fits the category, or one that fits anything.
    fn reason(&mut self) -> (&'static str, &'static str) {
        let fitting = section(&format!("decline-{}", self.subject.category));
        let lines: Vec<&str> = fitting.iter().chain(section("decline")).copied().collect();
        self.random.pick(&lines).and_then(|line| line.split_once(" => ")).unwrap_or_default()
    }

    fn marks(&mut self, conclusion: Conclusion) -> (Scores, &'static str) {
        let (low, high, section) = match conclusion {
            Conclusion::Adopt => (60, 95, "review-adopt"),
            Conclusion::Decline => (30, 55, "review-decline"),
            Conclusion::Reserve => (55, 80, "review-reserve"),
            Conclusion::PassUp => (60, 85, "review-passup"),
        };
        let mut part = |full: i64| (full * self.random.between(low, high) / 100) as u8;
        (Scores { level: part(30), benefit: part(30), range: part(20), practicality: part(20) }, section)
    }

    fn decline(&mut self) {
        let Cast { author, officer, union_officer, .. } = *self.cast;
        let text = write(self.refusal.1, self.subject.words, &mut self.random);
        if self.note(officer, Step::Decline, text) || !self.turns(20, &[State::Reconsidering]) {
            return;
        }
        self.wait(1, 4);
        // Some wait long for the union's word.
        if self.happens(author, Step::RequestReconsideration, "reconsider") || self.random.chance(20) {
            return;
        }
        self.wait(4, 9);
        let overturned = self.random.chance(35);
        let section = if overturned { "overturned" } else { "upheld" };
        self.happens(union_officer, Step::Reconsider { overturned }, section);
        if overturned {
            self.carry_out();
        }
    }

    fn carry_out(&mut self) {
        let Cast { author, officer, implementer, .. } = *self.cast;
        self.wait(1, 4);
        let due_ms = office(&mut self.random, self.at, 30);
        if self.happens(officer, Step::Plan { implementer, due_ms }, "plan") && self.random.chance(40) {
            return;
        }
        if self.random.chance(85) {
            self.wait(2, 8);
            self.happens(implementer, Step::StartTrial, "trial");
        }
        if self.goal == Some(State::Implementing) {
            return;
        }
        self.wait(12, 30);
        if self.happens(implementer, Step::Apply, "apply") {
            return;
        }
        if self.random.chance(9) {
            self.wait(1, 5);
            self.happens(author, Step::DisputeDone, "dispute");
            self.wait(3, 8);
            self.happens(implementer, Step::Apply, "apply-again");
        }
        if self.turns(88, &[State::Done]) {
            self.wait(1, 7);
            self.happens(author, Step::ConfirmDone, "confirm");
        }
    }

    /// Colleagues second it and say something in the weeks after it was handed in.
    fn talk(&mut self, handed_in: i64) {
        let open = self.events.iter().find(|event| event.step == Step::Withdraw).map_or(i64::MAX, |event| event.at_ms);
        let until = self.subject.now_ms.min(open);
        let count = [0, 1, 2, 4, 7][self.random.weighted(&[40, 25, 18, 12, 5])];
        for person in self.cast.colleagues.clone().into_iter().take(count) {
            self.at = handed_in + self.random.between(HOUR / 2, 12 * DAY);
            if self.at < until {
                self.happens(person, Step::Second, "");
            }
        }
        let Some(person) = self.cast.colleagues.last().copied().filter(|_| self.random.chance(30)) else { return };
        self.at = office(&mut self.random, handed_in, 2);
        if self.at < until {
            self.happens(person, Step::Comment, "comment");
        }
    }
}
