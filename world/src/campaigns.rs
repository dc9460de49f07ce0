//! Campaigns of the world: one whose results are out, one before its jury, one that takes entries.

/// How far a campaign has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It takes entries.
    Open,
    /// The jury judges.
    InReview,
    /// The results are out.
    Finished,
}

/// Who holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The union of the province.
    Province,
    /// The union of the first enterprise's city.
    City,
}

/// An edition. Days are counted back from now.
#[derive(Debug, Clone, Copy)]
pub struct CampaignPlan {
    /// What it is called, after its year.
    pub name: &'static str,
    /// How many years before this one it counts for.
    pub years_back: i64,
    /// The dictionary it starts from.
    pub preset: &'static str,
    /// Who holds it.
    pub holder: Holder,
    /// What it is about.
    pub intro: &'static str,
    /// When it was announced.
    pub announced: i64,
    /// When entries close; below 0 in days to come.
    pub closes: i64,
    /// When the review ends.
    pub review_ends: i64,
    /// How many works of an enterprise enter it, at most.
    pub each: usize,
    /// Grades: name, quota, yuan.
    pub grades: &'static [(&'static str, i64, i64)],
    /// How far it has come.
    pub stage: Stage,
}

/// Every edition, the earliest first.
pub const CAMPAIGNS: [CampaignPlan; 3] = [
    CampaignPlan {
        name: "年度全省职工“五小”活动",
        years_back: 1,
        preset: "wuxiao-national",
        holder: Holder::Province,
        intro: "面向一线职工，选出已经用起来、算得清效益、别的单位学得走的小发明、小创造、小革新、小设计、小建议。",
        announced: 150,
        closes: 128,
        review_ends: 112,
        each: 3,
        grades: &[("一等奖", 2, 2_000), ("二等奖", 4, 1_000), ("三等奖", 8, 600)],
        stage: Stage::Finished,
    },
    CampaignPlan {
        name: "年全省职工“四技”成果评选",
        years_back: 0,
        preset: "siji-invention",
        holder: Holder::Province,
        intro: "技术革新、技术攻关、技术发明、技术协作四类，看实际应用，不看材料厚薄。",
        announced: 62,
        closes: 18,
        review_ends: -9,
        each: 2,
        grades: &[("一等奖", 2, 5_000), ("二等奖", 4, 3_000), ("三等奖", 8, 1_000)],
        stage: Stage::InReview,
    },
    CampaignPlan {
        name: "年职工“五小”成果征集",
        years_back: 0,
        preset: "wuxiao-hangzhou",
        holder: Holder::City,
        intro: "一个小点子也可以参加。从自己的记录里选一项，写两句推荐理由就行。",
        announced: 12,
        closes: -16,
        review_ends: -40,
        each: 3,
        grades: &[("一等奖", 3, 1_000), ("二等奖", 6, 600), ("三等奖", 12, 300)],
        stage: Stage::Open,
    },
];

/// What a juror writes, in turn.
pub const COMMENTS: [&str; 4] =
    ["改得不大，用处不小，记录也全。", "效益有财务核定，说得清。", "", "原理讲得明白，别的线照着就能做。"];

/// The number of the document that announced the results; `{year}` is the year.
pub const DOCUMENT: &str = "浙总工发〔{year}〕18号";
