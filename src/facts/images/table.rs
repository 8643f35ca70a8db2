//! Sorted tables as text: lines of fields between tabs, found by their first field. Knows no field but that one.

/// The lines whose first field is `key`, found by binary search.
pub(super) fn lines<'t>(table: &'t str, key: &str) -> impl Iterator<Item = &'t str> + use<'t> {
    let key = key.to_owned();
    let rest = table.get(lower_bound(table, &key)..).unwrap_or("");
    rest.lines().take_while(move |line| first(line) == key)
}

/// The line of a name, or of the nearest path above it that ends in `/*`.
pub(super) fn find<'t>(table: &'t str, name: &str) -> Option<&'t str> {
    let exact = lines(table, name).next();
    exact.or_else(|| {
        let parents = name.match_indices('/').rev().filter_map(|(at, _)| name.get(..at));
        parents.take(8).find_map(|parent| lines(table, &format!("{parent}/*")).next())
    })
}

#[inline]
fn first(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

/// Where the first line starts whose first field is not before `key`.
fn lower_bound(table: &str, key: &str) -> usize {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = table.get(low..middle).and_then(|part| part.rfind('\n')).map_or(low, |at| low + at + 1);
        let rest = table.get(start..high).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        if first(line) < key {
            low = (start + line.len() + 1).min(high);
        } else {
            high = start;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# about\na\t1\na/*\t2\nb\t3\nb\t4\nc/d/*\t5\n";

    #[test]
    fn every_line_is_found_by_its_first_field() {
        let of = |key: &str| lines(TABLE, key).collect::<Vec<_>>();
        assert_eq!(of("a"), ["a\t1"]);
        assert_eq!(of("b"), ["b\t3", "b\t4"]);
        assert_eq!(of("c/d/*"), ["c/d/*\t5"]);
        for key in ["", "0", "aa", "bb", "c", "z"] {
            assert!(of(key).is_empty(), "{key}");
        }
    }

    #[test]
    fn a_path_is_found_below_its_parents() {
        assert_eq!(find(TABLE, "a/x/y"), Some("a/*\t2"));
        assert_eq!(find(TABLE, "c/x"), None);
        assert_eq!(find(TABLE, "c/d/e"), Some("c/d/*\t5"));
    }

    #[test]
    fn the_tables_are_sorted() {
        let tables = [
            include_str!("images.tsv"),
            include_str!("cycles.tsv"),
            include_str!("retired.tsv"),
            include_str!("families.tsv"),
        ];
        for table in tables {
            let names: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).map(first).collect();
            assert!(table.is_ascii() && names.is_sorted() && names.len() > 40);
        }
    }
}
