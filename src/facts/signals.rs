//! Signals of Linux. Source: written by hand from signal(7) for x86 and ARM, 2026-11.
//! Does not say which one a program ends on.

/// A signal.
pub struct Signal {
    /// Its name without `SIG`.
    pub name: &'static str,
    /// Its number; empty where it is of no interest.
    pub number: &'static str,
    /// Whether programs end on it when they are told so.
    pub stops: bool,
    /// Whether a program can neither catch nor ignore it.
    pub kills: bool,
}

const fn signal(name: &'static str) -> Signal {
    Signal { name, number: "", stops: false, kills: false }
}

const fn stop(name: &'static str, number: &'static str) -> Signal {
    Signal { name, number, stops: true, kills: false }
}

/// The signals with a name. Real-time signals are counted from `RTMIN` and `RTMAX`.
const SIGNALS: &[Signal] = &[
    signal("ABRT"),
    signal("ALRM"),
    signal("BUS"),
    signal("CHLD"),
    signal("CLD"),
    signal("CONT"),
    signal("FPE"),
    stop("HUP", "1"),
    signal("ILL"),
    stop("INT", "2"),
    signal("IO"),
    signal("IOT"),
    Signal { kills: true, ..stop("KILL", "9") },
    signal("PIPE"),
    signal("POLL"),
    signal("PROF"),
    signal("PWR"),
    stop("QUIT", "3"),
    signal("SEGV"),
    signal("STKFLT"),
    Signal { kills: true, number: "19", ..signal("STOP") },
    signal("SYS"),
    stop("TERM", "15"),
    signal("TRAP"),
    signal("TSTP"),
    signal("TTIN"),
    signal("TTOU"),
    signal("URG"),
    stop("USR1", "10"),
    stop("USR2", "12"),
    signal("VTALRM"),
    stop("WINCH", "28"),
    signal("XCPU"),
    signal("XFSZ"),
    signal("RTMIN"),
    signal("RTMAX"),
];

/// A signal as its name is listed here: in capitals, without `SIG`.
pub fn canonical(text: &str) -> String {
    let upper = text.trim().to_ascii_uppercase();
    upper.strip_prefix("SIG").map_or(upper.clone(), str::to_owned)
}

/// The signal of a name in capitals without `SIG`.
pub fn by_name(name: &str) -> Option<&'static Signal> {
    SIGNALS.iter().find(|signal| signal.name == name)
}

/// Whether a text names a signal: by a name, by a number, or as `RTMIN+1` and the like.
pub fn is_known(text: &str) -> bool {
    let name = canonical(text);
    let in_range = |prefix: &str, most: u32| {
        let number = name.strip_prefix(prefix).and_then(|number| number.parse().ok());
        number.is_some_and(|number: u32| (1..=most).contains(&number))
    };
    let is_number = text.parse::<i64>().is_ok_and(|number| number != 0);
    is_number || by_name(&name).is_some() || in_range("RTMIN+", 15) || in_range("RTMAX-", 14)
}

/// The signal of a number, as far as the numbers are known.
pub fn by_number(number: &str) -> Option<&'static Signal> {
    SIGNALS.iter().find(|signal| !number.is_empty() && signal.number == number)
}
