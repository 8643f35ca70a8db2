use crate::rules::prelude::*;

rule!("wide-device-rule", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for rule in container.storage.device_rules.iter().filter(|rule| rule.is_wide()) {
        out.report(rule.at, format!("{container} may use every device that it makes a file for"))
            .help("name the numbers of the devices that it needs: `c 189:* rwm`");
    }
}
