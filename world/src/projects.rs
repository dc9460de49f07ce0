//! Innovation projects of the world's enterprises: what a larger idea becomes.

/// How far a project has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Proposed; the officer decides.
    Proposed,
    /// Approved and carried out.
    Running,
    /// Handed in; the panel judges.
    InAcceptance,
    /// Accepted and in use.
    Accepted,
}

/// A project. Money is in whole yuan.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Its name.
    pub title: &'static str,
    /// What is wrong.
    pub problem: &'static str,
    /// What is to be reached.
    pub aim: &'static str,
    /// How.
    pub route: &'static str,
    /// What it may cost, in yuan.
    pub budget: i64,
    /// How many days ago it was proposed.
    pub days_ago: i64,
    /// How many days it is to take.
    pub lasts: i64,
    /// Its milestones, in order.
    pub milestones: &'static [&'static str],
    /// What money went for.
    pub spent_on: &'static str,
    /// What a trial showed.
    pub trial: &'static str,
    /// What came of it.
    pub result: &'static str,
    /// How far it has come.
    pub reach: Reach,
}

const PLANS: [Plan; 6] = [
    Plan {
        title: "全线快速换型攻关",
        problem: "全厂六条线换型平均四十二分钟，一天五到六次，开机率上不去；只有一条线用了快换销。",
        aim: "六条线换型都降到十二分钟以内，一年不再因换型少做一批货。",
        route: "先把定位销、压板和气路接头统一规格，再逐线改夹具；每改一条线录一段操作视频，班组照着练。",
        budget: 180_000,
        days_ago: 120,
        lasts: 150,
        milestones: &["规格统一，图纸会签", "两条线改完试跑", "六条线全部改完"],
        spent_on: "定位销、快换接头和两套样板夹具",
        trial: "二号线连续试了八天，换型最长十一分四十秒，没有再错装过压板。",
        result: "六条线平均九分五十秒，比目标多省两分钟。",
        reach: Reach::Accepted,
    },
    Plan {
        title: "切削液集中回收和在线监测",
        problem: "切削液各机床自己换，浓度靠手摸，一个月倒掉四吨多，环保处置费一年九万。",
        aim: "新液用量降三成，处置量降一半，浓度每班自动记一次。",
        route: "每台机床加斜板和滤网，集中回收后离心除油再配；浓度和液位用折光传感器在线测。",
        budget: 96_000,
        days_ago: 75,
        lasts: 160,
        milestones: &["回收管路接通", "在线监测试运行", "三个月数据达标"],
        spent_on: "离心机、滤网和传感器",
        trial: "先接了八台机床，两周少用新液一点二吨，刀具寿命没有变差。",
        result: "新液少用三成四，处置量少一半多。",
        reach: Reach::Running,
    },
    Plan {
        title: "首件检验拍照比对",
        problem: "夜班没有专检，首件要等检验员从别的车间过来，平均等半个钟头。",
        aim: "首件确认不超过五分钟，首件误判为零。",
        route: "关键尺寸定拍照位，班长自检后上传，检验员在线点确认；白班抽一成复核。",
        budget: 32_000,
        days_ago: 60,
        lasts: 70,
        milestones: &["拍照位和样板定稿", "夜班全部机台上线"],
        spent_on: "拍照支架、补光灯和旧手机",
        trial: "试了三个机台，平均四分十秒确认，复核没有一件判错。",
        result: "夜班首件平均四分半，三周零误判。",
        reach: Reach::InAcceptance,
    },
    Plan {
        title: "叉车和行人分道改造",
        problem: "成品库到装配的通道人车混行，去年擦碰三次，都是转角看不见。",
        aim: "人车分开走，全年零擦碰。",
        route: "划线、加护栏和凸面镜；转角装感应灯，叉车到了先亮。",
        budget: 58_000,
        days_ago: 14,
        lasts: 90,
        milestones: &["路线图公示，听取班组意见", "护栏和感应灯装好"],
        spent_on: "护栏和感应灯",
        trial: "先在东门转角试了一周，叉车司机都说看得清。",
        result: "",
        reach: Reach::Proposed,
    },
    Plan {
        title: "老设备振动监测，修在坏之前",
        problem: "三台主电机都过了十五年，去年两次抱轴，一停就是两班。",
        aim: "抱轴零次，检修从坏了修改成看数据修。",
        route: "轴承座贴振动和温度传感器，数据进班组的屏，报警线由维修班自己定。",
        budget: 74_000,
        days_ago: 95,
        lasts: 180,
        milestones: &["传感器装完，基线采完", "报警线试用一个月", "检修规程改完"],
        spent_on: "振动和温度传感器、采集盒",
        trial: "一号电机报警两次，拆开看保持架真的裂了，赶在抱轴前换下。",
        result: "",
        reach: Reach::Running,
    },
    Plan {
        title: "包装工位省力改造",
        problem: "二十五公斤的箱子一班要搬四百次，工位上腰伤的人多。",
        aim: "弯腰搬抬的次数减七成，包装节拍不慢。",
        route: "滚筒线抬高四十厘米，加气动升降台和旋转托盘。",
        budget: 45_000,
        days_ago: 110,
        lasts: 100,
        milestones: &["样板工位试用", "四个工位全部改完"],
        spent_on: "升降台和滚筒",
        trial: "样板工位用了两周，一班弯腰从四百次降到九十次。",
        result: "四个工位平均降到八十多次，节拍还快了三秒。",
        reach: Reach::Accepted,
    },
];

/// The projects of the `nth` enterprise: three, not the same ones next door.
pub fn of_enterprise(nth: usize) -> impl Iterator<Item = &'static Plan> {
    (0..3).map(move |at| &PLANS[(nth * 3 + at) % PLANS.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_enterprises_show_every_stage() {
        let seen: Vec<Reach> = (0..2).flat_map(of_enterprise).map(|plan| plan.reach).collect();
        for reach in [Reach::Proposed, Reach::Running, Reach::InAcceptance, Reach::Accepted] {
            assert!(seen.contains(&reach), "{reach:?}");
        }
    }

    #[test]
    fn plans_are_whole() {
        for plan in &PLANS {
            assert!(plan.days_ago > 9 && plan.lasts > 0 && !plan.milestones.is_empty(), "{}", plan.title);
            let handed_in = matches!(plan.reach, Reach::InAcceptance | Reach::Accepted);
            assert!(!handed_in || !plan.result.is_empty(), "{}", plan.title);
        }
    }
}
