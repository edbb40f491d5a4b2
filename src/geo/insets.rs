//! Insets: small base maps of places far from the main one, such as the Canary Islands.
//!
//! # The file
//!
//! | part | holds |
//! |---|---|
//! | magic | the four bytes `CPin` |
//! | version | one byte, 1 |
//! | count | how many insets there are, a varint |
//! | insets | each: its name as a text, the length of its base map in bytes, the [base map](super::basemap) |

use super::basemap::Basemap;
use super::bytes::{Flaw, Reader, put_text, put_varint};
use crate::error::Error;

const MAGIC: [u8; 4] = *b"CPin";
const VERSION: u8 = 1;

/// A small map beside the main one.
#[derive(Debug, Clone, PartialEq)]
pub struct Inset {
    /// What it shows: an ISO 3166 code, such as `GF`, `ES-CN` (the Canary Islands), `PT-20` (the Azores) and
    /// `PT-30` (Madeira).
    pub name: String,
    /// Its shapes, in a [local projection](super::Projection::Local) of its own.
    pub map: Basemap,
}

/// Reads the bytes of a file of insets.
///
/// # Errors
///
/// [`Error::Basemap`] when the bytes are no insets, cut short, of a later version, or a map in them is
/// none.
pub fn decode(bytes: &[u8]) -> crate::Result<Vec<Inset>> {
    let mut reader = Reader::new(bytes);
    let count = header(&mut reader).map_err(Error::Basemap)?;
    let mut insets = Vec::with_capacity(count);
    for _ in 0..count {
        let (name, map) = inset(&mut reader).map_err(Error::Basemap)?;
        insets.push(Inset {
            name: name.to_owned(),
            map: Basemap::decode(map)?,
        });
    }
    if reader.remaining() > 0 {
        return Err(Error::Basemap("something follows the last inset"));
    }
    Ok(insets)
}

fn header(reader: &mut Reader<'_>) -> Result<usize, Flaw> {
    if reader.take(MAGIC.len()) != Ok(&MAGIC[..]) {
        return Err("it is no file of insets");
    }
    if reader.byte()? != VERSION {
        return Err("its version is not known");
    }
    reader.count()
}

fn inset<'a>(reader: &mut Reader<'a>) -> Result<(&'a str, &'a [u8]), Flaw> {
    let name = reader.text()?;
    let length = reader.count()?;
    Ok((name, reader.take(length)?))
}

/// The bytes of a file of insets, from their names and the bytes of their maps.
#[must_use]
pub fn encode(insets: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    put_varint(&mut out, insets.len() as u32);
    for (name, map) in insets {
        put_text(&mut out, name);
        put_varint(&mut out, map.len() as u32);
        out.extend_from_slice(map);
    }
    out
}
