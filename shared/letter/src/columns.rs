//! Shares a table's width among its columns.

/// What a column would like, in any unit of length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Want {
    /// Its longest unbreakable word.
    pub(crate) least: f32,
    /// Its longest cell set on one line.
    pub(crate) most: f32,
}

/// The width of each column; together they fill `width`.
///
/// Every column gets its longest word before any gets more, and what is left goes to those with the longest cells.
/// If not even the longest words fit, the columns shrink in proportion and words are broken.
pub(crate) fn share(width: f32, wants: &[Want]) -> Vec<f32> {
    let least: f32 = wants.iter().map(|want| want.least).sum();
    let most: f32 = wants.iter().map(|want| want.most).sum();
    if least <= 0.0 || most <= 0.0 {
        return wants.iter().map(|_| width / count(wants.len())).collect();
    }
    if least > width {
        return wants.iter().map(|want| want.least * width / least).collect();
    }
    if most <= width {
        return wants.iter().map(|want| want.most * width / most).collect();
    }
    // The square root keeps one column of prose from starving the others.
    let pull = |want: &Want| (want.most - want.least).max(0.0).sqrt();
    let pulls: f32 = wants.iter().map(pull).sum();
    if pulls <= 0.0 {
        return wants.iter().map(|want| want.least * width / least).collect();
    }
    wants.iter().map(|want| want.least + (width - least) * pull(want) / pulls).collect()
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
    fn no_column_is_narrower_than_its_longest_word_while_there_is_room() {
        let wants = [want(10.0, 900.0), want(30.0, 35.0), want(5.0, 5.0)];
        for (width, want) in share(100.0, &wants).iter().zip(wants) {
            assert!(*width >= want.least);
        }
    }
}
