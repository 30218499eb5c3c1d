//! Faults that many files share. In: blocks of findings, one a file. Out: the blocks again, and which faults
//! are probably the template's. Blocks wait in a temporary file: memory does not grow with the batch.

use crate::audit::batch;
use crate::check::Finding;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Seek, Write};
use tempfile::SpooledTempFile;

/// A fault is probably the template's when at least so many files share it, and half the batch.
pub const SHARED_BY: usize = 10;
/// What waits in memory before a file is opened for it.
const IN_MEMORY: usize = 1 << 16;

/// A file with problems, ready to be printed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Block {
    /// The path.
    pub path: String,
    /// The line above its findings.
    pub head: String,
    /// Its findings: what each is about, and its text.
    pub findings: Vec<(u64, String)>,
    /// What follows them.
    pub tail: String,
}

/// What a finding is about, whatever its figures and whosever report it is in: the equations that fail, or the
/// sentence without digits and without the organization's name.
pub fn about(finding: &Finding, sentence: &str, organization: Option<&str>, path: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    finding.rule.hash(&mut hash);
    if batch::rules().rules.iter().any(|rule| rule.id == finding.rule) {
        // What a report has to do with others of its batch is no template's fault.
        (path, sentence).hash(&mut hash);
        return hash.finish();
    }
    if finding.equations.is_empty() {
        let anybody = match organization {
            Some(organization) if !organization.is_empty() => sentence.replace(organization, ""),
            _ => sentence.to_owned(),
        };
        for c in anybody.chars().filter(|c| !c.is_numeric()) {
            c.hash(&mut hash);
        }
    }
    for equation in &finding.equations {
        (&equation.rule, &equation.row, &equation.column).hash(&mut hash);
    }
    hash.finish()
}

/// Tells apart findings of one report that are about the same: the second of them is another fault than the first.
pub fn apart(findings: &mut [(u64, String)]) {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    for (about, _) in findings {
        let before = seen.entry(*about).or_default();
        *before += 1;
        if *before > 1 {
            let mut hash = DefaultHasher::new();
            (*about, *before).hash(&mut hash);
            *about = hash.finish();
        }
    }
}

/// Blocks waiting for the end of the batch.
#[derive(Debug)]
pub struct Waiting {
    file: SpooledTempFile,
    /// How many files have each fault.
    count: HashMap<u64, usize>,
}

impl Waiting {
    /// None yet.
    pub fn new() -> Self {
        Self { file: SpooledTempFile::new(IN_MEMORY), count: HashMap::new() }
    }

    /// One more block.
    ///
    /// # Errors
    /// When the temporary file cannot be written.
    pub fn push(&mut self, block: &Block) -> io::Result<()> {
        let mut faults: Vec<u64> = block.findings.iter().map(|(about, _)| *about).collect();
        faults.sort_unstable();
        faults.dedup();
        for about in faults {
            *self.count.entry(about).or_default() += 1;
        }
        serde_json::to_writer(&mut self.file, block)?;
        self.file.write_all(b"\n")
    }

    /// All blocks in order, with the number of files that have each fault shared so widely, of `read` files.
    ///
    /// # Errors
    /// When the temporary file cannot be read, and those of `each`.
    pub fn release(
        &mut self,
        read: usize,
        mut each: impl FnMut(Block, &HashMap<u64, usize>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.count.retain(|_, files| *files >= SHARED_BY && *files * 2 >= read);
        self.file.rewind()?;
        for line in BufReader::new(&mut self.file).lines() {
            each(serde_json::from_str(&line?)?, &self.count)?;
        }
        Ok(())
    }
}
