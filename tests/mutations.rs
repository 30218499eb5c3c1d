//! No bytes make the audit panic, hang or take memory without bound. Every fixture is mutated on three levels
//! (bytes of the file, parts inside it, trees in its XML) and what can still be read is extracted and
//! checked. Deterministic: a failure names its seed. `GOUJI_FUZZ_SECONDS` and `GOUJI_FUZZ_EXECUTIONS` lengthen
//! the run, `GOUJI_FUZZ_SEED` is where it begins, `GOUJI_CORPUS` adds its files as seeds, `GOUJI_FUZZ_KEEP`
//! names a folder for what fails.

mod mutate;
mod packing;

use gouji::audit::audit_bytes;
use gouji::form::Form;
use gouji::package::Limits;
use mutate::Parts;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const LIMITS: Limits = Limits {
    file_bytes: 16 << 20,
    part_bytes: 16 << 20,
    total_bytes: 32 << 20,
    ratio: 400,
    entries: 1000,
    squares: 200_000,
    depth: 500,
};
/// No mutated fixture takes longer; unoptimised, it may be slower by this factor.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// After so long it will never end.
const HUNG: Duration = Duration::from_secs(120);
/// Memory beyond what the seeds take: `total_bytes` four times over.
const MOST_MEMORY: u64 = 4 * LIMITS.total_bytes;
/// More different failures than this are not collected.
const MOST_FAILURES: usize = 20;

/// What is mutated.
struct Seeds {
    /// Fixtures of `documents`, as their parts.
    documents: Vec<Parts>,
    /// Reports, as files and as their parts.
    reports: Vec<(Vec<u8>, Parts)>,
    /// Files of any kind.
    others: Vec<Vec<u8>>,
}

fn seeds() -> Seeds {
    let read = |path: &PathBuf| std::fs::read(path).expect("a fixture");
    let text = |path: &PathBuf| std::fs::read_to_string(path).expect("a fixture");
    let reports = packing::files("reports");
    let reports = reports.iter().map(read).map(|bytes| {
        let parts = mutate::unzipped(&bytes).expect("a zip");
        (bytes, parts)
    });
    let odd = [packing::files("broken"), packing::files("packages")].concat();
    let mut others: Vec<Vec<u8>> = odd.iter().map(read).collect();
    if let Ok(corpus) = std::env::var("GOUJI_CORPUS") {
        let folder = std::fs::read_dir(Path::new(&corpus).join("files")).expect("the corpus");
        let mut files: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        others.extend(files.iter().map(read).filter(|bytes| bytes.len() < 150_000));
    }
    Seeds {
        documents: packing::files("documents").iter().map(|path| packing::parts(&text(path))).collect(),
        reports: reports.collect(),
        others,
    }
}

/// The file that a seed stands for.
fn mutant(seeds: &Seeds, seed: u64) -> Vec<u8> {
    let random = &mut fastrand::Rng::with_seed(seed);
    let (mut parts, whole) = match random.u8(..32) {
        0 => {
            let other = &seeds.others[random.usize(..seeds.others.len())];
            match mutate::unzipped(other).filter(|_| random.bool()) {
                Some(parts) => (parts, None),
                None => (Parts::new(), Some(other.clone())),
            }
        }
        1 => {
            let (bytes, parts) = &seeds.reports[random.usize(..seeds.reports.len())];
            (parts.clone(), (random.u8(..4) == 0).then(|| bytes.clone()))
        }
        _ => {
            let parts = &seeds.documents[random.usize(..seeds.documents.len())];
            let whole = (random.u8(..4) == 0).then(|| packing::zipped(parts, random.bool()));
            (parts.clone(), whole)
        }
    };
    if let Some(mut bytes) = whole {
        mutate::bytes(&mut bytes, random);
        return bytes;
    }
    for _ in 0..random.usize(1..4) {
        let donor = &seeds.documents[random.usize(..seeds.documents.len())];
        match random.u8(..8) {
            0 => mutate::parts(&mut parts, donor, random),
            1 | 2 => mutate::part_bytes(&mut parts, random),
            _ => mutate::trees(&mut parts, donor, random),
        }
    }
    packing::zipped(&parts, random.u8(..8) == 0)
}

/// Reads, extracts, checks, locates.
fn audit(bytes: &[u8]) {
    let _ = std::hint::black_box(audit_bytes(Form::built_in(), "mutant.docx", bytes, &LIMITS));
}

/// How long this thread has run, not counting when others kept it waiting: Linux tells; elsewhere the time on the
/// clock since `start` has to do.
fn run_time(start: Instant) -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match spent.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => start.elapsed(),
    }
}

/// The most memory the process has had, in bytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) << 10
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_bytes_make_it_panic_or_hang() {
    let seeds = seeds();
    let first = setting("GOUJI_FUZZ_SEED").unwrap_or(0);
    let least = setting("GOUJI_FUZZ_EXECUTIONS").unwrap_or(1000);
    let end = Instant::now() + Duration::from_secs(setting("GOUJI_FUZZ_SECONDS").unwrap_or(5));
    static AUDITING: AtomicBool = AtomicBool::new(false);
    static PANICKED: Mutex<String> = Mutex::new(String::new());
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !AUDITING.load(Ordering::Relaxed) {
            usual(info);
        }
        if let Ok(mut at) = PANICKED.lock() {
            *at = format!("a panic at {}", info.location().map(ToString::to_string).unwrap_or_default());
        }
    }));
    // What never ends is told by another thread.
    static NOW: AtomicU64 = AtomicU64::new(0);
    std::thread::spawn(move || {
        let (mut last, mut since) = (u64::MAX, Instant::now());
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = NOW.load(Ordering::Relaxed);
            if now != last {
                (last, since) = (now, Instant::now());
            } else if since.elapsed() > HUNG {
                eprintln!("seed {now} hangs");
                std::process::exit(101);
            }
        }
    });
    audit(&seeds.reports[0].0);
    let before = peak();
    let began = Instant::now();
    let mut failures: BTreeMap<String, u64> = BTreeMap::new();
    let (mut seed, mut slowest, mut told) = (first, Duration::ZERO, Instant::now());
    while failures.len() < MOST_FAILURES {
        let done = seed - first;
        if done >= least && Instant::now() > end {
            break;
        }
        NOW.store(seed, Ordering::Relaxed);
        let bytes = mutant(&seeds, seed);
        let before_it = run_time(began);
        AUDITING.store(true, Ordering::Relaxed);
        let sound = catch_unwind(AssertUnwindSafe(|| audit(&bytes))).is_ok();
        AUDITING.store(false, Ordering::Relaxed);
        let took = run_time(began) - before_it;
        slowest = slowest.max(took);
        let mut failed = |what: String| {
            failures.entry(what.clone()).or_insert_with(|| {
                println!("seed {seed}: {what}");
                if let Ok(folder) = std::env::var("GOUJI_FUZZ_KEEP") {
                    let _ = std::fs::write(Path::new(&folder).join(format!("{seed}.docx")), &bytes);
                }
                seed
            });
        };
        if !sound {
            failed(PANICKED.lock().map(|at| at.clone()).unwrap_or_default());
        } else if took > LONGEST {
            failed(format!("{took:?} for {} bytes", bytes.len()));
        }
        if done % 256 == 255 {
            let more = peak().saturating_sub(before);
            if more > MOST_MEMORY {
                failed(format!("{more} bytes of memory in the last 256"));
                break;
            }
        }
        seed += 1;
        if told.elapsed() > Duration::from_secs(30) {
            told = Instant::now();
            println!("{} executions, slowest {slowest:?}, {} failures", seed - first, failures.len());
        }
    }
    let _ = std::panic::take_hook();
    let more = peak().saturating_sub(before) >> 20;
    println!("{} executions, slowest {slowest:?}, memory {more} MiB, failures {failures:?}", seed - first);
    assert!(failures.is_empty(), "{failures:?}");
}
