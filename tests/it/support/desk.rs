//! Pages of accounts as people use them: invited, enrolled, vouched for, revoked.

use super::adviser::Adviser;
use super::html::{Form, Page};
use super::http::{Answer, Client};
use super::reporter::{press, set};

/// Sends the form that has `field`, with these values.
pub fn send(client: &mut Client, page: &Page, field: &str, typed: &[(&str, &str)]) -> Answer {
    let form = page.form_with(field).unwrap_or_else(|| panic!("no field {field} on: {}", page.text()));
    let mut fields = form.defaults();
    for (name, value) in typed {
        set(&mut fields, name, value);
    }
    press(&mut fields, form.buttons().next());
    client.submit(&form, &fields, &[]).expect("an answer")
}

/// At the door for somebody with an invitation.
pub fn knock(client: &mut Client, username: &str, code: &str) -> Answer {
    let page = client.get("/enrol").expect("an answer").page();
    send(client, &page, "username", &[("username", username), ("code", code)])
}

/// The secret that a page shows to be typed.
pub fn secret(page: &Page) -> String {
    page.by_id("factor-secret").expect("the secret").text().replace(' ', "")
}

/// The ten one-time codes that a page shows.
pub fn spare_codes(page: &Page) -> Vec<String> {
    let list = page.by_id("spare-codes").unwrap_or_else(|| panic!("no codes on: {}", page.text()));
    let codes: Vec<String> = list.text().split_whitespace().map(str::to_owned).collect();
    assert_eq!(codes.len(), 10);
    codes
}

/// The code on a page that shows one.
pub fn code_on(page: &Page) -> String {
    let found = page.with_attr("data-invite-code");
    found.first().expect("a code").text().trim().to_owned()
}

/// Address of somebody's page, from the administrator's list.
pub fn link_to(page: &Page, username: &str) -> String {
    let row = page.with_attr("data-staff").into_iter().find(|r| r.attr("data-staff") == Some(username));
    let row = Page::parse(&row.expect("a row").inner);
    row.links()[0].attr("href").expect("an address").to_owned()
}

/// The one form of a colleague's page that vouches, filled in.
pub fn vouching(page: &Page, passphrase: &str) -> Option<(Form, Vec<(String, String)>)> {
    let form = page.form_with("compared")?;
    let mut fields = form.defaults();
    set(&mut fields, "compared", "yes");
    set(&mut fields, "asked", "yes");
    set(&mut fields, "passphrase", passphrase);
    press(&mut fields, form.buttons().next());
    Some((form, fields))
}

/// Compared, and signed.
pub fn vouch(adviser: &mut Adviser, path: &str, passphrase: &str) -> Answer {
    let page = adviser.page(path);
    let (form, fields) = vouching(&page, passphrase).expect("a form to vouch");
    adviser.client.submit(&form, &fields, &[]).expect("an answer")
}

/// The fingerprint that a page shows.
pub fn fingerprint_on(page: &Page) -> String {
    page.with_attr("data-fingerprint").first().expect("a fingerprint").text()
}

/// Says that somebody no longer reads, and signs it.
pub fn revoke(adviser: &mut Adviser, path: &str, reason: &str, passphrase: &str) -> Answer {
    let page = adviser.page(path);
    send(&mut adviser.client, &page, "reason", &[("reason", reason), ("passphrase", passphrase)])
}
