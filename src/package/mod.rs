//! The parts of a .docx package. In: bytes. Out: parts by their relationships, within limits. Does not
//! know WordprocessingML. ECMA-376-2 (Open Packaging Conventions).

/// Bounds on what a file may make us do. A document within them is read whole; beyond them it is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of one part, inflated.
    pub part_bytes: u64,
    /// Bytes of all parts read, inflated.
    pub total_bytes: u64,
    /// Entries in the archive.
    pub entries: usize,
    /// Squares in the grids of all tables.
    pub squares: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            part_bytes: 256 << 20,
            total_bytes: 1 << 30,
            entries: 65_536,
            squares: 4_000_000,
        }
    }
}
