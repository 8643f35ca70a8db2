//! Rules about how a Dockerfile looks: blanks, line ends, lengths. Holds no logic.

family! {
    consecutive_blank_lines,
    crlf_in_script,
    long_line,
    missing_final_newline,
    mixed_line_endings,
    todo_comment,
    trailing_whitespace,
}
