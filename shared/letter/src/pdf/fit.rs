//! Draws the lines of a letter closer where that spares its reader a page: three words more must not cost a sheet of fax.

use super::paginate::{Room, paginate};
use super::strip::{Placed, Strip};

/// How much is left of the space above a strip and of the height of a line, from the loosest to the tightest that still
/// reads well.
const STEPS: [(f32, f32); 4] = [(0.85, 1.0), (0.7, 0.98), (0.6, 0.96), (0.5, 0.94)];

/// The strips as they are, or drawn in by the loosest step that makes the letter a page shorter.
pub(super) fn fit(strips: Vec<Strip>, headers: &[Vec<Strip>], room: Room) -> Vec<Strip> {
    let pages = |strips: &[Strip]| paginate(strips, headers, room).len();
    let loose = pages(&strips);
    if loose < 2 {
        return strips;
    }
    let shorter = |tight: &Vec<Strip>| pages(tight) < loose;
    STEPS.iter().map(|step| drawn_in(&strips, *step)).find(shorter).unwrap_or(strips)
}

fn drawn_in(strips: &[Strip], (space, line): (f32, f32)) -> Vec<Strip> {
    let tight = |strip: &Strip| Strip {
        before: strip.before * space,
        height: if is_text_alone(strip) { strip.height * line } else { strip.height },
        ..strip.clone()
    };
    strips.iter().map(tight).collect()
}

/// Rules and tints are as tall as their strip, and the space for a signature has no line: these keep their height.
fn is_text_alone(strip: &Strip) -> bool {
    !strip.placed.is_empty() && strip.placed.iter().all(|placed| matches!(placed, Placed::Line(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strips(number: usize) -> Vec<Strip> {
        vec![Strip { before: 5.0, height: 10.0, ..Strip::default() }; number]
    }

    fn fitted(number: usize, bottom: f32) -> Vec<Strip> {
        fit(strips(number), &[], Room { first: 0.0, further: 0.0, bottom })
    }

    fn spaces(number: usize, bottom: f32) -> Vec<f32> {
        fitted(number, bottom).iter().map(|strip| strip.before).collect()
    }

    #[test]
    fn what_fits_its_pages_is_left_as_it_is() {
        assert_eq!(spaces(7, 100.0), [5.0; 7], "one page");
        assert_eq!(spaces(12, 100.0), [5.0; 12], "no step makes one page of them");
    }

    #[test]
    fn a_strip_too_many_is_drawn_in_no_further_than_it_must() {
        assert_eq!(spaces(8, 105.0), [3.5; 8], "eight strips and seven spaces are 104.5");
        assert_eq!(spaces(8, 100.0), [2.5; 8], "eight strips and seven spaces are 97.5");
    }

    #[test]
    fn strips_without_words_keep_their_height() {
        let tight = fitted(8, 100.0);
        assert!(tight.iter().all(|strip| (strip.height - 10.0).abs() < f32::EPSILON));
    }
}
