//! Writes the workshop poster in each language and size, to look at:
//! `cargo run -p liaoyuan-documents --example poster -- <folder>`

use std::error::Error;
use std::path::PathBuf;

use documents::{Lang, Paper, Poster, poster};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    for (name, sheet) in [
        ("zh-a4", chinese(Paper::A4)),
        ("zh-a3", chinese(Paper::A3)),
        ("en-a4", english(Paper::A4)),
        ("long-a4", long(Paper::A4)),
    ] {
        std::fs::write(folder.join(format!("{name}.pdf")), poster(&sheet)?)?;
    }
    Ok(())
}

fn chinese(paper: Paper) -> Poster {
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
            "当场拿回执，三天内有答复".to_owned(),
        ],
        footer: "东海轴承集团工会 · 合理化建议".to_owned(),
        code_label: "扫码提建议".to_owned(),
    }
}

fn english(paper: Paper) -> Poster {
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
        ..chinese(paper)
    }
}

/// The worst a caller may ask for: every text too long for the largest type.
fn long(paper: Paper) -> Poster {
    Poster {
        enterprise: "浙江省东海轴承及精密传动系统制造（集团）股份有限公司舟山分公司工会委员会".to_owned(),
        unit: "热处理与表面强化事业部渗碳淬火一车间三班（含夜班维修组）".to_owned(),
        url: "https://helihuajianyi.donghai-bearing-group.example.com.cn/workshops/heat-treatment/7K3M9X2Q".to_owned(),
        headline: "干活的时候，你觉得哪里最不顺手、最费力、最危险、最该改一改？".to_owned(),
        steps: vec![
            "用手机微信、支付宝或者浏览器扫一扫左边的二维码，不用装任何软件，也不用记账号和密码".to_owned(),
            "说一句哪里不顺手，可以拍张照，也可以按住话筒用方言说，系统替你写成文字，你看过再交".to_owned(),
            "当场拿到回执编号，三天之内有人答复你".to_owned(),
            "采纳以后按核定的效益兑现奖励，名字写在成果上".to_owned(),
        ],
        ..chinese(paper)
    }
}
