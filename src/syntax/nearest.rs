//! Guesses which known word was meant. Does not know the words.

/// The candidate that a word was probably meant to be: at most two typing errors away, and one for every three letters;
/// case does not count. Words of more than 40 characters are meant as they are.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const LONGEST: usize = 40;
    let length = word.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let distances = candidates.into_iter().filter(|candidate| candidate.len() <= LONGEST).map(|candidate| {
        let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
        (distance, candidate)
    });
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= 2 && distance * 3 <= length).then_some(candidate)
}

/// Whether only one candidate is near to a word, as [`nearest`] has it: one that differs in case alone, or the only one
/// at all.
pub(crate) fn is_only_near<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> bool {
    let near: Vec<&str> = candidates.filter(|candidate| nearest(word, [*candidate]).is_some()).collect();
    near.len() == 1 || near.iter().filter(|candidate| candidate.eq_ignore_ascii_case(word)).count() == 1
}

/// The name of a list that a word of 4 to 64 bytes was certainly meant to be: one typing error away, and not told
/// apart by numbers at their ends, as `build1` and `build2` are. Case does not count.
pub(crate) fn one_letter_off<'c>(word: &str, mut names: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    if !(4..=64).contains(&word.len()) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let is_numbered = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let is_near = |name: &&str| {
        strsim::osa_distance(&word, &name.to_ascii_lowercase()) == 1
            && !is_numbered(&word)
            && !is_numbered(name)
    };
    names.find(is_near)
}
