//! Cases that are JavaScript objects, through serde-wasm-bindgen.
//!
//! They are written down as the JSON they stand for and read as any other: one reader, one set of
//! rules, the same issues.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::json::{push_fixed, push_int, push_string};

/// The JSON of a value; what JSON can't hold is null.
pub(super) fn json(value: wasm_bindgen::JsValue) -> Result<String, serde_wasm_bindgen::Error> {
    let mut out = String::new();
    let value = serde_wasm_bindgen::Deserializer::from(value);
    value.deserialize_any(Writer { out: &mut out, depth: 0 })?;
    Ok(out)
}

/// Deeper than any case: a value that holds itself ends here.
const DEPTH: u32 = 32;

/// Decimals that tell a place to a centimetre.
const DECIMALS: u32 = 7;

struct Writer<'a> {
    out: &'a mut String,
    depth: u32,
}

impl Writer<'_> {
    fn inner(&mut self) -> Writer<'_> {
        Writer { out: self.out, depth: self.depth + 1 }
    }

    fn held<E: Error>(&self) -> Result<(), E> {
        if self.depth < DEPTH { Ok(()) } else { Err(E::custom("data is nested too deeply")) }
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Writer<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Writer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cases")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        push_int(self.out, value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        if value.is_finite() {
            push_fixed(self.out, value, DECIMALS);
        } else {
            self.out.push_str("null");
        }
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        push_string(self.out, value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.out.push_str("null");
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.held()?;
        self.out.push('[');
        let mut first = true;
        loop {
            let mark = self.out.len();
            if !first {
                self.out.push(',');
            }
            if seq.next_element_seed(self.inner())?.is_none() {
                self.out.truncate(mark);
                break;
            }
            first = false;
        }
        self.out.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.held()?;
        self.out.push('{');
        let mut first = true;
        while let Some(key) = map.next_key::<String>()? {
            if !first {
                self.out.push(',');
            }
            first = false;
            push_string(self.out, &key);
            self.out.push(':');
            map.next_value_seed(self.inner())?;
        }
        self.out.push('}');
        Ok(())
    }
}
