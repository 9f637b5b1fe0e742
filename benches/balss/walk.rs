//! One report from the first page to the receipt, as a browser without script sends it.

use crate::browser::Browser;

/// Which way through the form.
#[derive(Clone, Copy)]
pub enum Way {
    /// Every page, each left by its first button.
    Whole,
    /// Own words, institution, who may read, send.
    Short,
}

/// A page, what is sent from it, and the page it must lead to.
type Page = (&'static str, &'static str, &'static str);

const STATEMENT: &str = "statement=On+Tuesday+evening+after+the+exercise+somebody+of+my+unit+followed+me+to+the+\
    quarters+and+would+not+leave+when+I+asked.+It+was+not+the+first+time,+and+others+have+seen+it.+I+have+kept+the+\
    messages.+I+am+afraid+of+what+happens+if+it+becomes+known+that+I+told+anybody.";

const WHOLE: [Page; 9] = [
    ("before", "", "words"),
    ("words", STATEMENT, "what"),
    ("what", "what=remarks&what=stalking&when=last_days&when_text=&place=barracks&place_text=", "people"),
    ("people", "relation=superior", "readers"),
    ("readers", "institution=nbs", "readers"),
    ("readers", "institution=nbs&seen=nbs&excluded_text=", "files"),
    ("files", "", "count"),
    ("count", "count_me=yes", "check"),
    ("check", "", "receipt"),
];

const SHORT: [Page; 5] = [
    ("before", "", "words"),
    ("words", STATEMENT, "readers"),
    ("readers", "institution=nbs", "readers"),
    ("readers", "institution=nbs&seen=nbs&excluded_text=", "check"),
    ("check", "", "receipt"),
];

/// Files a report; the receipt, or what went wrong.
pub fn file(browser: &mut Browser, way: Way) -> Result<String, String> {
    walk(browser, way, "the end")?;
    between(browser.page(), "id=\"receipt-code\"", "<")
        .and_then(|rest| rest.split_once('>'))
        .map(|(_, code)| code.trim().to_owned())
        .ok_or_else(|| "no receipt on the last page".to_owned())
}

/// Walks until the page `last` is open.
pub fn walk(browser: &mut Browser, way: Way, last: &str) -> Result<(), String> {
    open(browser)?;
    let pages: &[Page] = match way {
        Way::Whole => &WHOLE,
        Way::Short => &SHORT,
    };
    for (n, (page, fields, next)) in pages.iter().enumerate() {
        if *page == last {
            break;
        }
        let go = match (*page, *next) {
            ("check", _) => "send",
            ("words", "readers") => "readers",
            (_, "check") if matches!(way, Way::Short) => "check",
            _ => "next",
        };
        let csrf = token(browser)?;
        let answer = if *page == "files" {
            let (media, body) = multipart(&csrf, go);
            browser.post("/start", &media, &body)
        } else {
            let body = format!("csrf={csrf}&step={page}&{fields}&go={go}");
            browser.post("/start", "application/x-www-form-urlencoded", body.as_bytes())
        };
        let answer = answer.map_err(|e| format!("{page}: {e}"))?;
        if answer.status != 303 || answer.location.is_none() {
            return Err(format!("page {n} ({page}) was answered with {}", answer.status));
        }
        open(browser)?;
        if !browser.page().contains(&format!("data-step=\"{next}\"")) {
            return Err(format!("page {n} ({page}) does not lead to {next}"));
        }
    }
    Ok(())
}

fn open(browser: &mut Browser) -> Result<(), String> {
    match browser.get("/start") {
        Ok(answer) if answer.status == 200 => Ok(()),
        Ok(answer) => Err(format!("the form was answered with {}", answer.status)),
        Err(e) => Err(e.to_string()),
    }
}

/// The token of the form that is open.
pub fn token(browser: &Browser) -> Result<String, String> {
    let token = between(browser.page(), "name=\"csrf\" value=\"", "\"");
    token.map(str::to_owned).ok_or_else(|| "no token on the page".to_owned())
}

/// The page of files without any: what a browser sends for an empty file field.
fn multipart(csrf: &str, go: &str) -> (String, Vec<u8>) {
    let boundary = "----balss-benchmark";
    let field = |name: &str, value: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = [
        field("csrf", csrf),
        field("step", "files"),
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"evidence\"; filename=\"\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n\r\n"
        ),
        field("go", go),
        format!("--{boundary}--\r\n"),
    ];
    (format!("multipart/form-data; boundary={boundary}"), body.concat().into_bytes())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.find(after).map_or(rest, |at| &rest[..at]))
}
