//! Work on many things at once where the build has threads, one after the other where it has none. Decides nothing.

/// What `run` makes of each item, in the order of the items.
#[cfg(feature = "parallel")]
pub(super) fn map<T: Sync, R: Send>(items: &[T], run: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().with_max_len(8).map(run).collect()
}

/// What `run` makes of each item, in the order of the items.
#[cfg(not(feature = "parallel"))]
pub(super) fn map<T: Sync, R: Send>(items: &[T], run: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.iter().map(run).collect()
}
