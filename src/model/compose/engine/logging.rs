//! What is refused about the log of a service.

use super::see::See;
use super::{Out, texts};
use crate::facts::compose::logging::{COMMON, DRIVERS};
use crate::model::refusal::RefusalKind;
use crate::source::shown;
use crate::syntax::nearest;
use crate::syntax::value::ram_bytes;

pub(super) fn check(service: See<'_>, out: &mut Out) {
    let Some(logging) = service.get("logging") else { return };
    let Some(driver) = logging.get("driver") else { return };
    let Some((name, known)) = DRIVERS.iter().find(|(name, _)| driver.text() == Some(*name)) else { return };
    let options = logging.get("options");
    for option in options.into_iter().flat_map(See::entries) {
        if !known.contains(&option.name) && !COMMON.contains(&option.name) {
            let message = format!("the log driver `{name}` has no option `{}`", shown(option.name));
            let meant = nearest(option.name, known.iter().chain(COMMON).copied());
            let refusal = out.say(RefusalKind::UnknownKey, option.key, message);
            refusal.help = meant.map(|meant| format!("write `{meant}` if that is meant"));
        }
    }
    let missing: &[&str] = match *name {
        "gelf" => &["gelf-address"],
        "splunk" => &["splunk-token", "splunk-url"],
        _ => &[],
    };
    if let Some(key) = missing.iter().find(|key| options.is_none_or(|options| options.get(key).is_none())) {
        let message = format!("the log driver `{name}` needs the option `{key}`");
        out.say(RefusalKind::MissingKey, driver.at, message);
    }
    if let Some(options) = options {
        values(name, options, out);
    }
}

fn values(driver: &str, options: See<'_>, out: &mut Out) {
    let text = |key: &str| options.get(key).and_then(See::text);
    let mut refuse = |key: &str, what: &str| {
        if let Some(value) = options.get(key) {
            let text = shown(value.text().unwrap_or("")).to_string();
            out.say(RefusalKind::InvalidValue, value.at, format!("`{text}` is not {what} for `{key}`"));
        }
    };
    let is_size = |text: &str| ram_bytes(text).is_some_and(|bytes| bytes >= 0) && !text.starts_with('-');
    if text("max-buffer-size").is_some_and(|text| !is_size(text)) {
        refuse("max-buffer-size", "a size");
    }
    if text("mode").is_some_and(|text| !matches!(text, "" | "blocking" | "non-blocking")) {
        refuse("mode", "`blocking` or `non-blocking`");
    }
    match driver {
        "json-file" | "local" => files(driver, options, out),
        "syslog" => {
            let is_address = |text: &str| {
                let schemes = ["udp://", "tcp://", "tcp+tls://", "unix://", "unixgram://", "npipe://"];
                text.is_empty() || schemes.iter().any(|scheme| text.starts_with(scheme))
            };
            if text("syslog-address").is_some_and(|text| !is_address(text)) {
                refuse("syslog-address", "an address such as `udp://logs.example:514`");
            }
            let is_format = |text: &str| matches!(text, "" | "rfc3164" | "rfc5424" | "rfc5424micro");
            if text("syslog-format").is_some_and(|text| !is_format(text)) {
                refuse("syslog-format", "`rfc3164`, `rfc5424` or `rfc5424micro`");
            }
        }
        "fluentd" => {
            let is_address = |text: &str| match text.split_once("://") {
                Some((scheme, _)) => matches!(scheme, "tcp" | "tls" | "unix"),
                None => true,
            };
            if text("fluentd-address").is_some_and(|text| !is_address(text)) {
                refuse("fluentd-address", "an address such as `tcp://logs.example:24224`");
            }
            for key in ["fluentd-async", "fluentd-request-ack", "fluentd-sub-second-precision"] {
                if text(key).is_some_and(|text| !text.is_empty() && !texts::is_switch(text)) {
                    refuse(key, "a boolean");
                }
            }
            if text("fluentd-buffer-limit").is_some_and(|text| !text.is_empty() && !is_size(text)) {
                refuse("fluentd-buffer-limit", "a size");
            }
        }
        _ => {}
    }
}

/// The drivers that write files.
fn files(driver: &str, options: See<'_>, out: &mut Out) {
    let is_unknown = |key: &str| options.get(key).is_some_and(See::is_unknown);
    if ["max-size", "max-file", "compress"].into_iter().any(is_unknown) {
        return;
    }
    let option = |key: &str| options.get(key).and_then(|value| Some((value, value.text()?)));
    let mut refuse = |at, message: String| {
        out.say(RefusalKind::InvalidValue, at, message);
    };
    if let Some((value, text)) = option("max-size")
        && ram_bytes(text).is_none_or(|bytes| bytes <= 0)
    {
        return refuse(value.at, format!("`{}` is not a size for `max-size`", shown(text)));
    }
    let count = match option("max-file") {
        Some((value, text)) => match text.parse::<i64>() {
            Ok(count) if count >= 1 => Some(count),
            _ => return refuse(value.at, format!("`{}` is not a number of files from 1", shown(text))),
        },
        None => None,
    };
    let compress = option("compress");
    let is_on = compress.map(|(_, text)| matches!(text, "1" | "t" | "T" | "TRUE" | "true" | "True"));
    let has_size = options.get("max-size").is_some();
    let at = compress.map(|(value, _)| value.at);
    match (driver, is_on, at) {
        ("json-file", Some(true), Some(at)) if count.unwrap_or(1) < 2 || !has_size => {
            refuse(at, "`compress` needs `max-size`, and `max-file` of 2 or more".to_owned());
        }
        ("local", None | Some(true), _) if count == Some(1) => {
            let at = options.get("max-file").map(|value| value.at);
            if let Some(at) = at {
                refuse(at, "one file cannot be compressed; `max-file` is 2 or more".to_owned());
            }
        }
        _ => {}
    }
}
