//! Just enough HTML to use a page the way a person does: its forms, its marks, its words.

use std::ops::Range;

/// One start or end tag.
#[derive(Debug, Clone)]
struct Tag {
    name: String,
    attrs: Vec<(String, String)>,
    closing: bool,
    span: Range<usize>,
}

/// A page as it came.
#[derive(Debug, Clone)]
pub struct Page {
    pub html: String,
    tags: Vec<Tag>,
}

/// An element: its attributes and what is between its tags.
#[derive(Debug, Clone)]
pub struct Element {
    pub name: String,
    attrs: Vec<(String, String)>,
    pub inner: String,
}

/// A control of a form.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "attributes of HTML that are there or not")]
pub struct Field {
    pub kind: String,
    pub name: String,
    pub value: String,
    pub required: bool,
    pub checked: bool,
    pub multiple: bool,
    /// The values of a select.
    pub options: Vec<String>,
    pub back: bool,
    /// Where a button sends its form instead.
    pub action: Option<String>,
}

/// A form as a browser sees it.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: Option<String>,
    pub step: Option<String>,
    pub multipart: bool,
    pub fields: Vec<Field>,
}

const VOID: [&str; 8] = ["input", "br", "meta", "link", "img", "hr", "source", "wbr"];

impl Page {
    pub fn parse(html: &str) -> Self {
        Self { html: html.to_owned(), tags: tags(html) }
    }

    /// Every element for which `wanted` holds, in the order of the page.
    fn elements(&self, wanted: impl Fn(&Element) -> bool) -> Vec<Element> {
        (0..self.tags.len())
            .filter(|&i| !self.tags[i].closing)
            .map(|i| self.element(i))
            .filter(|e| wanted(e))
            .collect()
    }

    fn element(&self, at: usize) -> Element {
        let open = &self.tags[at];
        let inner =
            if VOID.contains(&open.name.as_str()) { open.span.end..open.span.end } else { self.inside(at) };
        Element { name: open.name.clone(), attrs: open.attrs.clone(), inner: self.html[inner].to_owned() }
    }

    fn inside(&self, at: usize) -> Range<usize> {
        let open = &self.tags[at];
        let mut depth = 0_usize;
        for tag in self.tags[at..].iter().filter(|t| t.name == open.name) {
            if tag.closing {
                depth -= 1;
            } else {
                depth += 1;
            }
            if depth == 0 {
                return open.span.end..tag.span.start;
            }
        }
        open.span.end..self.html.len()
    }

    pub fn with_attr(&self, name: &str) -> Vec<Element> {
        self.elements(|e| e.attr(name).is_some())
    }

    pub fn elements_named(&self, names: &[&str]) -> Vec<Element> {
        self.elements(|e| names.contains(&e.name.as_str()))
    }

    pub fn by_id(&self, id: &str) -> Option<Element> {
        self.elements(|e| e.attr("id") == Some(id)).into_iter().next()
    }

    pub fn links(&self) -> Vec<Element> {
        self.elements(|e| e.name == "a" && e.attr("href").is_some())
    }

    pub fn forms(&self) -> Vec<Form> {
        let controls = |id: &str| self.elements(|e| e.attr("form") == Some(id));
        let whole = |e: &Element| {
            let mut form = Form::of(e);
            form.fields.extend(e.attr("id").map(controls).unwrap_or_default().iter().map(Field::of));
            form
        };
        self.elements(|e| e.name == "form").iter().map(whole).collect()
    }

    /// The form of a page of `/start`.
    pub fn step_form(&self) -> Option<Form> {
        self.forms().into_iter().find(|f| f.step.is_some())
    }

    /// The form with a control of this name that is not a button.
    pub fn form_with(&self, field: &str) -> Option<Form> {
        self.forms().into_iter().find(|f| f.fields.iter().any(|i| i.name == field && i.kind != "submit"))
    }

    /// What `[data-status]` says.
    pub fn status(&self) -> Option<String> {
        Some(self.with_attr("data-status").first()?.attr("data-status")?.to_owned())
    }

    /// The conversation: who, and the words.
    pub fn messages(&self) -> Vec<(String, String)> {
        let thread = self.with_attr("data-thread").into_iter().next();
        let thread = thread.map(|t| Self::parse(&t.inner));
        let messages = thread.map(|t| t.with_attr("data-message")).unwrap_or_default();
        messages.iter().map(|m| (m.attr("data-from").unwrap_or_default().to_owned(), m.text())).collect()
    }

    /// The errors beside fields, as text.
    pub fn errors(&self) -> Vec<String> {
        self.with_attr("data-error").iter().map(Element::text).collect()
    }

    /// The page without tags.
    pub fn text(&self) -> String {
        text_of(&self.html)
    }
}

impl Element {
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn text(&self) -> String {
        text_of(&self.inner)
    }

    /// Its text with every space and line as it stands.
    pub fn raw_text(&self) -> String {
        decode(&self.inner)
    }
}

impl Form {
    fn of(form: &Element) -> Self {
        let inside = Page::parse(&form.inner);
        let fields = inside
            .elements(|e| ["input", "textarea", "select", "button"].contains(&e.name.as_str()))
            .iter()
            .map(Field::of)
            .collect();
        Self {
            action: form.attr("action").filter(|a| !a.is_empty()).map(str::to_owned),
            step: form.attr("data-step").map(str::to_owned),
            multipart: form.attr("enctype") == Some("multipart/form-data"),
            fields,
        }
    }

    /// What a browser would send if nothing were touched, without any button.
    pub fn defaults(&self) -> Vec<(String, String)> {
        let sent = |f: &&Field| match f.kind.as_str() {
            "submit" | "button" | "reset" | "file" | "image" => false,
            "checkbox" | "radio" => f.checked,
            _ => true,
        };
        self.fields.iter().filter(sent).map(|f| (f.name.clone(), f.value.clone())).collect()
    }

    pub fn buttons(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|f| f.kind == "submit")
    }

    pub fn file_field(&self) -> Option<&Field> {
        self.fields.iter().find(|f| f.kind == "file")
    }
}

impl Field {
    fn of(element: &Element) -> Self {
        let get = |name: &str| element.attr(name).unwrap_or_default().to_owned();
        let inside = Page::parse(&element.inner);
        let options = inside.elements(|e| e.name == "option");
        let value_of = |o: &Element| o.attr("value").map_or_else(|| o.text(), str::to_owned);
        let (kind, value) = match element.name.as_str() {
            "textarea" => ("textarea".to_owned(), decode(element.inner.trim_start_matches('\n'))),
            "select" => {
                let selected = options.iter().find(|o| o.attr("selected").is_some()).or(options.first());
                ("select".to_owned(), selected.map(value_of).unwrap_or_default())
            }
            "button" => (element.attr("type").unwrap_or("submit").to_owned(), get("value")),
            _ => {
                let kind = element.attr("type").unwrap_or("text").to_owned();
                let on = matches!(kind.as_str(), "checkbox" | "radio") && element.attr("value").is_none();
                (kind, if on { "on".to_owned() } else { get("value") })
            }
        };
        Self {
            kind,
            value,
            name: get("name"),
            required: element.attr("required").is_some(),
            checked: element.attr("checked").is_some(),
            multiple: element.attr("multiple").is_some(),
            options: options.iter().map(value_of).collect(),
            back: element.attr("data-back").is_some(),
            action: element.attr("formaction").map(str::to_owned),
        }
    }
}

fn text_of(html: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for tag in tags(html) {
        out.push_str(&html[at..tag.span.start]);
        at = tag.span.end;
    }
    out.push_str(&html[at..]);
    decode(&out).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = comment.find("-->").map_or(html.len(), |i| start + 4 + i + 3);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let tag = tag(html, start);
            at = tag.span.end;
            // raw text: nothing inside is a tag
            if !tag.closing && ["script", "style", "textarea", "title"].contains(&tag.name.as_str()) {
                let close = format!("</{}", tag.name);
                at = html[at..].find(&close).map_or(html.len(), |i| at + i);
            }
            found.push(tag);
        } else {
            at = start + 1;
        }
    }
    found
}

fn tag(html: &str, start: usize) -> Tag {
    let mut rest = html[start + 1..].chars().peekable();
    let mut at = start + 1;
    let closing = rest.peek() == Some(&'/');
    if closing {
        rest.next();
        at += 1;
    }
    let name_end =
        html[at..].find(|c: char| c.is_whitespace() || c == '>' || c == '/').map_or(html.len(), |i| at + i);
    let name = html[at..name_end].to_ascii_lowercase();
    at = name_end;
    let mut attrs = Vec::new();
    loop {
        at += html[at..].len() - html[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '/').len();
        if at >= html.len() || html[at..].starts_with('>') {
            return Tag { name, attrs, closing, span: start..(at + 1).min(html.len()) };
        }
        let key_end =
            html[at..].find(|c: char| c.is_whitespace() || "=>/".contains(c)).map_or(html.len(), |i| at + i);
        let key = html[at..key_end].to_ascii_lowercase();
        at = key_end;
        let mut value = String::new();
        if let Some(raw) = html[at..].strip_prefix('=') {
            let quote = raw.chars().next().filter(|c| ['"', '\''].contains(c));
            let (from, length) = match quote {
                Some(q) => (1, raw[1..].find(q).unwrap_or(raw.len() - 1)),
                None => (0, raw.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(raw.len())),
            };
            value = decode(&raw[from..from + length]);
            at += 1 + from + length + from;
        }
        if key_end == at && key.is_empty() {
            at += 1; // a stray character: step over it
        }
        attrs.push((key, value));
    }
}

/// Turns character references back into characters.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find('&') {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        let end = rest.find(';').filter(|&e| e < 10);
        let known = end.and_then(|e| match &rest[1..e] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            hex if hex.starts_with("#x") => u32::from_str_radix(&hex[2..], 16).ok().and_then(char::from_u32),
            dec if dec.starts_with('#') => dec[1..].parse().ok().and_then(char::from_u32),
            _ => None,
        });
        if let (Some(c), Some(e)) = (known, end) {
            out.push(c);
            rest = &rest[e + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The reader itself: a form is read as a browser would read it.
pub fn reads_forms() {
    let page = Page::parse(
        "<!-- <form> --><form data-step='words' enctype=multipart/form-data><input type=hidden name=csrf value='a&amp;b'>\
         <textarea name=statement required>\n&lt;b&gt; &#38;amp; </textarea><input type=checkbox name=what value=x checked>\
         <input type=checkbox name=what value=y><select name=institution><option value=''>-<option value=nbs selected>N\
         </select><button name=go value=back data-back>B</button><button name=go value=next>N</button></form>\
         <div data-thread><p data-message data-from=adviser>one <b>two</b></p></div>",
    );
    let form = page.step_form().expect("the form");
    assert!(form.multipart && form.step.as_deref() == Some("words"));
    let sent = [("csrf", "a&b"), ("statement", "<b> &amp; "), ("what", "x"), ("institution", "nbs")];
    assert_eq!(form.defaults(), sent.map(|(n, v)| (n.to_owned(), v.to_owned())));
    let onward: Vec<&str> = form.buttons().filter(|b| !b.back).map(|b| b.value.as_str()).collect();
    assert_eq!(onward, ["next"]);
    assert_eq!(page.messages(), [("adviser".to_owned(), "one two".to_owned())]);
}
