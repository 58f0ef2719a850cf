//! Fills pages with strips.

use super::strip::Strip;

/// The room on the pages, in points from the top.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Where the text of the first page begins.
    pub(super) first: f32,
    /// Where the text of every further page begins.
    pub(super) further: f32,
    /// Where it ends.
    pub(super) bottom: f32,
}

/// A strip at its place on a page.
pub(super) struct Laid<'a> {
    /// Its top.
    pub(super) y: f32,
    /// The strip.
    pub(super) strip: &'a Strip,
    /// It repeats a table's header and says nothing new.
    pub(super) repeated: bool,
}

/// A header taller than this part of a page is not repeated: it would leave no room for its table.
const HEADER_SHARE: f32 = 0.33;

struct Pages<'a> {
    headers: &'a [Vec<Strip>],
    room: Room,
    done: Vec<Vec<Laid<'a>>>,
    page: Vec<Laid<'a>>,
    y: f32,
}

/// The pages, each with its strips. Kept strips share a page unless they are taller than one.
pub(super) fn paginate<'a>(
    strips: &'a [Strip],
    headers: &'a [Vec<Strip>],
    room: Room,
) -> Vec<Vec<Laid<'a>>> {
    let mut pages = Pages { headers, room, done: Vec::new(), page: Vec::new(), y: room.first };
    for chunk in strips.split_inclusive(|strip| !strip.keep) {
        if !pages.fits(chunk) && pages.fits_a_fresh_page(chunk) {
            pages.turn();
        }
        for strip in chunk {
            if !pages.fits(std::slice::from_ref(strip)) && !pages.page.is_empty() {
                pages.turn();
            }
            pages.put(strip);
        }
    }
    pages.turn();
    pages.done
}

impl<'a> Pages<'a> {
    fn height(&self, chunk: &[Strip], top: bool) -> f32 {
        let all: f32 = chunk.iter().map(|strip| strip.before + strip.height).sum();
        match chunk.first() {
            Some(first) if top => all - first.before + self.header(first).map_or(0.0, height),
            _ => all,
        }
    }

    fn fits(&self, chunk: &[Strip]) -> bool {
        self.y + self.height(chunk, self.page.is_empty()) <= self.room.bottom
    }

    fn fits_a_fresh_page(&self, chunk: &[Strip]) -> bool {
        !self.page.is_empty() && self.room.further + self.height(chunk, true) <= self.room.bottom
    }

    fn header(&self, strip: &Strip) -> Option<&'a [Strip]> {
        let header = self.headers.get(strip.header?)?;
        (height(header) <= (self.room.bottom - self.room.further) * HEADER_SHARE).then_some(header)
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = self.room.further;
    }

    fn put(&mut self, strip: &'a Strip) {
        if self.page.is_empty() {
            for repeated in self.header(strip).into_iter().flatten() {
                self.page.push(Laid { y: self.y, strip: repeated, repeated: true });
                self.y += repeated.height;
            }
        } else {
            self.y += strip.before;
        }
        self.page.push(Laid { y: self.y, strip, repeated: false });
        self.y += strip.height;
    }
}

fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.height).sum()
}

#[cfg(test)]
mod tests {
    use super::super::strip::{keep_together, keep_two_lines};
    use super::*;

    const ROOM: Room = Room { first: 0.0, further: 0.0, bottom: 100.0 };

    fn strips(number: usize) -> Vec<Strip> {
        vec![Strip { height: 10.0, ..Strip::default() }; number]
    }

    fn counts(strips: &[Strip], headers: &[Vec<Strip>]) -> Vec<usize> {
        paginate(strips, headers, ROOM).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_page_is_filled_before_the_next_begins() {
        assert_eq!(counts(&strips(23), &[]), [10, 10, 3]);
    }

    #[test]
    fn a_paragraph_leaves_no_single_line_behind_or_ahead() {
        let mut all = strips(15);
        keep_two_lines(&mut all[9..]);
        assert_eq!(counts(&all, &[]), [9, 6], "a first line alone moves to the next page");
        let mut all = strips(11);
        keep_two_lines(&mut all[6..]);
        assert_eq!(counts(&all, &[]), [9, 2], "a last line alone takes its neighbour along");
    }

    #[test]
    fn what_is_kept_together_moves_as_one() {
        let mut all = strips(12);
        keep_together(&mut all[8..]);
        assert_eq!(counts(&all, &[]), [8, 4]);
    }

    #[test]
    fn what_is_taller_than_a_page_is_divided_all_the_same() {
        let mut all = strips(25);
        keep_together(&mut all);
        assert_eq!(counts(&all, &[]), [10, 10, 5]);
    }

    #[test]
    fn a_table_repeats_its_header_on_every_further_page() {
        let mut all = strips(20);
        all.iter_mut().skip(1).for_each(|strip| strip.header = Some(0));
        let header = strips(1);
        let pages = paginate(&all, std::slice::from_ref(&header), ROOM);
        let repeated: Vec<_> =
            pages.iter().map(|page| page.iter().filter(|laid| laid.repeated).count()).collect();
        assert_eq!(repeated, [0, 1, 1]);
        let own: usize = pages.iter().flatten().filter(|laid| !laid.repeated).count();
        assert_eq!(own, 20, "no row is lost");
    }

    #[test]
    fn the_space_above_a_strip_is_dropped_at_the_top_of_a_page() {
        let mut all = strips(11);
        for strip in &mut all {
            strip.before = 5.0;
        }
        let pages = paginate(&all, &[], ROOM);
        assert!(pages.iter().all(|page| page.first().is_some_and(|laid| laid.y == 0.0)));
    }
}
