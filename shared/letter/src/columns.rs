//! Shares a table's width among its columns.

/// What a column would like, in any unit of length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Want {
    /// Its longest unbreakable word.
    pub(crate) least: f32,
    /// Its longest cell set on one line.
    pub(crate) most: f32,
}

/// A word that takes more than this part of the table is broken rather than let squeeze the other columns.
const WORD_SHARE: f32 = 0.35;

/// The width of each column; together they fill `width`.
///
/// Every column gets its longest word before any gets more, and what is left goes to those with the longest cells.
/// If not even the longest words fit, those of the widest columns are broken.
pub(crate) fn share(width: f32, wants: &[Want]) -> Vec<f32> {
    let leasts: Vec<_> = wants.iter().map(|want| want.least.min(width * WORD_SHARE)).collect();
    let least: f32 = leasts.iter().sum();
    let most: f32 = wants.iter().map(|want| want.most).sum();
    if least <= 0.0 || most <= 0.0 {
        return wants.iter().map(|_| width / count(wants.len())).collect();
    }
    if most <= width {
        return wants.iter().map(|want| want.most * width / most).collect();
    }
    if least > width {
        return level(width, &leasts);
    }
    // The square root keeps one column of prose from starving the others.
    let pulls: Vec<_> = wants
        .iter()
        .zip(&leasts)
        .map(|(want, least)| (want.most - least).max(0.0).sqrt())
        .collect();
    let all: f32 = pulls.iter().sum();
    if all <= 0.0 {
        return leasts.iter().map(|own| own * width / least).collect();
    }
    leasts.iter().zip(pulls).map(|(own, pull)| own + (width - least) * pull / all).collect()
}

/// Cuts the widest down to one level, so that all together take `width`.
fn level(width: f32, leasts: &[f32]) -> Vec<f32> {
    let mut sorted = leasts.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut room = width;
    let mut cut = width;
    for (at, least) in sorted.iter().enumerate() {
        cut = room / count(sorted.len() - at);
        if *least > cut {
            break;
        }
        room -= least;
    }
    leasts.iter().map(|least| least.min(cut)).collect()
}

/// A number of things as a length; beyond 65,535 it no longer matters.
pub(crate) fn count(things: usize) -> f32 {
    f32::from(u16::try_from(things).unwrap_or(u16::MAX))
}

/// A length in whole units, rounded down.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the standard library has no other way from f32 to usize; the cast saturates"
)]
pub(crate) fn whole(length: f32) -> usize {
    length as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn want(least: f32, most: f32) -> Want {
        Want { least, most }
    }

    #[test]
    fn columns_fill_the_width_in_every_case() {
        for wants in [
            vec![want(10.0, 20.0), want(30.0, 40.0)],
            vec![want(10.0, 900.0), want(30.0, 40.0), want(5.0, 5.0)],
            vec![want(300.0, 900.0), want(90.0, 90.0)],
            vec![want(0.0, 0.0), want(0.0, 0.0)],
        ] {
            let sum: f32 = share(100.0, &wants).iter().sum();
            assert!((sum - 100.0).abs() < 0.01, "{wants:?}: {sum}");
        }
    }

    #[test]
    fn one_endless_word_does_not_squeeze_the_other_columns() {
        let widths = share(100.0, &[want(12.0, 40.0), want(90.0, 90.0), want(15.0, 60.0)]);
        assert!(widths[0] > 12.0 && widths[2] > 15.0, "{widths:?}");
        let narrow =
            share(10.0, &[want(1.0, 9.0), want(90.0, 90.0), want(3.5, 3.5), want(3.5, 9.0)]);
        assert_eq!(narrow, [1.0, 3.0, 3.0, 3.0], "the widest are cut to one level");
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word_while_there_is_room() {
        let wants = [want(10.0, 900.0), want(30.0, 35.0), want(5.0, 5.0)];
        for (width, want) in share(100.0, &wants).iter().zip(wants) {
            assert!(*width >= want.least);
        }
    }
}
