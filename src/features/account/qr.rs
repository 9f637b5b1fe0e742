//! The second factor as a picture to photograph: an SVG path, since the content security policy allows no other image
//! that is not a file of ours, and a file would need an address that holds or finds a secret.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::vault::staff::{FACTOR, factor_text};

/// Light modules around the code (ISO/IEC 18004).
const MARGIN: usize = 4;

/// A second factor as a page shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Modules of a side, margin included: the view box.
    pub side: usize,
    /// The dark modules, as the data of a path.
    pub path: String,
    /// The secret in groups of four, to be typed.
    pub secret: String,
}

/// The second factor of an account. `None` when it does not fit a code, which no user name is long enough for.
#[must_use]
pub fn show(username: &str, factor: &[u8; FACTOR]) -> Option<Shown> {
    let secret = factor_text(factor);
    let escaped: String = url::form_urlencoded::byte_serialize(username.as_bytes()).collect();
    let address = zeroize::Zeroizing::new(format!(
        "otpauth://totp/Balss:{}?secret={secret}&issuer=Balss",
        escaped.replace('+', "%20")
    ));
    let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN);
            }
            x += run.max(1);
        }
    }
    let groups: Vec<&str> = (0..secret.len()).step_by(4).map(|at| &secret[at..at + 4]).collect();
    Some(Shown { side: width + 2 * MARGIN, path, secret: groups.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::{MARGIN, show};

    #[test]
    fn the_picture_holds_the_modules_and_the_text_the_secret() {
        let shown = show("ilze.bērziņa", &[0; 20]).unwrap();
        assert_eq!(shown.secret, ["AAAA"; 8].join(" "));
        // The finder pattern of the corner: seven dark modules on its first row.
        assert!(shown.path.starts_with(&format!("M{MARGIN} {MARGIN}h7v1h-7z")));
        assert!(shown.side > 30 && !shown.path.contains('"'));
        assert!(show(&"x".repeat(64), &[255; 20]).is_some());
        assert_ne!(shown.path, show("ilze.bērziņa", &[1; 20]).unwrap().path);
    }
}
