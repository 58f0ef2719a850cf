//! A few values in place: rules look at every number of a note, and most of them for nothing, so they must not allocate.

use std::ops::Deref;

/// At most `N` values; what does not fit is left out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Few<T, const N: usize> {
    items: [T; N],
    length: usize,
}

impl<T: Copy + Default, const N: usize> Few<T, N> {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { items: [T::default(); N], length: 0 }
    }

    pub(crate) fn push(&mut self, item: T) {
        if let Some(slot) = self.items.get_mut(self.length) {
            *slot = item;
            self.length += 1;
        }
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.items.get(..self.length).unwrap_or_default()
    }
}

impl<T: Copy + Default, const N: usize> Extend<T> for Few<T, N> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T: Copy + Default, const N: usize> FromIterator<T> for Few<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut few = Self::new();
        few.extend(items.into_iter().take(N));
        few
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_left_out() {
        let few: Few<u8, 3> = (1..9).collect();
        assert_eq!(*few, [1, 2, 3]);
        assert!(Few::<u8, 3>::new().is_empty());
    }
}
