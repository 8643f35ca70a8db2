//! Signals that end the run wait while files are replaced, so that no temporary file is left behind. They wait from the
//! first file to the last and are obeyed between two of them: a signal that another thread has begun to obey would
//! otherwise end the run when the next file has begun.

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, OnceLock};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGXFSZ};
    use signal_hook::{flag, low_level};

    struct Switches {
        /// Whether a signal does at once what it always does.
        at_once: Arc<AtomicBool>,
        /// The signal that came while none could be obeyed; 0 when none did.
        waiting: Arc<AtomicUsize>,
    }

    static SWITCHES: OnceLock<Switches> = OnceLock::new();

    fn switches() -> &'static Switches {
        SWITCHES.get_or_init(|| {
            let switches = Switches { at_once: Arc::new(AtomicBool::new(true)), waiting: Arc::default() };
            // What cannot be registered does what it did before.
            let _ = register(&switches);
            switches
        })
    }

    fn register(switches: &Switches) -> io::Result<()> {
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU] {
            flag::register_conditional_default(signal, Arc::clone(&switches.at_once))?;
            flag::register_usize(signal, Arc::clone(&switches.waiting), signal as usize)?;
        }
        // A file that becomes too large is an error of writing, which is told like any other.
        flag::register(SIGXFSZ, Arc::default())?;
        Ok(())
    }

    /// Signals wait for as long as this lives; one that came meanwhile is obeyed at its end, or when it is asked for.
    pub struct Hold(());

    impl Hold {
        /// Makes signals wait.
        pub fn new() -> Hold {
            switches().at_once.store(false, Ordering::SeqCst);
            Hold(())
        }

        /// Obeys a signal that came.
        pub fn obey(&self) {
            let signal = switches().waiting.load(Ordering::SeqCst);
            if signal != 0 {
                let _ = low_level::emulate_default_handler(signal as i32);
            }
        }
    }

    impl Drop for Hold {
        fn drop(&mut self) {
            switches().at_once.store(true, Ordering::SeqCst);
            self.obey();
        }
    }
}

#[cfg(unix)]
pub(super) use unix::Hold;

/// Nothing has to wait here.
#[cfg(not(unix))]
pub(super) struct Hold;

#[cfg(not(unix))]
impl Hold {
    /// Does nothing.
    pub(super) fn new() -> Hold {
        Hold
    }

    /// Does nothing.
    pub(super) fn obey(&self) {}
}
