//! The page itself: headings, tables, text that is text.

use super::pictures::Picture;
use super::words::{decimal, level, percent};
use crate::publish::{Change, FORMULA, Finding, Report, Risk, SOURCES, Severity, counted};

/// Looks on light and dark ground, on screens and on paper.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1c1c1c;--ground:#fff;--muted:#555;--rule:#c8c8c8;--block:#a3001f;--fine:#1c5d2e}\
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--ground:#16181b;--muted:#b4b4b4;--rule:#4a4d52;--block:#ff9aa8;--fine:#8fd6a0}}\
body{margin:0 auto;padding:1rem;max-width:72rem;font:1rem/1.5 Helvetica,Arial,sans-serif;color:var(--ink);background:var(--ground)}\
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2.2rem}h3{font-size:1rem;margin-bottom:.3rem}\
.scroll{overflow-x:auto}table{border-collapse:collapse}caption{text-align:start;color:var(--muted);padding-bottom:.3rem}\
th,td{text-align:start;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--rule);overflow-wrap:break-word}\
td.n,th.n{text-align:end;white-space:nowrap}tbody th{font-weight:normal;min-width:6ch;max-width:48rem}\
.block{color:var(--block);font-weight:bold}.fine{color:var(--fine);font-weight:bold}.muted{color:var(--muted)}\
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}\
.picture svg{display:block;max-width:100%;height:auto}.dark{display:none}\
@media(prefers-color-scheme:dark){.dark{display:block}.light{display:none}}\
@media print{.dark{display:none}.light{display:block}}";

pub(super) fn page(report: &Report, pictures: &[Picture]) -> String {
    let mut out = Page::default();
    out.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"robots\" content=\"noindex\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.raw("<title>Publishing report</title>\n<style>");
    out.raw(STYLE);
    out.raw("</style>\n</head>\n<body>\n<main>\n");
    out.head(report);
    out.findings(report);
    out.overrides(report);
    if !report.steps.is_empty() {
        out.steps(report);
    }
    if report.before.cases > 0 {
        out.risk(report);
    }
    out.told(report);
    out.tables(report);
    out.hidden(report);
    out.difference(report);
    out.pictures(pictures);
    out.raw("</main>\n</body>\n</html>\n");
    out.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                // What hides or turns text around stays visible.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' => {
                    self.raw("\u{fffd}");
                }
                c if c.is_control() => self.raw(" "),
                c => self.text.push(c),
            }
        }
    }

    fn element(&mut self, name: &str, class: &str, text: &str) {
        self.raw("<");
        self.raw(name);
        if !class.is_empty() {
            self.raw(&format!(" class=\"{class}\""));
        }
        self.raw(">");
        self.escaped(text);
        self.raw(&format!("</{name}>\n"));
    }

    fn heading(&mut self, text: &str) {
        self.element("h2", "", text);
    }

    fn paragraph(&mut self, text: &str) {
        self.element("p", "", text);
    }

    /// A table whose columns at the end hold numbers.
    fn table(&mut self, caption: &str, columns: &[(&str, bool)], rows: &[Vec<String>]) {
        self.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.escaped(caption);
        self.raw("\">\n<table>\n");
        self.element("caption", "", caption);
        self.raw("<thead><tr>");
        for (name, number) in columns {
            let class = if *number { " class=\"n\"" } else { "" };
            self.raw(&format!("<th scope=\"col\"{class}>"));
            self.escaped(name);
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.raw("<tr>");
            for (at, (cell, (_, number))) in row.iter().zip(columns).enumerate() {
                let name = if at == 0 { "th" } else { "td" };
                let scope = if at == 0 { " scope=\"row\"" } else { "" };
                let class = if *number { " class=\"n\"" } else { "" };
                self.raw(&format!("<{name}{scope}{class}>"));
                self.escaped(cell);
                self.raw(&format!("</{name}>"));
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    fn head(&mut self, report: &Report) {
        self.element("h1", "", "Publishing report");
        let date = if report.date.is_empty() {
            String::new()
        } else {
            format!("Run of {}.", report.date)
        };
        self.paragraph(&date);
        if report.refused {
            let n = report.blocks().count() as u64;
            let text = format!(
                "Nothing was written: {} in the way.",
                counted(n, "finding stands", "findings stand")
            );
            self.element("p", "block", &text);
        } else {
            self.element("p", "fine", "The public file was written.");
        }
        self.paragraph(
            "For the editor only: the pictures “before” and the numbers of records are those of the private file. Keep this page with \
             that file. The report as JSON of a run that wrote a file holds no value of the private one and may go with the public one.",
        );
    }

    fn findings(&mut self, report: &Report) {
        self.heading("What was found");
        if report.findings.is_empty() {
            return self.paragraph("Nothing.");
        }
        for (severity, heading) in [
            (
                Severity::Block,
                "In the way: nothing is written while these stand",
            ),
            (Severity::Mend, "Mended in the public file"),
            (Severity::Warn, "To look at"),
            (Severity::Note, "To know"),
        ] {
            let of: Vec<&Finding> = report
                .findings
                .iter()
                .filter(|one| one.severity == severity)
                .collect();
            if of.is_empty() {
                continue;
            }
            self.element(
                "h3",
                if severity == Severity::Block {
                    "block"
                } else {
                    ""
                },
                heading,
            );
            self.raw("<ul>\n");
            for one in of {
                self.raw("<li>");
                self.escaped(&one.message());
                self.raw(" <span class=\"muted\">(rule ");
                self.escaped(one.rule);
                self.raw(")</span></li>\n");
            }
            self.raw("</ul>\n");
        }
    }

    fn overrides(&mut self, report: &Report) {
        if report.overrides.is_empty() {
            return;
        }
        self.heading("Decided otherwise than usual");
        let rows: Vec<Vec<String>> = report
            .overrides
            .iter()
            .map(|one| vec![one.what.clone(), one.reason.clone()])
            .collect();
        self.table(
            "Rules that the policy changes, with the reasons that it gives",
            &[("What", false), ("Why", false)],
            &rows,
        );
    }

    fn steps(&mut self, report: &Report) {
        self.heading("Cases at each step");
        let rows: Vec<Vec<String>> = report
            .steps
            .iter()
            .map(|(step, n)| vec![(*step).to_owned(), n.to_string()])
            .collect();
        self.table(
            "How many cases there were",
            &[("Step", false), ("Cases", true)],
            &rows,
        );
    }

    fn risk(&mut self, report: &Report) {
        self.heading("The risk that somebody is found");
        let (before, after) = (&report.before, &report.after);
        let row =
            |name: &str, of: &dyn Fn(&Risk) -> String| vec![name.to_owned(), of(before), of(after)];
        let mut rows = vec![
            row("Mean risk of a case", &|risk| decimal(risk.mean)),
            row("Part of the cases shared by fewer than k", &|risk| {
                percent(risk.below_k)
            }),
            row("Cases in the smallest group", &|risk| {
                risk.smallest.to_string()
            }),
            row("Different combinations", &|risk| {
                risk.combinations.to_string()
            }),
            row("Cases", &|risk| risk.cases.to_string()),
        ];
        if report.refused && after.cases == 0 {
            for row in &mut rows {
                row[2] = "–".to_owned();
            }
        }
        let caption = format!(
            "Before: the fields of the policy as the private file has them. After: the public file. k = {}",
            report.k
        );
        self.table(
            &caption,
            &[("Measure", false), ("Before", true), ("After", true)],
            &rows,
        );
        self.paragraph(&format!("Formula: {FORMULA}."));
        self.raw("<ul class=\"muted\">\n");
        for source in SOURCES {
            self.element("li", "", source);
        }
        self.raw("</ul>\n");
        self.paragraph(
            "The measure knows only what the file tells. It does not know what neighbours, officials or people who were there know: \
             no k protects against them.",
        );
    }

    fn told(&mut self, report: &Report) {
        if report.told.is_empty() {
            return;
        }
        self.heading("What is told, and what is lost");
        let rows: Vec<Vec<String>> = report
            .told
            .iter()
            .map(|one| {
                let levels = one
                    .levels
                    .iter()
                    .map(|(name, n)| format!("{}: {n}", level(&one.key, name)));
                let protects = if one.protects { "yes" } else { "no" };
                vec![
                    one.key.clone(),
                    levels.collect::<Vec<_>>().join("; "),
                    protects.to_owned(),
                    percent(one.loss),
                ]
            })
            .collect();
        let caption = format!(
            "By field, of how many cases it is told and how sharply. In all, {} of the information of these fields is lost",
            percent(report.loss)
        );
        self.table(
            &caption,
            &[
                ("Field", false),
                ("Cases by level", false),
                ("Key", false),
                ("Lost", true),
            ],
            &rows,
        );
        self.paragraph("Keys are the fields by which somebody may be found. Information in bits: for a value that n cases share in place of one that m of them shared, log2(n/m).");
    }

    fn tables(&mut self, report: &Report) {
        if report.tables.is_empty() {
            return;
        }
        self.heading("Tables in place of cases");
        let rows: Vec<Vec<String>> = report
            .tables
            .iter()
            .map(|one| {
                vec![
                    one.by.join(" × "),
                    one.cells.to_string(),
                    one.small.to_string(),
                    one.hidden.to_string(),
                ]
            })
            .collect();
        self.table(
            "Cells, and those that are hidden",
            &[
                ("Table", false),
                ("Cells with cases", true),
                ("Small", true),
                ("Hidden in all", true),
            ],
            &rows,
        );
    }

    fn hidden(&mut self, report: &Report) {
        if report.hidden.is_empty() {
            return;
        }
        self.heading("What readers will no longer see");
        self.raw("<ul>\n");
        for one in &report.hidden {
            self.element("li", "", one);
        }
        self.raw("</ul>\n");
    }

    fn difference(&mut self, report: &Report) {
        let Some(difference) = &report.difference else {
            return;
        };
        self.heading("Against the version before");
        for (changes, caption) in [
            (&difference.more, "Told of more cases than before"),
            (&difference.fewer, "Told of fewer cases than before"),
        ] {
            if changes.is_empty() {
                continue;
            }
            let row = |one: &Change| {
                vec![
                    one.told.clone(),
                    one.before.to_string(),
                    one.now.to_string(),
                ]
            };
            let rows: Vec<Vec<String>> = changes.iter().take(50).map(row).collect();
            let caption = if changes.len() > rows.len() {
                format!("{caption}: the first {} of {}", rows.len(), changes.len())
            } else {
                caption.to_owned()
            };
            self.table(
                &caption,
                &[("What is told", false), ("Before", true), ("Now", true)],
                &rows,
            );
        }
        if difference.more.is_empty() && difference.fewer.is_empty() {
            self.paragraph("Nothing differs but the order and the ids.");
        }
    }

    fn pictures(&mut self, pictures: &[Picture]) {
        if pictures.is_empty() {
            return;
        }
        self.heading("Before and after");
        self.raw("<div class=\"pictures\">\n");
        for picture in pictures {
            self.raw("<section class=\"picture\">\n");
            self.element("h3", "", picture.heading);
            // Drawn by our own renderer, which escapes all texts.
            for (class, svg) in [("light", &picture.light), ("dark", &picture.dark)] {
                self.raw(&format!("<div class=\"{class}\">\n"));
                self.raw(svg);
                self.raw("</div>\n");
            }
            self.raw("</section>\n");
        }
        self.raw("</div>\n");
    }
}
