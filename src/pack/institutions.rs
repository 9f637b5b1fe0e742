//! The institutions of the sector: `institutions.toml`.

use serde::Deserialize;

use super::files::{File, PackError};

/// Whom a report can be about besides the institutions: no house may drop these two, since nobody is turned away for not
/// fitting a list.
pub const OPEN: [&str; 2] = ["other", "unknown"];

/// Under which part of the state an institution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// Defence.
    Defence,
    /// Interior.
    Interior,
    /// Neither, or not said.
    None,
}

/// What the personnel of an institution serve in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// Armed forces.
    ArmedForces,
    /// Police.
    Police,
    /// Fire and rescue.
    FireRescue,
    /// Border guard.
    BorderGuard,
    /// Civil service.
    None,
    /// Not said.
    Unknown,
}

/// One institution. Its name is the text `institution-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// Stable code.
    pub code: String,
    /// Sector, by which statistics may be cut.
    pub sector: Sector,
    /// What its personnel serve in.
    pub force: Force,
}

/// The institutions of an `institutions.toml`, in order.
///
/// # Errors
/// [`PackError`] with the line.
pub fn read(file: &File) -> Result<Vec<Institution>, PackError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entries {
        institution: Vec<Institution>,
    }
    let Entries { institution } = file.toml()?;
    let codes: Vec<&str> = institution.iter().map(|i| i.code.as_str()).collect();
    if !codes.ends_with(&OPEN) {
        return Err(file.fault("\"other\" and \"unknown\" must stand last"));
    }
    if let Some(twice) = codes.iter().enumerate().find_map(|(n, c)| codes[..n].contains(c).then_some(c)) {
        return Err(file.fault_at(&format!("\"{twice}\""), format!("`{twice}` stands twice")));
    }
    Ok(institution)
}

/// The codes that the form of a house offers which serves `served` (all, if it names none): those, in the pack's order,
/// and the two that stay open.
///
/// # Errors
/// A code of `served` that the pack does not have.
pub fn offered(all: &[Institution], served: &[String]) -> Result<Vec<String>, String> {
    if let Some(odd) =
        served.iter().find(|s| OPEN.contains(&s.as_str()) || !all.iter().any(|i| i.code == **s))
    {
        return Err(odd.clone());
    }
    let codes = all.iter().map(|i| i.code.clone());
    Ok(codes.filter(|c| served.is_empty() || served.contains(c) || OPEN.contains(&c.as_str())).collect())
}

#[cfg(test)]
mod tests {
    use super::{offered, read};
    use crate::pack::{File, Files};

    #[test]
    fn a_house_offers_what_it_serves_and_the_open_ones() {
        let all = read(Files::embedded(false).get("institutions.toml").unwrap()).unwrap();
        let served =
            |codes: &[&str]| offered(&all, &codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>());
        assert_eq!(served(&[]).unwrap().len(), all.len());
        assert_eq!(served(&["vp", "nbs"]).unwrap(), ["nbs", "vp", "other", "unknown"]);
        assert_eq!(served(&["nbs", "navy"]).unwrap_err(), "navy");
        assert_eq!(served(&["other"]).unwrap_err(), "other");
    }

    #[test]
    fn nobody_is_turned_away_by_a_list() {
        let file = Files::embedded(false).get("institutions.toml").unwrap().clone();
        for (from, to, told) in [
            ("code = \"unknown\"", "code = \"x\"", "must stand last"),
            ("code = \"aim\"", "code = \"nbs\"", "`nbs` stands twice"),
            ("sector = \"defence\"", "sector = \"sea\"", "unknown variant"),
        ] {
            assert!(file.text.contains(from));
            let changed = File { text: file.text.replacen(from, to, 1).into(), ..file.clone() };
            let fault = read(&changed).unwrap_err().to_string();
            assert!(fault.contains(told), "{fault}");
        }
    }
}
