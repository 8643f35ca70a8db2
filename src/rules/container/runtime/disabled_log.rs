use crate::rules::prelude::*;

rule!("disabled-log", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let driver = &container.operation.log_driver;
    if driver.written().is_some_and(|(driver, _)| driver == "none") {
        out.report(container.at(driver), format!("the output of {container} is thrown away"))
            .help("use the driver `local`, or send the log elsewhere");
    }
}
