use super::*;
use crate::pdf::typeset;

fn sample(paper: Paper) -> Poster {
    Poster {
        enterprise: "东海轴承集团有限公司".to_owned(),
        unit: "装配二车间".to_owned(),
        url: "https://liaoyuan.example.cn/q/7K3M9".to_owned(),
        paper,
        lang: Lang::Zh,
        headline: "干活时，\n哪里不顺手？".to_owned(),
        subline: "一句话就能提，一分钟就够。谁受理、几时答复，看得见。".to_owned(),
        steps: vec![
            "扫一扫左边的码，不用装软件".to_owned(),
            "说一句哪里不顺手，可以拍张照".to_owned(),
            "当场拿回执，三天之内有人答复你".to_owned(),
        ],
        footer: "东海轴承集团工会 · 合理化建议".to_owned(),
        code_label: "扫码提建议".to_owned(),
    }
}

fn english() -> Poster {
    Poster {
        enterprise: "Donghai Bearing Group Co., Ltd.".to_owned(),
        unit: "Assembly workshop no. 2".to_owned(),
        lang: Lang::En,
        headline: "What gets in your way at work?".to_owned(),
        subline: "One sentence is enough, and it takes a minute. You see who has it and when they answer.".to_owned(),
        steps: vec![
            "Scan the code. There is nothing to install.".to_owned(),
            "Say what is awkward. Add a photo if you like.".to_owned(),
            "Keep the receipt. Someone answers within three days.".to_owned(),
        ],
        footer: "Trade union of Donghai Bearing Group".to_owned(),
        code_label: "Scan to suggest".to_owned(),
        ..sample(Paper::A4)
    }
}

/// Width and height of every page, in whole millimetres.
fn pages(poster: &Poster) -> Vec<(u32, u32)> {
    let document = typeset(TEMPLATE, data(poster).unwrap().to_string()).unwrap();
    let sizes = document.pages().iter().map(|page| page.frame.size());
    sizes.map(|size| (size.x.to_mm().round() as u32, size.y.to_mm().round() as u32)).collect()
}

#[test]
fn one_page_of_the_chosen_paper() {
    assert_eq!(pages(&sample(Paper::A4)), [(210, 297)]);
    assert_eq!(pages(&sample(Paper::A3)), [(297, 420)]);
    assert_eq!(pages(&english()), [(210, 297)]);
}
