//! JSON Schemas. In: the name of an output. Out: the schema (draft 2020-12) of one of its objects.

use super::shared::Object;
use super::{check, document, report};
use crate::audit::settings::SettingsFile;
use crate::form::file::FormFile;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// What a schema can be had of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An object of `gouji extract`.
    Report,
    /// An object of `gouji check`.
    Check,
    /// An object of `gouji document`.
    Document,
    /// A form file.
    Form,
    /// A settings file.
    Config,
}

/// The schema of one object: of an input that was read, or of one that was not.
pub fn schema(subject: Subject) -> Schema {
    match subject {
        Subject::Report => of::<Object<'static, report::Report<'static>>>(),
        Subject::Check => of::<Object<'static, check::Check<'static>>>(),
        Subject::Document => of::<Object<'static, document::Document<'static>>>(),
        Subject::Form => file::<FormFile>(),
        Subject::Config => file::<SettingsFile>(),
    }
}

fn file<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
