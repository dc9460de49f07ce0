//! Inventions of the world's enterprises: what nobody had before, and what becomes of it.

/// How far an invention has come. Days are counted back from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Handed in; the officer checks.
    Submitted,
    /// Kept as a trade secret, in use.
    Secret,
    /// Not filed, with the reason.
    Declined,
    /// Applied for, so many days ago.
    Applied(i64),
    /// Applied for and published, so many days ago.
    Published(i64, i64),
    /// Applied for and granted, so many days ago.
    Granted(i64, i64),
}

/// What kind of right is applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// 发明专利.
    Invention,
    /// 实用新型.
    Utility,
    /// 软件著作权.
    Software,
}

/// An invention.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Its name.
    pub title: &'static str,
    /// Which problem it solves.
    pub problem: &'static str,
    /// What there is already.
    pub prior: &'static str,
    /// Where and how that was looked for.
    pub search: &'static str,
    /// How it is solved.
    pub solution: &'static str,
    /// What is new.
    pub novelty: &'static str,
    /// What the officer said.
    pub said: &'static str,
    /// What is applied for.
    pub right: Right,
    /// How many days ago it was handed in.
    pub days_ago: i64,
    /// Since how many days it is in use.
    pub used: Option<i64>,
    /// Fees: the year, whole yuan, and whether it is paid.
    pub fees: &'static [(i64, i64, bool)],
    /// How far it has come.
    pub reach: Reach,
}

const PLANS: [Plan; 8] = [
    Plan {
        title: "深孔刀具自动对中快换刀座",
        problem: "深孔钻换刀要停机找正，一次二十多分钟，找偏了孔就斜，整件报废。",
        prior: "常用的是锥柄加百分表找正，准但慢；弹簧夹头换得快，跳动大，深孔不敢用。",
        search: "国家知识产权局检索系统查“深孔 刀座 对中”“快换 刀座 定心”，看了三十来件，最近的一件靠液压胀套，要外接油泵。",
        solution: "刀座内设三瓣楔形滑块，尾端一根拉杆带碟形弹簧；装刀时拉杆回位，三瓣同时向心收紧，刀柄自己对中。拆刀只要用随机扳手压一下拉杆。滑块磨损由碟簧补偿，不用调。",
        novelty: "一根拉杆同时带三瓣滑块自动对中，不用油泵、不用找正；磨损自动补偿。换刀从二十二分钟到五十秒，跳动不超过一丝。",
        said: "同意申请发明专利，请技术科配合代理机构写权利要求。",
        right: Right::Invention,
        days_ago: 1_090,
        used: Some(400),
        fees: &[(3, 900, true), (4, 1_200, false)],
        reach: Reach::Granted(1_055, 70),
    },
    Plan {
        title: "带漏气指示的气动夹具快换接头",
        problem: "夹具气路接头漏气听不出来，夹紧力掉了才发现，一批件就废了。",
        prior: "市面上的快换接头只管接通，漏了要抹肥皂水找；带压力表的又大又贵。",
        search: "查了“快换接头 泄漏 指示”，有用电子传感器的，没有看到纯机械指示的。",
        solution: "接头壳体上开一道透明环槽，内有浮动指示环；漏气时两侧压差推动指示环露出红色，不漏时缩回。",
        novelty: "不用电、不用表，走过去看一眼就知道哪个接头漏。",
        said: "结构简单，适合实用新型，抓紧申请。",
        right: Right::Utility,
        days_ago: 800,
        used: Some(300),
        fees: &[(2, 600, true), (3, 600, false)],
        reach: Reach::Granted(776, 25),
    },
    Plan {
        title: "边角料自动排样的裁切方法",
        problem: "余料靠老师傅看着排，换个人就多废一成料。",
        prior: "排样软件都按整张新料算，不认不规则的余料。",
        search: "查了“余料 排样 图像识别”，论文有几篇，专利里没有按余料轮廓加刀具半径一起排的。",
        solution: "拍余料轮廓，按刀具半径向内收一圈，再按“最难放的先放”排样，排不下的自动留给下一张。",
        novelty: "把余料轮廓和刀具半径放在一起排，余料利用率从六成到八成三。",
        said: "先公布也不怕，申请发明专利。",
        right: Right::Invention,
        days_ago: 640,
        used: None,
        fees: &[],
        reach: Reach::Published(610, 50),
    },
    Plan {
        title: "班组设备点检与异常提醒软件",
        problem: "点检记在纸上，异常过夜没人看到。",
        prior: "大系统里有点检模块，要电脑、要培训，班组不用。",
        search: "看了四家的点检软件，都要一台一台扫码，没有按巡检路线走一遍就填完的。",
        solution: "按路线排好点检项，走到哪读哪台设备的状态，偏离平时的自动标红，推给当班班长。",
        novelty: "按路线、按偏离平时来提醒，班长一班只看三五条。",
        said: "登记软件著作权。",
        right: Right::Software,
        days_ago: 200,
        used: Some(150),
        fees: &[],
        reach: Reach::Granted(180, 120),
    },
    Plan {
        title: "淬火介质配比和升温曲线",
        problem: "薄壁件淬火变形大，校直费工还会裂。",
        prior: "通用淬火油冷得太急，水基的又不稳；厂家的推荐曲线不适合薄壁。",
        search: "只在自己厂里的记录和几本热处理手册里比过，没有上网查，怕泄露。",
        solution: "三段升温，保温时间按壁厚折算；介质按季节调两档配比。配比和曲线另存保密柜。",
        novelty: "变形从零点六毫米到零点一五，配比和曲线是试了两年试出来的。",
        said: "别人拆开产品也看不出来，留作技术秘密；图纸编号、配比分两处放，看的人签字。",
        right: Right::Invention,
        days_ago: 90,
        used: Some(60),
        fees: &[],
        reach: Reach::Secret,
    },
    Plan {
        title: "窄通道搬运车防夹手护栏",
        problem: "窄通道里推车转弯，手容易夹在车把和立柱中间。",
        prior: "有的车把外面套海绵，夹到还是疼；加宽车把又过不去。",
        search: "查了“手推车 防夹”，多是把手改形状，没有随转弯自己张开的。",
        solution: "车把两侧各装一段弹性护栏，平时收拢，转弯时由转向杆顶开，立柱先碰到护栏。",
        novelty: "护栏跟着转向自己张开，不占通道宽度。",
        said: "",
        right: Right::Utility,
        days_ago: 3,
        used: None,
        fees: &[],
        reach: Reach::Submitted,
    },
    Plan {
        title: "折叠式样板检验台",
        problem: "大样板没地方放，靠墙立着容易变形。",
        prior: "有固定检验台，占地六平方米。",
        search: "网上随手查了一下，折叠台很多。",
        solution: "台面分三块用铰链连起来，用的时候放平，不用收到墙上。",
        novelty: "能收到墙上，省地方。",
        said: "折叠台市面上已经很多，新在哪里说不清，不申请；办法本身有用，转给合理化建议按改进办。",
        right: Right::Utility,
        days_ago: 40,
        used: None,
        fees: &[],
        reach: Reach::Declined,
    },
    Plan {
        title: "烘箱余热预热来料的风道",
        problem: "烘箱排出去的热风一百二十度，白白放掉；来料又要从冷的烤起。",
        prior: "有用换热器回收热水的，热水用不完。",
        search: "查了“烘箱 余热 预热 风道”，看到两件用换热管的，没有直接把排风分流到来料段的。",
        solution: "排风口加一道带湿度阀的分流风道，湿度低时直接吹来料段，湿度高时排走。",
        novelty: "按湿度自动分流，来料升温不多花一度电。",
        said: "数据扎实，申请发明专利。",
        right: Right::Invention,
        days_ago: 150,
        used: None,
        fees: &[],
        reach: Reach::Applied(110),
    },
];

/// The inventions of the `nth` enterprise: all of them at the first, three elsewhere, not the same ones next door.
pub fn of_enterprise(nth: usize) -> impl Iterator<Item = &'static Plan> {
    let most = if nth == 0 { PLANS.len() } else { 3 };
    (0..most).map(move |at| &PLANS[(nth * 3 + at) % PLANS.len()])
}

/// A draft of the first enterprise, begun and not finished.
pub const DRAFT: (&str, &str) = ("油污抹布自动分拣称重箱", "抹布按危废处理，干净的也混进去，一吨处置费四千多。");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_enterprise_shows_every_stage() {
        let has = |test: fn(&Reach) -> bool| of_enterprise(0).any(|plan| test(&plan.reach));
        assert!(has(|reach| matches!(reach, Reach::Submitted)));
        assert!(has(|reach| matches!(reach, Reach::Secret)));
        assert!(has(|reach| matches!(reach, Reach::Declined)));
        assert!(has(|reach| matches!(reach, Reach::Applied(_))));
        assert!(has(|reach| matches!(reach, Reach::Published(..))));
        assert!(has(|reach| matches!(reach, Reach::Granted(..))));
    }

    #[test]
    fn what_comes_later_comes_later() {
        for plan in &PLANS {
            assert!(plan.title.chars().count() <= 60, "{}", plan.title);
            match plan.reach {
                Reach::Applied(applied) => assert!(plan.days_ago > applied + 5),
                Reach::Published(applied, next) | Reach::Granted(applied, next) => {
                    assert!(plan.days_ago > applied + 5 && applied > next + 20, "{}", plan.title);
                }
                Reach::Submitted | Reach::Secret | Reach::Declined => {}
            }
            assert!(plan.used.is_none_or(|days| days < plan.days_ago - 5), "{}", plan.title);
        }
    }
}
