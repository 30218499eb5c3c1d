//! **gouji** (勾稽) reads statutory Word reports by their headings and labels, extracts every
//! figure with its place, and says which figures do not agree and which cell is to blame.
//!
//! Data moves one way, one module at a time; a module imports only from modules above it.
//! A test reads this table.
//!
//! | module | turns | into | does not know |
//! |---|---|---|---|
//! | `error` | — | why a file could not be read | languages, output formats |
//! | `place` | — | where in a document something stands | what stands there |
//! | `message` | a key and its arguments | a sentence in Chinese or English | what the sentence is about |
//! | `numeral` | 一, （三）, １，０７６.18, 十二 | ordinals and exact amounts, and back | where the text came from |
//! | `label` | the text of a label | a normal form, and how alike two are | what labels are for |
//! | `package` | bytes | the parts of a .docx (zip, relationships, limits) | WordprocessingML |
//! | `document` | parts | paragraphs with their printed number, table grids | sections, forms |
//! | `outline` | a document | numbered headings and the text under each | XML, forms |
//! | `form` | TOML | what a report of one kind should contain, and its rules | documents |
//! | `report` | — | what one report does contain | forms |
//! | `extract` | a form and an outline | a report | arithmetic |
//! | `locate` | failed equations | the cells that explain them | documents, forms |
//! | `check` | a form and a report | findings: what holds, fails, was skipped | documents |
//! | `audit` | one file, or many | all of the above, per file, in order | output formats |
//! | `output` | audits | text, JSON, CSV: one file a format | how values were found |
//! | `cli` | arguments | calls to the above, an exit status | everything else |

pub mod error;
pub mod place;
pub mod message;
pub mod numeral;
pub mod label;
pub mod package;
pub mod document;
pub mod outline;
pub mod form;
pub mod report;
pub mod extract;
pub mod locate;
pub mod check;
pub mod audit;
pub mod output;
pub mod cli;
