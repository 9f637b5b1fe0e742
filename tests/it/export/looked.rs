//! The pages of files and copies in a real browser: in both languages, in four looks, by keys alone and without script.

use crate::browser::{inspect, sign_in};
use crate::support::adviser::Adviser;
use crate::support::browser::Browser;
use crate::support::multipart::Upload;
use crate::support::reporter::{Reporter, Told};
use crate::support::server::Demo;
use crate::support::unique;

use super::{keys, note};

const PHOTO: &[u8] = include_bytes!("../../../config/demo/files/photo.jpg");

/// A case with a file of each kind; its address and those of its files.
fn case(demo: &Demo, adviser: &mut Adviser) -> (String, Vec<String>) {
    let files = vec![
        Upload::bytes(
            "1 attēls ar garu nosaukumu, kas nekur nav pārtraukts.jpg",
            "image/jpeg",
            PHOTO.to_vec(),
        ),
        Upload::bytes("2 teksts.txt", "text/plain", "Labdien!\nTas ir teksts.\n".repeat(20).into_bytes()),
        Upload::bytes("3 dokuments.pdf", "application/pdf", b"%PDF-1.7\0".to_vec()),
        Upload::bytes("4 tukšs.txt", "text/plain", Vec::new()),
    ];
    let told = Told { files, what: vec!["hazing", "threats"], ..Told::words(&unique("Apskatīts ")) };
    Reporter::new(demo.visitor("lv")).file(&told).expect("a receipt");
    let (case, page) = adviser.find(&told.statement);
    let links = page.links().into_iter().filter(|a| a.attr("data-view").is_some());
    (format!("/console/cases/{case}"), links.filter_map(|a| a.attr("href").map(str::to_owned)).collect())
}

pub fn every_page() {
    let demo = Demo::empty();
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().1);
    let (path, files) = case(&demo, &mut adviser);
    assert_eq!(files.len(), 4, "{files:?}");
    let id = path.rsplit('/').next().expect("an id");
    note(&mut adviser, id, &[("do", "note"), ("note", "Zvanīts.")]);
    let browser = Browser::open(true, "lv");
    sign_in(&browser, &demo, demo.advisers().0);
    let mut faults = Vec::new();
    let [_, (_, public)] = keys();
    for lang in ["lv", "en"] {
        let mut look =
            |browser: &Browser, name: &str| inspect(browser, &format!("{name}-{lang}"), &mut faults);
        let go = |path: &str| {
            let joint = if path.contains('?') { '&' } else { '?' };
            browser.go(&demo.url(&format!("{path}{joint}lang={lang}")));
        };
        go(&path);
        look(&browser, "copy-case");
        for (n, file) in files.iter().enumerate() {
            go(file);
            browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
            look(&browser, &format!("file-{n}"));
        }
        go(&format!("{}?show=yes", files[0]));
        look(&browser, "file-blurred");
        browser.press("#sharp");
        look(&browser, "file-sharp");
        go(&format!("{path}/export"));
        look(&browser, "copy-asked");
        browser.run("document.querySelector('[name=phrases]').value = 'x'");
        browser.click("button[value=preview]");
        assert!(browser.page().errors().len() >= 3, "{}", browser.page().text());
        look(&browser, "copy-wrong");
        go(&format!("{path}/export"));
        browser.press("#reason-court");
        browser.fill("[name=phrases]", "Apskatīts");
        browser.fill("[name=recipient]", &public);
        browser.click("button[value=preview]");
        assert!(!browser.page().with_attr("data-preview").is_empty(), "{}", browser.page().text());
        look(&browser, "copy-preview");
    }
    browser.go(&demo.url(&files[1]));
    browser.press("#sure");
    browser.click("button[value=minor]");
    inspect(&browser, "file-closed-en", &mut faults);
    let other = Browser::open(true, "lv");
    sign_in(&other, &demo, demo.advisers().1);
    other.go(&demo.url(&files[1]));
    inspect(&other, "file-lifts-lv", &mut faults);
    other.go(&demo.url(&path));
    other.click("button[value=classified]");
    inspect(&other, "copy-case-classified-lv", &mut faults);
    other.go(&demo.url(&format!("{path}/export")));
    inspect(&other, "copy-locked-lv", &mut faults);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A picture is looked at and a copy is made with nothing but keys, in a browser that runs no script.
pub fn without_script() {
    let demo = Demo::empty();
    let mut adviser = Adviser::sign_in_anew(&demo, demo.advisers().1);
    let (path, files) = case(&demo, &mut adviser);
    let browser = Browser::open(false, "en");
    sign_in(&browser, &demo, demo.advisers().0);
    browser.go(&demo.url(&files[0]));
    assert!(!browser.page().html.contains("<img"), "not before it is asked for");
    browser.click("button[name=show]");
    browser.type_into("#sharp", " ");
    let filter = "return getComputedStyle(document.querySelector('.view-picture img')).filter";
    assert_eq!(browser.run(filter).as_str(), Some("none"));
    browser.go(&demo.url(&path));
    browser.type_into("[name=message]", "Not sent yet.");
    browser.click("button[formaction$='/export']");
    browser.type_into("#reason-court", " ");
    let [(_, public), _] = keys();
    browser.type_into("[name=recipient]", &public);
    browser.click("button[value=preview]");
    browser.click("button[value=change]");
    browser.click("button[value=preview]");
    browser.click("button[value=back]");
    assert!(
        browser.page().html.contains("Not sent yet."),
        "nothing typed is lost: {}",
        browser.page().text()
    );
}
