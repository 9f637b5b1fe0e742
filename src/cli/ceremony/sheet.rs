//! The sheet of one holder, in Latvian and English, and how it reaches the holder: on the screen, one after another, or
//! as files to be printed.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use super::ask::{Ask, clear};
use super::{not_there, usage, write};
use crate::app::StartError;
use crate::crypto::shares::{Kind, Share};

/// What the lines of a share begin with.
pub(super) const MARK: &str = ">>";
/// Symbols and hyphens of a printed line: six groups.
const WIDTH: usize = 30;

/// What all sheets of a ceremony say.
pub(super) struct Sheets<'a> {
    /// The root's public key, by which a sheet is told from those of other installations.
    pub(super) root: &'a [u8; 32],
    /// Who was there.
    pub(super) present: &'a [String],
    /// Where sheets are written, instead of shown.
    pub(super) folder: Option<&'a Path>,
    /// The version of the recovery key.
    pub(super) version: u64,
}

const LV: &str = "\
Kas tas ir. Saknes atslēga apliecina, kuriem padomniekiem drīkst aizzīmogot stāstījumus.\n\
Atkopšanas atslēga atdod gadījumus padomniekam, kam zudusi paroles frāze. Abas ir sadalītas\n\
daļās. Kopā vajag tik daļu, cik rakstīts augšā; ar mazāku skaitu nevar izdarīt neko.\n\
Kas tas nav. Šī lapa viena pati neko neatver. Tā nav parole. Neviens nedrīkst to prasīt pa\n\
tālruni, vēstulē vai tīmekļa lapā: to raksta tikai datorā, kas ne ar ko nav savienots.\n\
Kā to glabāt. Aizzīmogotā aploksnē, seifā, šķirti no pārējām lapām. Nefotografēt, nekopēt.\n\
Ja lapa ir zudusi vai to redzējis kāds cits, tūlīt pasakiet to pārējiem glabātājiem.\n\
Kā to lieto. Katra daļa zemāk ir trīs rindas aiz zīmes >>; jāraksta visas trīs.\n";

const EN: &str = "\
What this is. The root key vouches for the advisers to whom reports may be sealed. The recovery\n\
key gives an adviser whose passphrase is lost the cases back. Both are split into shares. It\n\
takes as many shares as it says above; fewer do nothing.\n\
What this is not. This sheet alone opens nothing. It is no password. Nobody may ask for it by\n\
telephone, by letter or on a web page: it is typed only on a computer connected to nothing.\n\
How to keep it. In a sealed envelope, in a safe, apart from the other sheets. Do not photograph\n\
or copy it. If it is lost, or somebody else has seen it, tell the other holders at once.\n\
How to use it. Each share below is the three lines after >>; type all three.\n";

impl Sheets<'_> {
    /// Refuses a place where sheets would be lost, or kept by accident, before anything secret is made.
    pub(super) fn ready(&self, total: u8) -> Result<(), StartError> {
        match self.folder {
            Some(folder) => {
                let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
                made.map_err(|e| super::fault(folder, &e))?;
                (1..=total).try_for_each(|n| not_there(&self.path(folder, n)))
            }
            None if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() => Ok(()),
            None => usage("shares are shown on a terminal only; give --sheets DIR to have them as files"),
        }
    }

    fn path(&self, folder: &Path, holder: u8) -> PathBuf {
        folder.join(format!("balss-sheet-{}-{holder}.txt", self.version))
    }

    /// Gives each holder the shares of that number.
    pub(super) fn give(&self, sets: &[Vec<Share>], ask: &mut Ask) -> Result<(), StartError> {
        let total = sets.first().map_or(0, Vec::len);
        for at in 0..total {
            let shares: Vec<&Share> = sets.iter().filter_map(|set| set.get(at)).collect();
            let text = self.text(&shares);
            match self.folder {
                Some(folder) => write(&self.path(folder, shares.first().map_or(0, |s| s.index)), &text)?,
                None => show(&text, at + 1, total, ask)?,
            }
        }
        Ok(())
    }

    fn text(&self, shares: &[&Share]) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(8192));
        let Some(first) = shares.first() else { return text };
        let (index, total, threshold) = (first.index, first.total, first.threshold);
        let _ = write!(
            text,
            "BALSS\nAtslēgu daļu lapa {index} no {total}; kopā vajag {threshold}.\n\
             Sheet {index} of {total} with shares of keys; it takes {threshold}.\n\n\
             Sistēma / installation: root_key {}…\n",
            &HEXLOWER.encode(self.root)[..16]
        );
        if !self.present.is_empty() {
            let _ = writeln!(text, "Klāt bija / present: {}", self.present.join(", "));
        }
        text.push_str("Diena / day: ____________   Glabātājs / holder: ____________________\n");
        // First what it is: a screenful of symbols without a word makes people look for what to do with it.
        let _ = write!(text, "\n{LV}\n{EN}");
        for share in shares {
            let (lv, version) = match share.kind {
                Kind::Root => ("saknes atslēgas daļa", String::new()),
                Kind::Recovery => {
                    ("atkopšanas atslēgas daļa", format!(", {}. versija / version", self.version))
                }
                Kind::Statistics => ("statistikas atslēgas daļa", String::new()),
            };
            let set = share.set;
            let _ =
                writeln!(text, "\n{lv} / share of the {} key{version}\nkopa / set {set}", share.kind.word());
            let line = share.to_text();
            let mut rest = &line[..];
            while !rest.is_empty() {
                let (now, later) = rest.split_at(WIDTH.min(rest.len()));
                let _ = writeln!(text, "    {MARK} {}", now.trim_end_matches('-'));
                rest = later;
            }
        }
        text
    }
}

fn show(text: &str, holder: usize, total: usize, ask: &mut Ask) -> Result<(), StartError> {
    let gone = |e: std::io::Error| StartError(format!("cannot write to the terminal: {e}"));
    clear()?;
    ask.line(&format!("Sheet {holder} of {total}: only its holder looks now. Press Enter to see it. "))?;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(gone)?;
    ask.line("\nWrite it down, compare it, and press Enter: the screen is cleared. ")?;
    clear()
}

#[cfg(test)]
mod tests {
    use super::{MARK, Sheets};
    use crate::cli::ceremony::gather;
    use crate::crypto::random;
    use crate::crypto::shares::{Kind, join, split};

    #[test]
    fn a_sheet_reads_back_and_fits_paper() {
        let (root, recovery) = (random::secret(), random::secret());
        let sets = [split(&root, Kind::Root, 2, 3).unwrap(), split(&recovery, Kind::Recovery, 2, 3).unwrap()];
        let names = ["Ilze".to_owned(), "Jānis".to_owned()];
        let sheets = Sheets { root: &[7; 32], present: &names, folder: None, version: 1 };
        let home = tempfile::tempdir().unwrap();
        let mut of_root = Vec::new();
        for (of_one, of_other) in sets[0].iter().zip(&sets[1]).take(2) {
            let text = sheets.text(&[of_one, of_other]);
            assert!(text.lines().all(|l| l.chars().count() < 100), "{}", *text);
            assert_eq!(text.lines().filter(|l| l.trim_start().starts_with(MARK)).count(), 6);
            // First what it is, last the shares.
            assert!(text.find("Kas tas ir") < text.find("\n    >>"));
            let path = home.path().join("sheet.txt");
            std::fs::write(&path, text.as_bytes()).unwrap();
            let read = gather::file(&path).unwrap();
            assert_eq!(read.iter().map(|s| s.kind).collect::<Vec<_>>(), [Kind::Root, Kind::Recovery]);
            of_root.push(read[0].clone());
        }
        assert_eq!(join(&of_root, Kind::Root).unwrap(), root);
    }
}
