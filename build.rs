//! Rebuilds when a migration changes, since migrations are embedded, and lists the embedded files of the country pack: a
//! language is a folder, and a new one needs no line of code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The pack, and what a demonstration lays over it.
const FOLDERS: [(&str, &str); 2] = [("PACK", "config/pack"), ("DEMO", "config/demo/pack")];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut code = String::new();
    for (name, folder) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        below(&root.join(folder), &mut files)?;
        files.sort();
        let _ = writeln!(code, "/// Files of `{folder}`: path below it, text.");
        let _ = writeln!(code, "pub(super) const {name}: &[(&str, &str)] = &[");
        for file in files {
            let path = file.strip_prefix(root.join(folder)).unwrap_or(&file).display().to_string();
            let _ = writeln!(code, "    ({path:?}, include_str!({:?})),", file.display().to_string());
        }
        code.push_str("];\n");
    }
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("pack.rs"), code)
}

fn below(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            below(&path, into)?;
        } else if path.extension().is_some_and(|e| ["toml", "ftl", "md"].iter().any(|known| e == *known)) {
            into.push(path);
        }
    }
    Ok(())
}
