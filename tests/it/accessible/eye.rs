//! One page, looked at in every way that counts.

use serde_json::json;

use crate::support::browser::Browser;

const TAB: &str = "\u{e004}";
const SHIFT: &str = "\u{e008}";

/// What is wrong with the page as it stands: wider than the window, or words that do not fit into their control.
const MEASURE: &str = "
const faults = [], root = document.documentElement;
const wider = root.scrollWidth - root.clientWidth;
if (wider > 0) faults.push(wider + ' px too wide');
for (const e of document.querySelectorAll('button, a.button, .exit-page, summary, label, legend'))
  if (e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
    faults.push('cut off: ' + e.textContent.trim());
return faults;";

/// Where colours are forced, what a background showed has to be shown by a line: but for what nobody meets, the button that
/// the Enter key presses.
const BORDERS: &str = "
if (!matchMedia('(forced-colors: active)').matches) return ['colours are not forced'];
return [...document.querySelectorAll('button, a.button, .exit-page, input[type=text], textarea, select')]
  .filter(e => e.checkVisibility() && !e.matches('[aria-hidden][tabindex=\"-1\"]'))
  .filter(e => { const s = getComputedStyle(e); return s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) < 1; })
  .map(e => 'no line around ' + (e.textContent.trim() || e.name));";

/// Notes each stop of the focus: what it is, and whether that shows.
const LISTEN: &str = "
const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=region][tabindex=\"0\"]';
const name = (e) => e.type === 'radio' ? 'group ' + e.name
  : (e.id || e.name || e.className || e.tagName) + ' ' + (e.value || e.getAttribute('href') || e.textContent).trim().slice(0, 60);
window.stops = [];
document.addEventListener('focusin', ({ target }) => {
  const s = getComputedStyle(target);
  window.stops.push([name(target), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]);
});
const all = [...document.querySelectorAll(controls)].filter(e => e.checkVisibility() && !e.disabled && !e.matches('[aria-hidden][tabindex=\"-1\"]'));
window.controls = all;
return [...new Set(all.map(name))];";

/// How often the keyboard stops on its way: controls of one name each have a stop, a group of radio buttons has one, and
/// the browser's own date field has one for day, month, year and calendar.
const STOPS: &str = "
const groups = new Set(window.controls.filter(e => e.type === 'radio').map(e => e.name));
const stops = window.controls.filter(e => e.type !== 'radio').map(e => e.type === 'date' ? 4 : 1);
return stops.reduce((all, n) => all + n, groups.size);";

/// Moves the focus on and back, as the keyboard would, and notes what then lies outside the window or under the bar.
const HIDDEN: &str = "
const hidden = [];
for (const e of [...window.controls, ...window.controls.reverse()]) {
  e.focus();
  const r = e.getBoundingClientRect(), bar = document.querySelector('.exit-bar')?.getBoundingClientRect().bottom ?? 0;
  if (!e.closest('.exit-bar') && !e.matches('.skip') && (r.bottom <= bar || r.top >= innerHeight))
    hidden.push((e.textContent || e.name).trim());
}
document.activeElement.blur();
return hidden;";

pub struct Eye<'b> {
    pub browser: &'b Browser,
    pub lang: &'static str,
    pub faults: Vec<String>,
    pub states: Vec<String>,
    pub violations: usize,
    pub stops: usize,
}

impl<'b> Eye<'b> {
    pub fn new(browser: &'b Browser, lang: &'static str) -> Self {
        Self { browser, lang, faults: Vec::new(), states: Vec::new(), violations: 0, stops: 0 }
    }

    /// Looks at the page that is open.
    pub fn look(&mut self, state: &str) {
        self.states.push(state.to_owned());
        let page = self.browser.page();
        self.hold(
            state,
            "language",
            [format!("<html lang=\"{}\"", self.lang)].into_iter().filter(|h| !page.html.contains(h)),
        );
        self.emulate(1280, 800, &[]);
        self.keyboard(state);
        self.emulate(320, 640, &[("prefers-color-scheme", "light")]);
        let found = self.browser.violations();
        self.violations += found.len();
        self.hold(state, "axe", found);
        self.measure(state, "320 px");
        self.emulate(320, 640, &[("prefers-color-scheme", "dark")]);
        let found = self.browser.violations_of(&["color-contrast", "link-in-text-block"]);
        self.violations += found.len();
        self.hold(state, "axe in dark", found);
        self.emulate(320, 640, &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
        self.measure(state, "forced colours");
        let lines = self.told(BORDERS);
        self.hold(state, "forced colours", lines);
        self.browser.run("document.documentElement.style.fontSize = '200%'");
        for width in [1280, 640] {
            self.emulate(width, 800, &[]);
            self.measure(state, &format!("letters of twice the size at {width} px"));
        }
        self.browser.run("document.documentElement.style.fontSize = ''; scrollTo(0, 0)");
        self.emulate(1280, 800, &[]);
    }

    fn hold(&mut self, state: &str, how: &str, faults: impl IntoIterator<Item = String>) {
        let faults: Vec<String> = faults.into_iter().collect();
        self.faults.extend(faults.into_iter().map(|fault| format!("{} {state}, {how}: {fault}", self.lang)));
    }

    fn told(&self, script: &str) -> Vec<String> {
        let told = self.browser.run(script);
        told.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    }

    fn measure(&mut self, state: &str, how: &str) {
        let told = self.told(MEASURE);
        self.hold(state, how, told);
    }

    fn emulate(&self, width: u32, height: u32, features: &[(&str, &str)]) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.browser.ask("Emulation.setDeviceMetricsOverride", &size);
        let features: Vec<_> = features.iter().map(|(n, v)| json!({ "name": n, "value": v })).collect();
        self.browser.ask("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// From the first control to the last and back: each is reached, shows that it is, and lies under nothing.
    fn keyboard(&mut self, state: &str) {
        let anew = "return !window.controls && !!document.querySelector('.exit-page')";
        let anew = self.browser.run(anew).as_bool().unwrap_or_default();
        let controls = self.told(LISTEN);
        let stops = self.browser.run(STOPS).as_u64().unwrap_or_default();
        let stops = usize::try_from(stops).unwrap_or_default();
        self.browser.key(TAB, stops + 2);
        self.browser.keys_with(SHIFT, TAB, stops + 2);
        let stops = self.browser.run("return window.stops");
        let stops: Vec<(String, bool)> = serde_json::from_value(stops).expect("stops");
        self.stops += controls.len();
        let mut faults = Vec::new();
        // From the beginning of a page: where one was looked at before, the keyboard goes on from there.
        if let Some((first, _)) = stops.first().filter(|_| anew)
            && !first.starts_with("exit-page")
        {
            faults.push(format!("the first stop is {first}"));
        }
        for control in &controls {
            match stops.iter().find(|(name, _)| name == control) {
                None => faults.push(format!("never reached: {control}")),
                Some((_, false)) => faults.push(format!("does not show that it has the focus: {control}")),
                Some(_) => {}
            }
        }
        faults.extend(self.told(HIDDEN).into_iter().map(|name| format!("under something: {name}")));
        self.hold(state, "keyboard", faults);
    }
}
