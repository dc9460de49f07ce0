//! A handful of suggestions as people write them, with one rewording for some.

use search::{Change, Doc, Filters, Hits, Index, Query, Viewer, Visibility};

/// Title and body of suggestions; ids are their places here, from 1.
pub const TEXTS: &[(&str, &str)] = &[
    (
        "三号数控车床液压站漏油治理",
        "三号数控车床液压站密封圈老化，每班漏油约两升，地面湿滑有安全隐患。建议把丁腈密封圈更换为氟橡胶密封圈，并在油箱下方加装接油盘，每月点检一次。",
    ),
    (
        "行车钢丝绳磨损在线监测",
        "炼钢车间行车钢丝绳靠人工目视检查，断丝难以及时发现。建议加装漏磁检测传感器，断丝超标时自动报警并停车。",
    ),
    ("食堂就餐高峰分时段错峰", "中午十二点食堂排队超过二十分钟。建议各车间错开就餐时间，并增加两个打饭窗口。"),
    (
        "空压机余热回收供浴室热水",
        "空压机房四台螺杆机散热全部排空。建议加装余热回收换热器，把热水供给职工浴室，每年节约天然气费用约十八万元。",
    ),
    ("皮带输送机跑偏自动纠正", "原料皮带输送机经常跑偏，撒料严重，清扫工作量大。建议安装自动纠偏托辊和跑偏开关。"),
    ("仓库备件二维码管理", "备件库账实不符，找一件轴承要半小时。建议给货架和备件贴二维码，出入库扫码登记。"),
    ("焊接工位除尘改造", "焊接车间烟尘浓度超标，影响焊工健康。建议每个焊接工位加装移动式吸气臂，集中除尘后排放。"),
    ("夜班通勤班车增加站点", "夜班职工下班后没有公交车。建议班车在开发区东门增加一个停靠站点。"),
    (
        "连铸结晶器振动参数优化",
        "连铸坯表面振痕深，裂纹发生率高。建议把结晶器振动频率由一百四十次提高到一百六十次，振幅相应减小。",
    ),
    ("冷却塔风机变频节电", "循环水冷却塔风机常年工频运行。建议加装变频器，按回水温度自动调节转速，预计节电三成。"),
    ("换热站水泵机械密封频繁损坏", "换热站热水泵机械密封平均两个月损坏一次。建议改用集装式机械密封并增加冲洗水管路。"),
    ("叉车倒车防撞报警", "仓库叉车倒车时视线受阻，多次擦碰货架。建议在叉车尾部安装雷达和蜂鸣器，靠近行人时自动减速。"),
    ("包装线纸箱喷码漏喷检测", "包装线喷码机偶尔漏喷，客户退货。建议在喷码机后装视觉相机，漏喷纸箱自动剔除。"),
    ("电缆沟积水自动排水", "雨季电缆沟积水，电缆长期浸泡。建议安装浮球开关和排水泵，水位高时自动启动排水。"),
    ("新员工师带徒培训积分", "新员工独立上岗时间长。建议实行师带徒积分制，徒弟考核成绩与师傅津贴挂钩。"),
];

/// The same suggestions in other words: (id of the original, title, body).
pub const REWORDED: &[(u128, &str, &str)] = &[
    (
        1,
        "解决数控车床液压站漏油问题",
        "车间三号数控车床的液压站一直漏油，原因是密封圈老化。可以换成氟橡胶密封圈，油箱下面装一个接油盘，地面就不会湿滑，消除安全隐患。",
    ),
    (
        2,
        "行车钢丝绳断丝自动监测报警",
        "目前行车钢丝绳由人工检查，断丝不易发现。提议安装漏磁传感器进行检测，一旦断丝超标就报警停车，保证炼钢车间吊运安全。",
    ),
    (
        4,
        "利用空压机余热为浴室供热水",
        "空压机散热白白浪费掉。可增设换热器做余热回收，热水送到职工浴室使用，节约天然气费用。",
    ),
    (5, "输送机皮带跑偏治理", "原料线皮带输送机跑偏撒料，清扫费工。装上自动纠偏托辊，配合跑偏开关保护。"),
    (12, "叉车加装倒车雷达", "叉车在仓库倒车看不见后面，容易擦碰货架和行人。尾部安装雷达、蜂鸣器，接近时减速报警。"),
];

/// Suggestions on other subjects, though some share a machine or a verb with one above.
pub const UNRELATED: &[(&str, &str)] = &[
    ("职工书屋延长开放时间", "职工书屋晚上六点就关门，倒班人员去不了。希望开放到晚上九点，并添置技术类图书。"),
    ("高炉渣水系统节水", "高炉冲渣水蒸发损失大，补水量高。设想回收蒸汽冷凝水，减少新水补充。"),
    ("车床加工内孔刀具改进", "加工深孔时刀杆颤动，表面粗糙度不合格。用减振刀杆配合涂层刀片，提高切削速度。"),
];

/// A public suggestion of enterprise 1, unit 10.
pub fn doc(id: u128, title: &str, body: &str) -> Doc {
    Doc {
        id,
        kind: 1,
        serial: format!("JY-330206-2024-{id:06}"),
        title: title.to_owned(),
        body: body.to_owned(),
        people: String::new(),
        authors: vec![],
        unit_no: 10,
        enterprise_no: 1,
        visibility: Visibility::Public,
        state: 1,
        category: 1,
        at_ms: id as i64,
        path: vec![],
    }
}

pub fn put(doc: Doc) -> Change {
    Change::Put(Box::new(doc))
}

/// All of [`TEXTS`] in memory.
pub fn index() -> Index {
    let index = Index::open_in_memory().unwrap();
    let docs = (1..).zip(TEXTS).map(|(id, (title, body))| put(doc(id, title, body)));
    index.apply(docs, TEXTS.len() as u64).unwrap();
    index
}

pub fn query(text: &str) -> Query {
    Query { text: text.to_owned(), filters: Filters::default(), limit: 20, ..Query::default() }
}

/// Everyone's answer.
pub fn ask(index: &Index, text: &str) -> Hits {
    index.query(&query(text), &Viewer::default()).unwrap()
}

/// Ids in the order of the answer.
pub fn ids(hits: &Hits) -> Vec<u128> {
    hits.hits.iter().map(|hit| hit.id).collect()
}

/// Ids without their order.
pub fn found(index: &Index, text: &str) -> Vec<u128> {
    let mut ids = ids(&ask(index, text));
    ids.sort();
    ids
}
