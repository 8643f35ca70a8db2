//! Rules about the form of a file. Holds no logic.

family! {
    duplicate_key,
    invalid_encoding,
    obsolete_compose_version,
    yaml_syntax,
}
