//! Many inputs at once. In: inputs and what to do with each. Out: what became of each, in input order
//! whatever the number of jobs, a bounded number of them in memory. Does not know what is done.

use super::Outcome;
use super::input::Input;
use crate::error::{Error, ErrorKind};
use crate::package::Limits;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Outcomes in flight for each job: enough that a slow file does not stop the others, few enough that
/// memory does not grow with the batch.
const WINDOW_PER_JOB: usize = 4;

/// Reads every input, does `work` with its bytes on `jobs` threads, and hands the outcomes to `emit`
/// in input order. A panic in `work` costs only its own file. The first error of `emit` ends the batch.
///
/// # Errors
/// What `emit` returns, or the reason why the threads could not be started.
pub fn in_order<T: Send, E: From<ThreadPoolBuildError>>(
    inputs: &[Input],
    jobs: usize,
    limits: &Limits,
    work: impl Fn(&Input, &[u8]) -> Result<T, Error> + Sync,
    mut emit: impl FnMut(Outcome<T>) -> Result<(), E>,
) -> Result<(), E> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs).thread_name(|n| format!("job {n}")).build()?;
    let stopped = AtomicBool::new(false);
    let (send, receive) = mpsc::channel();
    pool.in_place_scope(|scope| {
        let mut waiting = BTreeMap::new();
        let (mut started, mut emitted) = (0, 0);
        while emitted < inputs.len() {
            while started < inputs.len() && started < emitted + jobs * WINDOW_PER_JOB {
                let (send, input, index, work, stopped) =
                    (send.clone(), &inputs[started], started, &work, &stopped);
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        let result = guarded(|| work(input, &input.read(limits)?));
                        // The receiver is gone only when the batch has ended early.
                        let _ = send.send((index, Outcome { path: input.name(), result }));
                    }
                });
                started += 1;
            }
            while !waiting.contains_key(&emitted) {
                let Ok((index, outcome)) = receive.recv() else { return Ok(()) };
                waiting.insert(index, outcome);
            }
            if let Some(outcome) = waiting.remove(&emitted) {
                emit(outcome).inspect_err(|_| stopped.store(true, Ordering::Relaxed))?;
            }
            emitted += 1;
        }
        Ok(())
    })
}

thread_local! {
    /// Where the current thread panicked, for the message of an `Internal` error.
    static PANICKED_AT: Cell<Option<String>> = const { Cell::new(None) };
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics that [`in_order`] catches from being printed as well; for programs, once, at their start.
pub fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PANICKED_AT.set(info.location().map(ToString::to_string));
        } else {
            usual(info);
        }
    }));
}

/// What `work` returns; a panic in it as an `Internal` error.
fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.unwrap_or_else(|payload| {
        let reason = reason(payload.as_ref());
        let at = PANICKED_AT.take().unwrap_or_default();
        Err(Error::new(ErrorKind::Internal).because(format_args!("{reason} ({at})")))
    })
}

fn reason(payload: &(dyn Any + Send)) -> &str {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "panic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsString;
    use std::sync::Arc;
    use std::time::Duration;

    #[derive(Debug)]
    struct Stop;
    impl From<ThreadPoolBuildError> for Stop {
        fn from(_: ThreadPoolBuildError) -> Self {
            Stop
        }
    }

    /// Names that are numbers, of files that can be read.
    fn inputs(count: usize) -> (tempfile::TempDir, Vec<Input>) {
        let Ok(folder) = tempfile::tempdir() else { panic!("no temporary folder") };
        let shared = Arc::new(folder.path().to_owned());
        let inputs = (0..count).map(|n| {
            let name = n.to_string();
            assert!(std::fs::write(folder.path().join(&name), "x").is_ok());
            Input::Found(Arc::clone(&shared), OsString::from(name).into_boxed_os_str())
        });
        let inputs = inputs.collect();
        (folder, inputs)
    }

    fn number(path: &str) -> Option<usize> {
        path.rsplit('/').next()?.parse().ok()
    }

    #[test]
    fn order_is_kept_and_a_panic_costs_one_file() {
        quiet_panics();
        let work = |input: &Input, _: &[u8]| {
            let n = number(&input.name()).unwrap_or(0);
            std::thread::sleep(Duration::from_micros((n as u64 * 7919) % 1500));
            assert_ne!(n, 13, "thirteen");
            Ok(n)
        };
        let mut seen = Vec::new();
        let (_folder, inputs) = inputs(100);
        let end: Result<(), Stop> = in_order(&inputs, 8, &Limits::default(), work, |outcome| {
            match outcome.result {
                Ok(n) => assert_eq!(Some(n), number(&outcome.path)),
                Err(error) => {
                    assert_eq!((number(&outcome.path), error.kind), (Some(13), ErrorKind::Internal));
                    assert!(error.detail.unwrap_or_default().contains("thirteen"));
                }
            }
            seen.extend(number(&outcome.path));
            Ok(())
        });
        assert!(end.is_ok());
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_of_the_receiver_ends_the_batch() {
        let mut seen = 0;
        let (_folder, inputs) = inputs(200);
        let end: Result<(), Stop> = in_order(
            &inputs,
            2,
            &Limits::default(),
            |_, _| Ok(()),
            |_| {
                seen += 1;
                if seen == 3 { Err(Stop) } else { Ok(()) }
            },
        );
        assert!(end.is_err());
        assert_eq!(seen, 3);
    }
}
