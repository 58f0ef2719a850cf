//! A case that learns something more while a document about it is reviewed.

use clinical::refusal::{Refusal, code};

use super::{CLINICAL, CaseContext};
use crate::text::{self, Limit, Screened, Warnings};

/// The most that is added at once.
const STATEMENT: Limit = Limit { name: "the fact", characters: 1_000 };

impl CaseContext {
    /// The case with a statement more at the end of its clinical picture, and the statement as it is kept. The firewall
    /// reads it by itself and together with what stood there, where a name may first show.
    ///
    /// # Errors
    /// Refusals at `/text`: blank, too long by itself or for the clinical text, or it holds an identifier.
    pub fn state(
        &self,
        statement: &str,
        warnings: Warnings,
    ) -> Result<(Self, String), Vec<Refusal>> {
        let added = Screened::screen("/text", statement, STATEMENT, warnings)?;
        let stop = if added.as_str().ends_with(['.', '!', '?']) { "" } else { "." };
        let added = format!("{}{stop}", one_line(added.as_str()));
        let stands = self.clinical();
        let seam = if stands.ends_with(['.', '!', '?', ':', ';']) { "\n" } else { ".\n" };
        let whole = format!("{stands}{seam}{added}");
        if whole.chars().count() > CLINICAL.characters {
            let detail = "the clinical text has no room for it; shorten it in the case first";
            return Err(vec![Refusal::new("/text", code::TOO_LONG, detail)]);
        }
        let start = whole.chars().count() - added.chars().count();
        let together: Vec<Refusal> = text::findings("/text", &whole, warnings)
            .into_iter()
            .filter_map(|refusal| match refusal.span {
                Some((from, to)) if to > start => {
                    Some(refusal.at(from.saturating_sub(start), to - start))
                }
                Some(_) => None,
                None => Some(refusal),
            })
            .collect();
        if !together.is_empty() {
            return Err(together);
        }
        let clinical = Screened::stored("/text", &whole, CLINICAL)?;
        Ok((Self { clinical, ..self.clone() }, added))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
