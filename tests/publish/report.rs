//! The report as JSON and as a page.

use caseplot::geo::Basemap;
use caseplot::publish::{Report, publish};
use caseplot::report::html;
use serde_json::{Value, json};

use crate::{RUN, file, run, six, six_with};

fn maps() -> Vec<Basemap> {
    vec![Basemap::decode(include_bytes!("../../assets/europe.bin")).unwrap()]
}

fn page() -> String {
    let done = run(
        &file(six()),
        &json!({ "fields": ["date", "country", "charge"] }),
    )
    .unwrap();
    html(&done.report, Some(&done.before), Some(&done.after), &maps())
}

#[test]
fn a_report_tells_found_changed_steps_risk_loss_and_what_is_no_longer_seen() {
    let done = run(
        &file(six()),
        &json!({ "fields": ["date", "country", "charge"] }),
    )
    .unwrap();
    let report: Value = serde_json::from_str(&done.report.json()).unwrap();
    let risk = &report["risk"];
    // Three share a day, and three have one each.
    assert_eq!(risk["before"]["mean"].as_f64().unwrap(), 0.666_667);
    assert_eq!(risk["after"]["mean"].as_f64().unwrap(), 0.333_333);
    assert_eq!(
        (&risk["before"]["below_k"], &risk["after"]["below_k"]),
        (&json!(0.5), &json!(0.0))
    );
    assert_eq!(risk["after"]["smallest_group"], 3);
    assert!(risk["sources"][0].as_str().unwrap().contains("sdcMicro"));
    assert_eq!(
        report["steps"].as_array().unwrap().last().unwrap(),
        &json!({ "step": "published", "cases": 6 })
    );
    assert_eq!(
        report["told"][0]["levels"],
        json!([{ "level": "day", "cases": 3 }, { "level": "month", "cases": 3 }])
    );
    assert!(report["loss"].as_f64().unwrap() > 0.0);
    assert_eq!(report["refused"], false);
}

#[test]
fn a_page_stands_alone_and_has_headings_and_tables_that_can_be_read_aloud() {
    let page = page();
    for part in ["<script", "src=", "href=", "url(", "@import", "style=\""] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("prefers-color-scheme:dark"));
    assert_eq!(page.matches("<h1>").count(), 1);
    assert!(page.matches("<h2>").count() > 4);
    assert_eq!(
        page.matches("<table>").count(),
        page.matches("<caption>").count()
    );
    assert!(page.contains("<th scope=\"col\">") && page.contains("<th scope=\"row\">"));
    let headings = [
        "The map before",
        "The map after",
        "The time chart before",
        "The time chart after",
    ];
    for heading in headings {
        assert!(page.contains(&format!("<h3>{heading}</h3>")), "{heading}");
    }
    // On light and on dark ground.
    assert_eq!(page.matches("<svg xmlns").count(), 2 * headings.len());
    if let Some(out) = std::env::var_os("CASEPLOT_REPORT") {
        std::fs::write(out, &page).unwrap();
    }
}

#[test]
fn texts_of_a_file_are_text_in_a_page() {
    let evil = "<img src=x onerror=alert(1)>";
    let policy = json!({ "fields": ["country"], evil: 1 });
    let refused = run(&file(six()), &policy).unwrap_err();
    let page = html(&refused.report, refused.before.as_ref(), None, &maps());
    assert!(!page.contains("<img") && page.contains("&lt;img"));
    let private = six_with(|_, case| case["<b>name</b>"] = json!("Somebody Else"));
    let done = run(&private, &json!({ "fields": ["country"] })).unwrap();
    let page = html(&done.report, Some(&done.before), Some(&done.after), &maps());
    assert!(!page.contains("<b>") && page.contains("&lt;b&gt;"));
}

#[test]
fn a_refused_run_has_a_report_that_says_so() {
    let refused = run(&file(six()), &json!({ "fields": ["country", "note"] })).unwrap_err();
    assert!(refused.report.refused);
    let page = html(&refused.report, refused.before.as_ref(), None, &maps());
    assert!(
        page.contains("Nothing was written")
            && page.contains("The map before")
            && !page.contains("The map after")
    );
    let empty = html(&Report::default(), None, None, &[]);
    assert!(empty.contains("<h1>"));
}

/// What the command and the page must make too (tests/node, tests/browser). `CASEPLOT_BLESS=1 cargo test --test publish`
/// writes it anew; look at what changed before you commit it.
#[test]
fn the_public_file_of_the_example_is_the_one_that_is_kept() {
    let private = include_bytes!("../../www/data/fiction-private.json");
    let policy = include_bytes!("kept/policy.json");
    let done = publish(private, policy, &[], RUN).unwrap();
    let kept = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/publish/kept/public.json"
    );
    if std::env::var_os("CASEPLOT_BLESS").is_some() {
        std::fs::write(kept, &done.file).unwrap();
    }
    assert_eq!(done.file, std::fs::read_to_string(kept).unwrap());
    assert_eq!(
        done.report.outcome(),
        "published: 48 of 48 cases, the smallest group has 3"
    );
}
