//! `cargo xtask matrix`: `docs/matrix.md`, what caseplot was tried with, of the rows that tests wrote.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project::{read_text, root, say, target, write};

/// A table of the page, and where its rows come from.
struct Group {
    title: &'static str,
    /// What is said above the table.
    says: &'static str,
    /// The folder of the tests that write the rows.
    tests: &'static str,
    /// The files of rows, `target/matrix/NAME.json`.
    rows: &'static [&'static str],
    /// What the first and the third column hold.
    columns: [&'static str; 2],
}

const GROUPS: [Group; 7] = [
    Group {
        title: "Tools and frameworks",
        says: "The package is built by each, and the page is opened in a browser: every figure has pixels, \
               the console is empty, and nothing is asked of another host. [bundlers.md](bundlers.md) says what \
               has to be set.",
        tests: "bundlers",
        rows: &["bundlers"],
        columns: ["tool", "caseplot as"],
    },
    Group {
        title: "Without a browser",
        says: "Figures are written as pictures and as HTML. [node.md](node.md) says how.",
        tests: "node",
        rows: &["node"],
        columns: ["program", "caseplot as"],
    },
    Group {
        title: "Policies and frames",
        says: "A page under each policy, opened in Chromium: the figure has pixels, and the console is empty, or what \
               stands between the tags is seen. [page.md](page.md) says what a site must allow, [embed.md](embed.md) \
               what a frame tells the page around it.",
        tests: "browser",
        rows: &["policies", "iframes"],
        columns: ["page", "caseplot as"],
    },
    Group {
        title: "Engines",
        says: "Every way to put a figure on a page, in each engine: the figure has pixels, and the page nothing to \
               complain of. [page.md](page.md) and [embed.md](embed.md) say what each way is for.",
        tests: "engines",
        rows: &["engines"],
        columns: ["engine", "caseplot as"],
    },
    Group {
        title: "Sanitisers and editors",
        says: "Each by its default rules. What is left of each way to embed was looked at, lies in \
               `tests/sanitisers/kept/`, and is opened in a browser, on a page that has caseplot's `site.js`: the result \
               is what a reader gets there. [cms.md](cms.md) says what to paste.",
        tests: "sanitisers",
        rows: &["sanitisers"],
        columns: ["sanitiser", "pasted"],
    },
    Group {
        title: "Wagtail",
        says: "Installed; an editor logs in, writes an article by the pages of its own office, publishes it, and edits it \
               again; a reader opens it.",
        tests: "cms",
        rows: &["wagtail"],
        columns: ["where", "written as"],
    },
    Group {
        title: "WordPress",
        says: "Installed, with caseplot's plugin; an author and an administrator log in, write articles in the block \
               editor, and edit them again; a reader opens them. Below, what is left by kses, the rules for those who \
               may not write any HTML, and by HTML Purifier, as above.",
        tests: "cms",
        rows: &["wordpress"],
        columns: ["who", "written as"],
    },
];

const HEAD: &str = "# What caseplot was tried with

Made by `cargo xtask matrix` of what the tests found; do not edit. Each table says which test makes its rows.
";

/// Writes the page. A group whose tests have not run keeps the rows that the page has.
///
/// # Errors
/// When rows can't be read or the page can't be written.
pub fn run() -> Result<()> {
    let path = root().join("docs/matrix.md");
    let mut tables = tables(&fs::read_to_string(&path).unwrap_or_default());
    for group in &GROUPS {
        let files = group
            .rows
            .iter()
            .map(|name| target().join("matrix").join(format!("{name}.json")));
        let files: Vec<_> = files.filter(|file| file.is_file()).collect();
        if files.len() == group.rows.len() {
            let rows = files
                .iter()
                .map(|file| read_text(file))
                .collect::<Result<Vec<_>>>()?;
            tables.insert(group.title.to_owned(), table(group, &rows)?);
        } else {
            say(format!(
                "matrix: `{}` stays as it was: `cargo xtask test {}` tells its rows",
                group.title, group.tests
            ));
        }
    }
    write(&path, page(&tables))
}

fn page(tables: &BTreeMap<String, String>) -> String {
    let mut page = HEAD.to_owned();
    for group in &GROUPS {
        let Group {
            title, says, tests, ..
        } = group;
        if let Some(table) = tables.get(*title) {
            // Writing into a String can't fail.
            let _ = write!(
                page,
                "\n## {title}\n\n{says}\n\nTried by `cargo xtask test {tests}`.\n\n{table}"
            );
        }
    }
    page
}

/// The tables of a page by the titles above them.
fn tables(page: &str) -> BTreeMap<String, String> {
    let sections = page.split("\n## ").skip(1);
    sections
        .filter_map(|section| {
            let (title, rest) = section.split_once('\n')?;
            let rows = rest.lines().filter(|line| line.starts_with('|'));
            let table: String = rows.flat_map(|row| [row, "\n"]).collect();
            Some((title.to_owned(), table))
        })
        .collect()
}

/// Rows as tests wrote them, as a table.
fn table(group: &Group, files: &[String]) -> Result<String> {
    let mut rows: Vec<BTreeMap<String, Value>> = Vec::new();
    for file in files {
        let more: Vec<_> = serde_json::from_str(file)
            .with_context(|| format!("the rows of `{}` are no list of objects", group.title))?;
        rows.extend(more);
    }
    let [what, how] = group.columns;
    let mut table = format!("| {what} | version | {how} | result |\n|---|---|---|---|\n");
    for row in rows {
        let cell = |name: &str| {
            let text = row.get(name).and_then(Value::as_str).unwrap_or_default();
            let text = text.replace('|', "\\|").replace('\n', " ");
            // What stands as code stays as it is.
            if text.contains('`') {
                text
            } else {
                text.replace('<', "&lt;")
            }
        };
        let note = Some(cell("note")).filter(|note| !note.is_empty());
        let result = [Some(cell("result")), note]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; ");
        let cells = [cell("what"), cell("version"), cell("how"), result];
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_each_group_with_rows_of_four_cells() {
        let path = root().join("docs/matrix.md");
        let written = read_text(&path).unwrap();
        let tables = tables(&written);
        assert_eq!(page(&tables), written, "run `cargo xtask matrix`");
        for group in &GROUPS {
            // CMSs are tried only when asked for.
            if group.tests == "cms" && !tables.contains_key(group.title) {
                continue;
            }
            let rows: Vec<&str> = tables[group.title].lines().collect();
            assert!(rows.len() > 2, "{} has no rows", group.title);
            for row in rows {
                let cells = row.replace("\\|", "").matches('|').count() - 1;
                assert_eq!(cells, 4, "{row}");
            }
        }
    }

    #[test]
    fn rows_of_all_files_become_a_table_and_a_note_stands_behind_the_result() {
        let rows = [
            r#"[{"what": "Tool", "version": "1.2", "how": "a|b", "result": "works", "note": "so"}]"#,
            r#"[{"what": "Other", "version": "3", "how": "<c>", "result": "fails"}]"#,
        ]
        .map(str::to_owned);
        let made = table(&GROUPS[0], &rows).unwrap();
        assert_eq!(
            made,
            "| tool | version | caseplot as | result |\n|---|---|---|---|\n| Tool | 1.2 | a\\|b | works; so |\n\
             | Other | 3 | &lt;c> | fails |\n"
        );
        assert!(table(&GROUPS[0], &["{}".to_owned()]).is_err());
    }
}
