//! What `count` and other programs that count print, as numbers to compare.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The repository.
#[allow(dead_code, reason = "not every test looks for files")]
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A tally as `countries.IT.people.min` → 4.
pub(crate) type Counts = BTreeMap<String, Value>;

/// What our own example prints of a file.
pub(crate) fn count(file: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", "count", "--"]);
    command.arg(file).args(options);
    command
}

/// The JSON that a command prints.
pub(crate) fn json(command: &mut Command) -> Result<Value, String> {
    serde_json::from_slice(&run(command)?).map_err(|error| error.to_string())
}

/// The named parts of a tally.
pub(crate) fn counts(tally: &Value, names: &[&str]) -> Counts {
    let mut counts = Counts::new();
    for name in names {
        flatten(name, &tally[name], &mut counts);
    }
    counts
}

fn flatten(name: &str, value: &Value, counts: &mut Counts) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                flatten(&format!("{name}.{member}"), value, counts);
            }
        }
        // A number that isn't known is printed as null; what isn't printed at all is no count.
        Value::Null if !name.contains('.') => {}
        _ => {
            counts.insert(name.to_owned(), value.clone());
        }
    }
}

/// What a command prints.
pub(crate) fn run(command: &mut Command) -> Result<Vec<u8>, String> {
    let ended = command.current_dir(ROOT).stdin(Stdio::null()).output();
    let ended = ended.map_err(|error| error.to_string())?;
    if ended.status.success() {
        Ok(ended.stdout)
    } else {
        let said = String::from_utf8_lossy(&ended.stderr);
        Err(format!("{}, {}", ended.status, said.trim()))
    }
}
