//! What is refused about the log of a service.

use super::see::See;
use super::{Out, texts};
use crate::facts::compose::logging::{BONDS, Bond, COMMON, DRIVERS, Driver, Form};
use crate::model::compose::short;
use crate::model::refusal::RefusalKind;
use crate::source::shown;
use crate::syntax::nearest;
use crate::syntax::value::{ram_bytes, regexp_fault};

pub(super) fn check(service: See<'_>, out: &mut Out) {
    let Some(logging) = service.get("logging") else { return };
    let Some(name) = logging.get("driver") else { return };
    let Some(driver) = DRIVERS.iter().find(|driver| name.text() == Some(driver.name)) else { return };
    let options = logging.get("options");
    let is_missing = |key: &&&str| {
        let option = options.and_then(|options| options.get(key));
        option.is_none_or(|option| driver.skips_empty && option.text() == Some(""))
    };
    if let Some(key) = driver.required.iter().find(is_missing) {
        let message = format!("the log driver `{}` needs the option `{key}`", driver.name);
        out.say(RefusalKind::MissingKey, name.at, message);
    }
    let Some(options) = options else { return };
    for option in options.entries() {
        let known = driver.options.iter().chain(COMMON).find(|(known, _)| *known == option.name);
        let Some((key, form)) = known else {
            let message = format!("the log driver `{}` has no option `{}`", driver.name, shown(option.name));
            let known = driver.options.iter().chain(COMMON).map(|(name, _)| *name);
            out.say(RefusalKind::UnknownKey, option.key, message).help =
                nearest(option.name, known).map(|meant| format!("write `{meant}` if that is meant"));
            continue;
        };
        let is_common = COMMON.iter().any(|(common, _)| common == key);
        let skips_empty = if is_common { *key == "cache-disabled" } else { driver.skips_empty };
        // What is in `{{…}}` may be for others, so it is not looked at; but it has to end.
        let text = option.value.text().or_else(|| option.value.written().filter(|text| is_open(text)));
        if let Some(text) = text.filter(|text| !(text.is_empty() && skips_empty))
            && let Some(what) = fault(*form, text, service)
        {
            let message = format!("`{}` is not {what} for `{key}`", shown(text));
            out.say(RefusalKind::InvalidValue, option.value.at, message);
        }
    }
    bonds(driver, options, out);
    if matches!(driver.name, "json-file" | "local") {
        rotation(driver.name, options, out);
    }
}

/// What a text is not that an option takes.
fn fault(form: Form, text: &str, service: See<'_>) -> Option<String> {
    let words = |is_good: bool, what: &str| (!is_good).then(|| what.to_owned());
    let one_of = |list: &[&str]| list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let size = ram_bytes(text).filter(|_| !text.starts_with('-'));
    // Days and weeks are Compose's.
    let duration = short::duration(text).filter(|_| !text.contains(['d', 'w']));
    let number = text.parse::<i64>();
    match form {
        Form::Any => None,
        Form::Switch => words(texts::is_switch(text), "a boolean"),
        Form::Size => words(size.is_some(), "a size"),
        Form::SomeSize => words(size.is_some_and(|size| size > 0), "a size"),
        Form::Whole(least, most) => {
            let is_good = number.is_ok_and(|number| (least..=most).contains(&number));
            (!is_good).then(|| match most {
                i64::MAX => format!("a number from {least}"),
                _ => format!("a number from {least} to {most}"),
            })
        }
        Form::Duration => words(duration.is_some_and(|duration| duration >= 0), "a duration such as `5s`"),
        Form::AnyDuration => words(duration.is_some(), "a duration such as `5s`"),
        Form::Interval(least, most) => {
            let is_good = duration.is_some_and(|time| time == 0 || (least..=most).contains(&time));
            words(is_good, "a duration that the driver takes")
        }
        Form::Word(known) => {
            let written: Vec<&str> = known.iter().copied().filter(|word| !word.is_empty()).collect();
            (!known.contains(&text)).then(|| format!("one of {}", one_of(&written)))
        }
        Form::WordOrNumber(known, most) => {
            let is_good = known.contains(&text) || number.is_ok_and(|number| (0..=most).contains(&number));
            words(is_good, "a facility such as `daemon`, or its number")
        }
        Form::Address(schemes) => address(text, schemes, Port::Optional),
        Form::AddressWithPort(schemes) => address(text, schemes, Port::Required),
        Form::Server(schemes) => address(text, schemes, Port::OptionalAlone),
        Form::HostOrAddress(schemes) if text.contains("://") => address(text, schemes, Port::OptionalAlone),
        Form::HostOrAddress(schemes) => {
            let full = format!("{}://{text}", schemes.first().unwrap_or(&""));
            address(&full, schemes, Port::OptionalAlone)
        }
        Form::EnvironmentPattern if !has_variables(service) => None,
        Form::EnvironmentPattern | Form::Pattern => {
            regexp_fault(text).map(|fault| format!("a regular expression ({fault})"))
        }
        Form::Template => words(!is_open(text), "a template: an action has no `}}`"),
    }
}

/// Whether a container has variables for certain.
fn has_variables(service: See<'_>) -> bool {
    let mut variables = service.get("environment").into_iter().flat_map(See::entries);
    variables.any(|variable| variable.value.text().is_some() || variable.value.number().is_some())
}

/// Whether the last action of a template does not end.
fn is_open(text: &str) -> bool {
    !text.contains('$') && text.rsplit_once("{{").is_some_and(|(_, action)| !action.contains("}}"))
}

/// What stands behind the host of an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Port {
    Optional,
    Required,
    /// A port or none, and no path.
    OptionalAlone,
}

fn address(text: &str, schemes: &[&str], port: Port) -> Option<String> {
    let example =
        || Some(format!("an address such as `{}://logs.example:514`", schemes.first().unwrap_or(&"")));
    let Some((scheme, rest)) = text.split_once("://") else { return example() };
    if !schemes.contains(&scheme.to_lowercase().as_str()) {
        return example();
    }
    let (host, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    if scheme.starts_with("unix") {
        return if path.trim_matches('/').is_empty() { example() } else { None };
    }
    let host = host.rsplit('@').next().unwrap_or(host);
    let behind = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map(|(_, behind)| behind),
        None if port == Port::OptionalAlone => {
            Some(host.rfind(':').and_then(|at| host.get(at..)).unwrap_or(""))
        }
        None => Some(host.find(':').and_then(|at| host.get(at..)).unwrap_or("")),
    };
    let number = match behind {
        Some("") => None,
        Some(behind) => match behind.strip_prefix(':') {
            Some("") => None,
            Some(number) if number.parse::<u16>().is_ok() => Some(number),
            _ => return example(),
        },
        None => return example(),
    };
    let is_web = scheme.starts_with("http");
    let lacks_port = port == Port::Required && number.is_none();
    let has_path = port == Port::OptionalAlone && !path.is_empty() && (path != "/" || !is_web);
    let has_path = has_path || (is_web && rest.contains(['?', '#']));
    if lacks_port || has_path { example() } else { None }
}

/// Options that need or exclude each other.
fn bonds(driver: &Driver, options: See<'_>, out: &mut Out) {
    let entry = |key: &str| options.entry(key).filter(|entry| entry.value.text() != Some(""));
    let mut say = |one: &str, other: &str, words: String| {
        if let Some(one) = entry(one) {
            let label = entry(other).map(|other| other.key);
            let refusal = out.say(RefusalKind::ConflictingKeys, one.key, words);
            let label = label.map(|span| crate::finding::Label { span, text: "with this".to_owned() });
            refusal.labels.extend(label);
        }
    };
    for (_, bond) in BONDS.iter().filter(|(name, _)| *name == driver.name) {
        match bond {
            Bond::Over(key, with, start) => {
                let address = entry(with).and_then(|entry| entry.value.text());
                if address.is_some_and(|address| !address.starts_with(start)) {
                    say(key, with, format!("`{key}` is only for an address that starts with `{start}`"));
                }
            }
            Bond::Apart(one, other) if entry(other).is_some() => {
                say(one, other, format!("`{one}` and `{other}` exclude each other"));
            }
            Bond::With(one, other) if entry(other).is_none() => {
                say(one, other, format!("`{one}` needs `{other}`"));
            }
            _ => {}
        }
    }
    let mode = options.get("mode");
    let is_blocking = mode.is_none_or(|mode| mode.text().is_some_and(|mode| mode != "non-blocking"));
    if is_blocking {
        let words = "`max-buffer-size` is only for the mode `non-blocking`";
        say("max-buffer-size", "mode", words.to_owned());
    }
}

/// The drivers that write files compress those that are full, if there is more than one.
fn rotation(driver: &str, options: See<'_>, out: &mut Out) {
    let is_unknown = |key: &str| options.get(key).is_some_and(See::is_unknown);
    if ["max-size", "max-file", "compress"].into_iter().any(is_unknown) {
        return;
    }
    let option = |key: &str| options.get(key).and_then(|value| Some((value, value.text()?)));
    let count = option("max-file").map(|(value, text)| (value, text.parse::<i64>().unwrap_or(2)));
    let compress = option("compress");
    let is_on = compress.map(|(_, text)| matches!(text, "1" | "t" | "T" | "TRUE" | "true" | "True"));
    match (driver, is_on, count) {
        ("json-file", Some(true), _) => {
            let is_alone = count.is_none_or(|(_, count)| count < 2) || options.get("max-size").is_none();
            if let Some((value, _)) = compress.filter(|_| is_alone) {
                let message = "`compress` needs `max-size`, and `max-file` of 2 or more";
                out.say(RefusalKind::InvalidValue, value.at, message);
            }
        }
        ("local", None | Some(true), Some((value, 0 | 1))) => {
            let message = "one file cannot be compressed; `max-file` is 2 or more";
            out.say(RefusalKind::InvalidValue, value.at, message);
        }
        _ => {}
    }
}
