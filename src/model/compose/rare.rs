//! Values that most things do not have, in the room of a pointer. Knows nothing of Compose.

use std::ops::Deref;

/// A value that is mostly not there.
#[derive(Debug)]
pub struct Rare<T>(Option<Box<T>>);

impl<T> Rare<T> {
    /// The value, if it is there.
    pub fn as_ref(&self) -> Option<&T> {
        self.0.as_deref()
    }

    /// Whether it is there.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// Whether it is not there.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The value, if it is there, as an iterator.
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.as_ref().into_iter()
    }
}

impl<'r, T> IntoIterator for &'r Rare<T> {
    type Item = &'r T;
    type IntoIter = std::option::IntoIter<&'r T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<Option<T>> for Rare<T> {
    fn from(value: Option<T>) -> Rare<T> {
        Rare(value.map(Box::new))
    }
}

/// Some values, mostly none, in the room of a pointer.
#[derive(Debug)]
pub struct Few<T>(Rare<Vec<T>>);

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], Vec::as_slice)
    }
}

impl<'f, T> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut values: Vec<T>) -> Few<T> {
        values.shrink_to_fit();
        Few((!values.is_empty()).then_some(values).into())
    }
}
