//! One report from the first page to the receipt, as a browser without script sends it.

use crate::browser::Browser;

/// Which way through the form.
#[derive(Clone, Copy)]
pub enum Way {
    /// Every page but those that only some answers ask for.
    Whole,
    /// Own words, who may read, send: what stands between is left as it is.
    Short,
}

/// A page, what is sent from it, the button that is pressed, and the page it must lead to.
type Page = (&'static str, &'static str, &'static str, &'static str);

const STATEMENT: &str = "statement=On+Tuesday+evening+after+the+exercise+somebody+of+my+unit+followed+me+to+the+\
    quarters+and+would+not+leave+when+I+asked.+It+was+not+the+first+time,+and+others+have+seen+it.+I+have+kept+the+\
    messages.+I+am+afraid+of+what+happens+if+it+becomes+known+that+I+told+anybody.";

const WHOLE: [Page; 11] = [
    ("before", "", "next", "about"),
    ("about", "about=me&age=adult&path=confidential", "next", "words"),
    ("words", STATEMENT, "next", "safety"),
    ("safety", "safe_now=yes&weapon=no&retaliation_fear=no&alive=no", "next", "readers"),
    ("readers", "institution=nbs", "next", "readers"),
    ("readers", "institution=nbs&seen=nbs&excluded_text=", "next", "check"),
    ("check", "asked_count=1&count_me=yes", "what", "what"),
    (
        "what",
        "what=remarks&what=stalking&when=last_days&when_text=&place=barracks&place_text=",
        "next",
        "check",
    ),
    ("check", "asked_count=1&count_me=yes", "people", "people"),
    ("people", "relation_0=superior&names=", "next", "check"),
    ("check", "asked_count=1&count_me=yes", "send", "receipt"),
];

const SHORT: [Page; 7] = [
    ("before", "", "next", "about"),
    ("about", "", "next", "words"),
    ("words", STATEMENT, "next", "safety"),
    ("safety", "", "next", "readers"),
    ("readers", "institution=nbs", "next", "readers"),
    ("readers", "institution=nbs&seen=nbs&excluded_text=", "next", "check"),
    ("check", "asked_count=1", "send", "receipt"),
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
    for (n, (page, fields, go, next)) in pages.iter().enumerate() {
        if *page == last {
            break;
        }
        let csrf = token(browser)?;
        let answer = if *page == "check" {
            let (media, body) = multipart(&csrf, fields, go);
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

/// The page that reads everything back, without files: what a browser sends for an empty file field.
fn multipart(csrf: &str, fields: &str, go: &str) -> (String, Vec<u8>) {
    let boundary = "----balss-benchmark";
    let field = |name: &str, value: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let said: String =
        fields.split('&').filter_map(|f| f.split_once('=')).map(|(n, v)| field(n, v)).collect();
    let body = [
        field("csrf", csrf),
        field("step", "check"),
        said,
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
