//! The report of a node: as long as it must be, in the order of official documents.

use serde_json::json;

use crate::pdf::{PdfError, render};

const TEMPLATE: &str = include_str!("../templates/report.typ");

/// What a report says. All words are the caller's; this room knows only where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPaper {
    /// Who reports; above the title.
    pub node: String,
    /// What it is called.
    pub title: String,
    /// Its number; empty before it is signed.
    pub number: String,
    /// Label and value of what stands between the title and the table.
    pub facts: Vec<(String, String)>,
    /// What stands across a report that nobody has signed; empty otherwise.
    pub draft: String,
    /// The node's own figures.
    pub totals: ReportTable,
    /// Those of the nodes below.
    pub tables: Vec<ReportTable>,
    /// A heading, and words beside the figures; left out when there are none.
    pub words: (String, String),
    /// What somebody did, their name, and the day.
    pub signatures: Vec<(String, String, String)>,
    /// The heading of the notes.
    pub notes_title: String,
    /// What each figure means.
    pub notes: Vec<String>,
    /// The foot of a page, with `{n}` for its number and `{all}` for how many there are.
    pub page: String,
}

/// A table of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportTable {
    /// Above it; may be empty.
    pub caption: String,
    /// The head of each column, and its unit.
    pub heads: Vec<(String, String)>,
    /// How many columns from the left hold words; the others hold numbers and are set to the right.
    pub words: usize,
    /// The lines.
    pub rows: Vec<Vec<String>>,
    /// Whether the last line is the total.
    pub total: bool,
}

/// Renders the report on as many A4 pages as it takes.
///
/// # Errors
/// As [`render`].
pub fn report(paper: &ReportPaper) -> Result<Vec<u8>, PdfError> {
    let table = |it: &ReportTable| json!({ "caption": it.caption, "heads": it.heads, "words": it.words, "rows": it.rows, "total": it.total });
    render(
        TEMPLATE,
        &json!({
            "node": paper.node,
            "title": paper.title,
            "number": paper.number,
            "facts": paper.facts,
            "draft": paper.draft,
            "totals": table(&paper.totals),
            "tables": paper.tables.iter().map(table).collect::<Vec<_>>(),
            "words_title": paper.words.0,
            "words": paper.words.1,
            "signatures": paper.signatures,
            "notes_title": paper.notes_title,
            "notes": paper.notes,
            "page": paper.page,
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(rows: usize) -> ReportPaper {
        let line = |name: &str| vec![name.to_owned(), "1,024".to_owned(), "98.6%".to_owned()];
        let mut lines: Vec<_> = (0..rows).map(|at| line(&format!("第{at}区总工会"))).collect();
        lines.push(line("合计"));
        ReportPaper {
            node: "宁波市总工会".to_owned(),
            title: "2026年5月职工创新工作月报".to_owned(),
            number: "宁波〔2026〕1号".to_owned(),
            facts: vec![("报告期".to_owned(), "2026年5月".to_owned())],
            draft: String::new(),
            totals: ReportTable {
                heads: vec![("指标".to_owned(), String::new()), ("本期".to_owned(), "件".to_owned())],
                words: 1,
                rows: vec![vec!["合理化建议".to_owned(), "1,024".to_owned()]],
                ..ReportTable::default()
            },
            tables: vec![ReportTable {
                caption: "分下级".to_owned(),
                heads: vec![
                    ("单位".to_owned(), String::new()),
                    ("合理化建议".to_owned(), "件".to_owned()),
                    ("按时答复率".to_owned(), "%".to_owned()),
                ],
                words: 1,
                rows: lines,
                total: true,
            }],
            words: ("情况说明".to_owned(), "本月新增两家企业。".to_owned()),
            signatures: vec![("签发".to_owned(), "章文博".to_owned(), "2026年6月5日".to_owned())],
            notes_title: "指标口径".to_owned(),
            notes: vec!["合理化建议：本期登记的件数。".to_owned()],
            page: "第 {n} 页，共 {all} 页".to_owned(),
        }
    }

    #[test]
    fn a_report_grows_by_pages_and_says_the_same_twice() {
        let pages = |rows| {
            let data = report(&paper(rows)).unwrap();
            assert_eq!(data, report(&paper(rows)).unwrap());
            data.windows(11).filter(|bytes| *bytes == b"/Type /Page" || bytes.starts_with(b"/Type/Page")).count()
        };
        assert!(pages(120) > pages(3));
    }

    #[test]
    fn a_character_that_no_font_has_is_told_before_anything_is_printed() {
        let broken = ReportPaper { title: "\u{1F525}".to_owned(), ..paper(1) };
        assert!(matches!(report(&broken), Err(PdfError::MissingGlyphs(_))));
    }
}
