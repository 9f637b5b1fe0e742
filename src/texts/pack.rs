//! The embedded files of the country pack. A new file is one line here, in each language.

use super::Lang;

/// One embedded language file.
pub(super) struct File {
    /// The language it is in.
    pub lang: Lang,
    /// Where it stands in the source, for error messages.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! files {
    ($($lang:ident $path:literal)*) => {
        &[$(File { lang: Lang::$lang, path: $path, text: include_str!(concat!("../../", $path)) }),*]
    };
}

/// Every language file.
pub(super) const FILES: &[File] = files! {
    Lv "config/pack/lv/common.ftl"
    Lv "config/pack/lv/intake.ftl"
    Lv "config/pack/lv/follow_up.ftl"
    Lv "config/pack/lv/console.ftl"
    Lv "config/pack/lv/account.ftl"
    Lv "config/pack/lv/mail.ftl"
    Lv "config/pack/lv/people.ftl"
    Lv "config/pack/lv/sessions.ftl"
    Lv "config/pack/lv/colleagues.ftl"
    En "config/pack/en/common.ftl"
    En "config/pack/en/intake.ftl"
    En "config/pack/en/follow_up.ftl"
    En "config/pack/en/console.ftl"
    En "config/pack/en/account.ftl"
    En "config/pack/en/mail.ftl"
    En "config/pack/en/people.ftl"
    En "config/pack/en/sessions.ftl"
    En "config/pack/en/colleagues.ftl"
};

/// The country's help numbers.
pub(super) const HELP: &str = include_str!("../../config/pack/services.toml");
