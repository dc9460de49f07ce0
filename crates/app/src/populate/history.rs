//! The world's history: the old ledger of the first enterprise, suggestions of the years before it had this house, as its
//! innovation officer imported it.

use documents::{Row, Table};
use kernel::{Actor, Error, Result, Time};
use store::Tx;
use works::Kind;
use world::World;

/// Number, name, who, when put forward, what became of it, when done, benefit a year in yuan.
const ROWS: [[&str; 7]; 12] = [
    ["2021-003", "立式加工中心刀库防护门加观察窗", "王长顺", "2021-03-08", "采纳并实施", "2021-05", "6800"],
    ["2021-007", "泵体打压试验台改快速接头", "吕建国、方敏", "2021-04-19", "采纳并实施", "2021-07", "42000"],
    ["2021-011", "库房劳保用品改以旧换新", "赵丽", "2021-06-02", "采纳并实施", "2021-06", "9500"],
    ["2021-015", "食堂错峰就餐", "杨桂英", "2021-07-15", "未采纳", "", ""],
    ["2021-018", "叶轮动平衡工装通用化", "陈守业", "2021-09-06", "采纳并实施", "2021-12", "118000"],
    ["2021-022", "喷漆房滤棉更换周期按压差定", "徐海", "2021-11-23", "采纳未实施", "", ""],
    ["2022-002", "阀座研磨膏分装领用", "吴雪梅", "2022-02-16", "采纳并实施", "2022-03", "5200"],
    ["2022-006", "行车吊钩加防脱卡", "王长顺", "2022-04-07", "采纳并实施", "2022-04", ""],
    ["2022-009", "密封件入库先抽检后上架", "方敏", "2022-05-30", "采纳并实施", "2022-08", "76000"],
    ["2022-013", "夜班休息室加装空调", "刘强", "2022-07-11", "采纳并实施", "2022-07", ""],
    ["2022-017", "试压废水回用冲地", "吕建国", "2022-09-01", "采纳并实施", "2022-11", "31000"],
    ["2022-020", "报表改电子签字", "赵丽", "2022-12-05", "已提出", "", ""],
];
const TITLES: [&str; 7] = ["编号", "建议名称", "提出人", "提出日期", "采纳情况", "完成时间", "年效益（元）"];
/// Days ago on which it was imported.
const AGO: i64 = 45;

/// Tells the import.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], now: Time) -> Result<()> {
    let Some(first) = world.enterprises().first() else { return Ok(()) };
    let officer = people.get(first.officer() as usize).ok_or(Error::NotFound)?;
    let unit = identity::tree::unit(tx, officer.place.enterprise.ok_or(Error::NotFound)?)?;
    let rows = ROWS.iter().zip(2..).map(|(cells, line)| Row { line, cells: cells.map(str::to_owned).to_vec() });
    let table = Table { header: TITLES.map(str::to_owned).to_vec(), rows: rows.collect() };
    let at = now.plus_millis(-AGO * kernel::clock::DAY);
    let who = (&unit, Some(officer.person));
    let kept = history::upload::put(tx, who, (Kind::Suggestion, "合理化建议台账2021-2022.xlsx"), &table, at)?;
    let seen = history::upload::preview(tx, &unit, &kept, at.date())?.chain;
    history::actions::begin(tx, who, &kept, &seen, at).map(drop)
}
