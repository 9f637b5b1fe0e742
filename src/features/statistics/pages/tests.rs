//! Pages of made-up releases, in both frames and both languages.

use askama::Template;
use jiff::civil::date;

use super::{NothingReleased, Open, Signed};
use crate::domain::staff::Role;
use crate::domain::statistics::{Period, Table};
use crate::features::statistics::figures::tests::{menu, release, whole};
use crate::features::statistics::figures::{spent, years};
use crate::features::statistics::read::Published;
use crate::features::statistics::show::{self, method::method};
use crate::texts::{Arg, Lang};
use crate::web::desk::samples::{check, keep, shell, who};
use crate::web::page::{Shell, period_name};
use crate::web::page_check::public;

/// A body in both frames; what it shows.
fn framed(name: &str, shell: &Shell, body: &impl Template) -> String {
    let who = who(Role::Leadership, "aim");
    let page = Signed { shell, who: &who, title: "x", body }.render().expect("renders");
    check(&page, shell.lang);
    keep(name, shell.lang, &page);
    public(&Open { shell, body }.render().expect("renders"), shell, None);
    page.split_once("<main").expect("main").1.to_owned()
}

fn report(name: &str, lang: Lang, all: &[Published], year: i16) -> String {
    let shell = shell(lang, "/statistics");
    let years = years(all);
    let of = years.iter().find(|y| y.year == year).expect("a year");
    framed(name, &shell, &show::report(&shell, all, &years, of))
}

#[test]
fn nothing_released_is_said_plainly_and_no_number_is_hinted() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/statistics");
        let page = framed("statistics", &shell, &NothingReleased { shell: &shell, drawn: None });
        assert!(page.contains(&shell.t("statistics-none")) && page.contains(&shell.t("statistics-lead")));
        let words = page.split('>').filter_map(|part| part.split_once('<')).map(|(text, _)| text);
        for text in words {
            assert!(!text.chars().any(|c| c.is_ascii_digit()), "a number: {text}");
        }
    }
}

/// The half page to quote, if there is one.
fn quote(page: &str) -> Option<&str> {
    page.split("<blockquote>").nth(1)?.split("</blockquote>").next()
}

#[test]
fn what_is_quoted_brings_its_intervals_and_names_no_institution() {
    for lang in Lang::ALL {
        let page = report("statistics-quote", lang, &whole(2025, 150, 0), 2025);
        let quoted = quote(&page).expect("half a page");
        let shell = shell(lang, "/");
        for table in Table::ALL.into_iter().filter(|t| *t != Table::Institution) {
            assert!(quoted.contains(&show::table_name(&shell, table)), "{quoted}");
        }
        // Each figure: "about 12 (8–16)", or the upper end alone.
        let about = shell.tn("statistics-about", "n", 12).replace("12", "");
        for after in quoted.split(&about).skip(1) {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            assert!(after.starts_with(" ("), "a figure without its interval: {after}");
        }
        assert!(!quoted.contains(&show::cell_name(&shell, Table::Institution, "nbs")), "{quoted}");
        assert!(quoted.contains(&shell.t("statistics-lead")));
        assert!(
            quoted.starts_with(&format!(
                "
<p>{}",
                shell.t("statistics-sample")
            )),
            "a sample says so first"
        );
        // Not before all of the year stands.
        let page = report("statistics-quote-part", lang, &whole(2025, 150, 0)[..4], 2025);
        assert_eq!(quote(&page), None);
    }
}

/// The row of a cell.
fn row<'a>(page: &'a str, table: &str, cell: &str) -> &'a str {
    let section = page.split(&format!("data-table=\"{table}\"")).nth(1).expect("a table");
    let row = section.split(&format!("<tr data-cell=\"{cell}\">")).nth(1).expect("a row");
    row.split("</tr>").next().unwrap_or_default()
}

#[test]
fn a_year_shows_every_cell_with_its_interval_and_nothing_below_zero() {
    for lang in Lang::ALL {
        let page = report("statistics-year", lang, &whole(2025, 150, 0), 2025);
        let about = |n| shell(lang, "/").tn("statistics-about", "n", n);
        let told = row(&page, "institution", "nbs");
        assert!(told.contains(&about(40)) && told.contains("35–45"), "{told}");
        // Drawn as -52: the draw itself stands in the files only.
        let told = row(&page, "institution", "aim");
        assert_eq!(told.matches(">0–5<").count(), 2, "{told}");
        let man = row(&page, "sex", "man");
        assert_eq!(man.matches(">0–24<").count(), 2, "{man}");
        assert!(!page.contains(&about(0)), "which would be taken for none");
        // Said where it is true: below tables of which a row was drawn below zero.
        let said = shell(lang, "/").t("statistics-total-of-draws");
        assert_eq!(page.matches(&said).count(), Table::ALL.len());
        assert!(!page.contains("-13") && !page.contains("-52") && !page.contains("−"));
        // The institutions come last, without bars, and are said to be no ranking where they stand.
        assert_eq!(page.matches("<svg class=\"stat-chart\"").count(), Table::ALL.len() - 1);
        let last = page.rsplit("data-table=\"").next().expect("a table");
        assert!(last.starts_with("institution\"") && !last.contains("<svg class=\"stat-chart\""), "{last}");
        let shell = shell(lang, "/");
        assert!(last.contains(&shell.t("statistics-note-institution")));
        let caption = last.split("<caption>").nth(1).expect("a caption").split("</caption>").next();
        assert!(caption.is_some_and(|c| c.ends_with(')')), "{caption:?}");
        // A picture has its key and its unit beside it.
        assert_eq!(page.matches(&shell.t("statistics-chart-legend")).count(), Table::ALL.len() - 1);
        assert_eq!(page.matches("class=\"stat-unit\"").count(), Table::ALL.len() - 1);
        assert!(page.contains(&shell.t("statistics-how-differences")));
        for (table, unit) in [("outcome", "cases"), ("feedback", "cases"), ("act", "reports")] {
            let head = page.split(&format!("data-table=\"{table}\"")).nth(1).expect("a table");
            let head = head.split("<thead>").nth(1).expect("a head").split("</thead>").next();
            assert!(head.is_some_and(|head| head.contains(&shell.t(&format!("statistics-unit-{unit}")))));
        }
        // A picture says the interval too: on a phone it is read instead of its table.
        let picture = page.split("<svg class=\"stat-chart\"").nth(1).expect("a picture");
        assert!(picture.split("</svg>").next().is_some_and(|told| told.contains("0–34")), "{picture}");
        assert!(page.contains("data-sample"), "figures under real names are said to be made up");
        assert_eq!(page.matches("data-total").count(), Table::ALL.len());
        assert!(!page.contains("class=\"stat-trends\""), "one year is no trend");
        assert!(page.contains("e²\u{a0}=\u{a0}7") && page.contains("e⁴\u{a0}=\u{a0}55"), "the guarantee");
        for code in ["\">nbs<", "\">unknown<", ">sexual_assault<", ">in_time<"] {
            assert!(!page.contains(code), "a code is no word: {code}");
        }
        assert!(page.contains("/statistics/2025-Q4.json") && page.contains("/statistics/2025.csv"));
    }
}

#[test]
fn the_newest_release_is_named_on_top_and_leads_to_its_figures() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/");
        let mut all = whole(2025, 150, 0);
        all.push(release(&menu(2026, 150), 3, 0));
        let page = report("statistics-newest", lang, &all, 2025);
        let top = page.split("<section").next().expect("a head");
        let quarter = period_name(&shell, Period { year: 2026, quarter: 3 });
        let link = top.split("data-newest>").nth(1).expect("a link").split("</p>").next().expect("its end");
        assert!(link.starts_with("<a href=\"/statistics/2026#table-institution\">"), "{link}");
        assert!(
            link.contains(&quarter) && link.contains(&shell.texts.day(lang, date(2027, 1, 11))),
            "{link}"
        );
    }
}

#[test]
fn a_printed_sheet_says_whose_it_is_when_it_was_drawn_and_that_it_is_a_sample() {
    for lang in Lang::ALL {
        let mut shell = shell(lang, "/");
        shell.demo = true;
        let all = whole(2025, 150, 0);
        let years = years(&all);
        let bodies = [
            show::report(&shell, &all, &years, &years[0]).render().expect("renders"),
            method(&shell, &all, &menu(2025, 150)).render().expect("renders"),
        ];
        for page in bodies {
            let head = page.split("class=\"stat-paper\">").nth(1).expect("a head").split("</div>").next();
            let head = head.expect("its end");
            assert!(head.contains(&shell.t("site-name")) && head.contains(&shell.t("demo-title")), "{head}");
            assert!(head.contains(&shell.texts.day(lang, date(2026, 1, 11))), "{head}");
        }
        shell.demo = false;
        let page = method(&shell, &all, &menu(2025, 150)).render().expect("renders");
        assert!(!page.contains(&shell.t("demo-title")));
    }
    let css = include_str!("../../../../templates/assets/statistics.css");
    let print = css.split("@media print").nth(1).expect("print");
    assert!(
        css.contains(".stat-paper { display: none; }")
            && print.contains(".stat-paper { display: table-header-group;")
    );
}

#[test]
fn words_say_how_large_the_noise_is_and_call_it_by_one_name() {
    let texts = shell(Lang::ALL.into_iter().next().expect("a language"), "/").texts;
    for lang in Lang::ALL {
        for id in ["count-why", "statistics-how-about", "statistics-short-changed", "statistics-come-rounded"]
        {
            let told = texts.say(lang, id).to_lowercase();
            for small in ["little", "small", "slight", "nedaudz", "neliel", "pavisam maz"] {
                assert!(!told.contains(small), "{id} makes it small: {told}");
            }
        }
        for id in ["publishing-never", "statistics-full-noise-title", "statistics-threes"] {
            assert!(!texts.say(lang, id).contains("nobīd"), "a bias is another thing: {id}");
        }
        let menu = menu(2025, 150);
        let spent = spent(menu.tables.iter().map(|t| (t.table, &*t.epsilon)));
        let guarantee = show::guarantee(&shell(lang, "/"), &spent);
        assert!(!guarantee.contains("vairāk kā"), "{guarantee}");
    }
}

#[test]
fn a_single_quarter_stands_by_itself() {
    for lang in Lang::ALL {
        let page = report("statistics-quarter", lang, &[release(&menu(2026, 150), 1, 0)], 2026);
        let shell = shell(lang, "/");
        assert!(page.contains(&shell.t("statistics-part")) && page.contains(&shell.t("statistics-quarters")));
        assert!(row(&page, "institution", "nbs").contains("7–13"));
        assert_eq!(page.matches("data-table=").count(), 1);
        assert!(!page.contains("/statistics/2026.csv"), "the year is not released");
        assert!(!page.contains("data-counted-from"));
        let mut part = release(&menu(2026, 150), 1, 0);
        part.released.counted_from = Some("2026-02-10".to_owned());
        let page = report("statistics-part-way", lang, &[part], 2026);
        assert!(page.contains("data-counted-from") && page.contains("10"), "{page}");
        let mut all = whole(2026, 150, 0);
        for p in &mut all {
            p.released.counted_from = Some("2026-02-10".to_owned());
        }
        let page = report("statistics-part-way-year", lang, &all, 2026);
        let from = shell.texts.day_from(lang, date(2026, 2, 10));
        for caption in page.split("<caption>").skip(1) {
            let caption = caption.split("</caption>").next().expect("a caption");
            assert!(caption.contains(&from), "{caption}");
        }
        assert!(quote(&page).expect("a quote").contains(&from));
    }
}

#[test]
fn three_years_have_trends_and_sums_where_one_year_says_nothing() {
    for lang in Lang::ALL {
        let all: Vec<_> = [2023, 2024, 2025].into_iter().flat_map(|y| whole(y, 80, 6)).collect();
        let shell = shell(lang, "/");
        let page = report("statistics-second", lang, &all, 2024);
        assert!(page.contains(&shell.t("statistics-later")) && !page.contains("id=\"chart-relation\""));
        let page = report("statistics-third", lang, &all, 2025);
        assert!(page.contains(&shell.t("statistics-threes")));
        assert!(row(&page, "relation", "superior").contains(&shell.tn("statistics-about", "n", 48)));
        assert!(page.contains(&shell.t("statistics-trends-how")) && !page.contains("<polyline"), "no course");
        let institutions = page.split("data-trend=\"institution\"").nth(1).expect("a trend");
        let caption = institutions.split("</caption>").next().expect("a caption");
        assert!(caption.contains("2023–2025 ("), "no ranking over the years either: {caption}");
        let rows = institutions.split("</table>").next().expect("its end");
        assert!(!rows.contains("<svg"), "pictures on one scale would be one");
        assert!(page.contains("<svg class=\"stat-small\""), "other tables have them");
        assert!(page.contains("data-trend=\"retaliation\"") && !page.contains("data-trend=\"relation\""));
        assert!(
            page.contains("aria-current=\"page\">2025</a>") && page.contains("href=\"/statistics/2023\"")
        );
    }
}

#[test]
fn the_method_tells_the_menu_and_the_ledger_and_sums_them_up_itself() {
    for lang in Lang::ALL {
        let shell = shell(lang, "/statistics/method");
        let all: Vec<_> = [2024, 2025].into_iter().flat_map(|y| whole(y, 150, 0)).collect();
        let page = framed("statistics-method", &shell, &method(&shell, &all, &menu(2025, 150)));
        let after =
            |mark: &str| page.split_once(mark).expect("a table").1.split_once("</table>").expect("its end").0;
        assert_eq!(after("data-ledger").matches("<tr>").count(), 1 + 10);
        assert_eq!(
            after("data-ledger").matches("1/8: ").count(),
            2,
            "an ε is said once for all tables that have it"
        );
        assert!(after("data-sum").contains("<td class=\"count\">2</td>"));
        let last = after("data-ledger").rsplit("<tr>").next().expect("a row");
        assert!(
            last.ends_with("<td class=\"count\">1</td><td class=\"count\">2</td></tr>\n</tbody>\n"),
            "{last}"
        );
        assert_eq!(page.matches("<li>").count(), 10, "ten sentences");
        assert!(page.contains("data-none"));
        // Both bounds, for a minister and for a statistician, and each table's own.
        assert_eq!(page.matches("e²\u{a0}=\u{a0}7").count(), 2);
        assert_eq!(page.matches("e⁴\u{a0}=\u{a0}55").count(), 2);
        let factor = |whole, tenth| {
            let said = [("whole", Arg::Str(whole)), ("tenth", Arg::Str(tenth))];
            format!("<td class=\"count\">≤ {}</td>", shell.texts.say_with(lang, "statistics-decimal", &said))
        };
        assert_eq!(after("data-menu").matches(&factor("7", "4")).count(), 1);
        assert_eq!(after("data-menu").matches(&factor("1", "3")).count(), 8);

        let mut half = menu(2025, 150);
        half.tables.iter_mut().for_each(|t| t.epsilon = "1/8".to_owned());
        let page = framed("statistics-half", &shell, &method(&shell, &[], &half));
        assert!(
            page.contains("e^(9/8)")
                && page.contains("e^(9/4)\u{a0}=\u{a0}9")
                && !page.contains("e²\u{a0}=\u{a0}7"),
            "computed, not written"
        );
        assert!(page.contains(&shell.t("statistics-full-configured")));
    }
}
