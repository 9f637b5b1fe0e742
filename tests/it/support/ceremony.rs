//! The offline ceremony, held by the real binary.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::command::balss;

/// A ceremony of 3 of 5 in a folder: public parts and sheets.
pub struct Ceremony {
    pub folder: PathBuf,
}

impl Ceremony {
    pub fn hold(folder: &Path) -> Self {
        let it = Self { folder: folder.to_owned() };
        let (out, sheets) = (it.path("public"), it.path("sheets"));
        let present = ["--present", "Ilze Piemēre", "--present", "Jānis Paraugs"];
        let new =
            ["ceremony", "new", "--shares", "5", "--threshold", "3", "--out", &out, "--sheets", &sheets];
        let said = balss(&[&new[..], &present].concat(), "").well();
        assert!(!said.contains(">>"), "shares on standard output");
        it
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    pub fn public(&self) -> String {
        self.path("public/public.json")
    }

    pub fn root(&self) -> String {
        let text = std::fs::read_to_string(self.public()).expect("public parts");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        value["root"].as_str().expect("a root").to_owned()
    }

    /// A sheet of the first ceremony.
    pub fn sheet(&self, holder: u8) -> String {
        self.path(&format!("sheets/balss-sheet-1-{holder}.txt"))
    }

    /// Options that give some sheets.
    pub fn sheets(&self, holders: &[u8]) -> Vec<String> {
        holders.iter().flat_map(|n| ["--share-file".to_owned(), self.sheet(*n)]).collect()
    }
}

/// Arguments of both kinds.
pub fn with<'a>(fixed: &[&'a str], more: &'a [String]) -> Vec<&'a str> {
    fixed.iter().copied().chain(more.iter().map(String::as_str)).collect()
}
