use super::*;
use crate::pdf::typeset;

fn sample() -> Certificate {
    Certificate {
        title: "命名证书".to_owned(),
        holders: vec!["陈立秋".to_owned(), "许小满".to_owned()],
        unit: "宁波东屿泵阀股份有限公司".to_owned(),
        lead: "经评审、公示，决定将你们总结的操作方法命名为浙江省先进操作法：".to_owned(),
        honour: "陈立秋主轴快换销定位法".to_owned(),
        prize: String::new(),
        close: "特发此证。".to_owned(),
        note: String::new(),
        flame: true,
        issuer: "浙江省总工会".to_owned(),
        date: "2026年4月28日".to_owned(),
        document: "浙总工发〔2026〕12号".to_owned(),
        number: ("编号".to_owned(), "7K3M-9QXD-2P4V".to_owned()),
        code_label: "扫码核验".to_owned(),
        url: "https://liaoyuan.example.cn/certificates/7K3M9QXD2P4V".to_owned(),
        lang: Lang::Zh,
    }
}

fn sizes(it: &Certificate) -> Vec<(u32, u32)> {
    let document = typeset(TEMPLATE, data(it).unwrap().to_string()).unwrap();
    let sizes = document.pages().iter().map(|page| page.frame.size());
    sizes.map(|size| (size.x.to_mm().round() as u32, size.y.to_mm().round() as u32)).collect()
}

#[test]
fn one_page_of_a4_lengthwise_however_long_the_words() {
    assert_eq!(sizes(&sample()), [(297, 210)]);
    let much = "在全省推广并持续改进的设备维护与安全操作方法".repeat(5);
    let long = Certificate {
        title: much.clone(),
        holders: (0..20).map(|at| format!("阿不都热合曼·买买提{at}")).collect(),
        unit: much.clone(),
        lead: much.clone(),
        honour: much.clone(),
        prize: much.clone(),
        close: much.clone(),
        note: much.clone(),
        issuer: much.clone(),
        date: much.clone(),
        document: much.clone(),
        ..sample()
    };
    assert_eq!(sizes(&long), [(297, 210)]);
}

#[test]
fn the_same_words_make_the_same_file() {
    let (one, two) = (certificate(&sample()).unwrap(), certificate(&sample()).unwrap());
    assert!(one.starts_with(b"%PDF-") && one == two);
}

/// Draws the SVG of the code, dark runs as the path says, and reads it with another program's eyes.
#[test]
fn the_code_leads_to_the_page_that_proves_it() {
    let svg = code(&sample().url).unwrap();
    let side: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    const SCALE: usize = 6;
    let mut dark = vec![false; side * side];
    for run in svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap().split('z').filter(|run| !run.is_empty()) {
        let (from, length) = run.trim_start_matches('M').split_once('h').unwrap();
        let (x, y) = from.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = length.split('v').next().unwrap().parse().unwrap();
        dark[y * side + x..y * side + x + length].fill(true);
    }
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
        if dark[(y / SCALE) * side + x / SCALE] { 0 } else { 255 }
    });
    let (_, read) = seen.detect_grids().remove(0).decode().unwrap();
    assert_eq!(read, sample().url);
}
