//! Writes a certificate to look at: `cargo run -p liaoyuan-documents --example certificate > certificate.pdf`.

use std::io::Write as _;

use documents::{Certificate, Lang, certificate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pdf = certificate(&Certificate {
        title: "命名证书".to_owned(),
        holders: vec!["陈立秋".to_owned(), "许小满".to_owned()],
        unit: "宁波东屿泵阀股份有限公司".to_owned(),
        lead: "经评审、公示，决定将你们总结的操作方法命名为浙江省先进操作法：".to_owned(),
        honour: "陈立秋夹具快换销定位法".to_owned(),
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
    })?;
    std::io::stdout().write_all(&pdf)?;
    Ok(())
}
