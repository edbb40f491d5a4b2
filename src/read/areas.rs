//! Reads an editor's own areas from GeoJSON or TopoJSON.

use super::scan::{Cursor, Raw, Scalar, Scanned, Stop};
use crate::error::Error;
use crate::geo::areas::Region;
use crate::json::push_fixed;

/// The areas of a GeoJSON `FeatureCollection` or a TopoJSON topology as they stand in it. `key` is the property
/// that tells them apart, such as `NUTS_ID`, or `id`, which may stand beside the properties. Of a topology the
/// first object with polygons is taken. Points are longitude and latitude in WGS 84, or metres in EPSG:3035.
///
/// # Errors
///
/// [`Error::NotCases`] when the bytes are neither, cut short or no JSON.
pub fn regions(bytes: &[u8], key: &str) -> crate::Result<Vec<Region>> {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let mut cursor = Cursor::new(bytes, start);
    match file(&mut cursor, key) {
        Ok(Some(regions)) => Ok(regions),
        Ok(None) => Err(unreadable(bytes, start)),
        Err(_) => Err(unreadable(bytes, cursor.at)),
    }
}

fn unreadable(bytes: &[u8], at: usize) -> Error {
    let rest = bytes.get(at..).unwrap_or_default();
    let found = match rest {
        [] => "the end".to_owned(),
        rest => {
            let some = String::from_utf8_lossy(&rest[..rest.len().min(24)]);
            format!("\"{some}\"")
        }
    };
    Error::NotCases {
        byte: at as u64,
        found,
        expected: "a GeoJSON FeatureCollection or a TopoJSON topology of polygons".to_owned(),
    }
}

/// Places of members that are read once the others are known.
#[derive(Default)]
struct Places {
    features: Option<usize>,
    objects: Option<usize>,
    arcs: Option<usize>,
    transform: Option<usize>,
}

fn file(cursor: &mut Cursor<'_>, key: &str) -> Scanned<Option<Vec<Region>>> {
    let mut places = Places::default();
    members(cursor, &mut |cursor, name| {
        let place = match name.bytes {
            b"features" => &mut places.features,
            b"objects" => &mut places.objects,
            b"arcs" => &mut places.arcs,
            b"transform" => &mut places.transform,
            _ => return cursor.skip(),
        };
        *place = Some(cursor.at);
        cursor.skip()
    })?;
    if let Some(features) = places.features {
        cursor.at = features;
        let arcs = Vec::new();
        return list(cursor, &mut |cursor| region(cursor, key, &arcs)).map(Some);
    }
    let (Some(objects), Some(at)) = (places.objects, places.arcs) else {
        return Ok(None);
    };
    let [scale, translate] = match places.transform {
        Some(at) => {
            cursor.at = at;
            transform(cursor)?
        }
        None => [[1.0; 2], [0.0; 2]],
    };
    cursor.at = at;
    let delta = places.transform.is_some();
    let mut arcs = list(cursor, &mut |cursor| list(cursor, &mut position))?;
    for arc in &mut arcs {
        let mut before = [0.0; 2];
        for point in arc {
            if delta {
                before = [point[0] + before[0], point[1] + before[1]];
                *point = [
                    before[0] * scale[0] + translate[0],
                    before[1] * scale[1] + translate[1],
                ];
            }
        }
    }
    cursor.at = objects;
    let mut found = Vec::new();
    members(cursor, &mut |cursor, _| {
        let start = cursor.at;
        cursor.skip()?;
        let end = cursor.at;
        if found
            .iter()
            .all(|region: &Region| region.polygons.is_empty())
        {
            cursor.at = start;
            found = object(cursor, key, &arcs)?;
            cursor.at = end;
        }
        Ok(())
    })?;
    Ok(Some(found))
}

/// The areas of a topology's object: those in its collection, or itself.
fn object(cursor: &mut Cursor<'_>, key: &str, arcs: &Arcs) -> Scanned<Vec<Region>> {
    let start = cursor.at;
    match entry(cursor, key)?.geometries {
        Some(at) => {
            cursor.at = at;
            list(cursor, &mut |cursor| region(cursor, key, arcs))
        }
        None => {
            cursor.at = start;
            Ok(vec![region(cursor, key, arcs)?])
        }
    }
}

fn transform(cursor: &mut Cursor<'_>) -> Scanned<[[f64; 2]; 2]> {
    let mut found = [[1.0; 2], [0.0; 2]];
    members(cursor, &mut |cursor, name| {
        match name.bytes {
            b"scale" => found[0] = position(cursor)?,
            b"translate" => found[1] = position(cursor)?,
            _ => cursor.skip()?,
        }
        Ok(())
    })?;
    Ok(found)
}

type Arcs = Vec<Vec<[f64; 2]>>;
type Polygons = Vec<Vec<Vec<[f64; 2]>>>;

/// Properties that hold an area's name, the first that there is.
const NAMES: [&[u8]; 6] = [
    b"name",
    b"NAME",
    b"NUTS_NAME",
    b"NAME_LATN",
    b"label",
    b"title",
];

/// A feature, or a geometry in a topology.
#[derive(Default)]
struct Entry {
    /// How many lists its coordinates lie in: 2 for a polygon, 3 for several.
    lists: usize,
    key: Option<String>,
    name: String,
    /// The place of the name's property among those that hold names.
    named: usize,
    geometry: Option<usize>,
    /// Where its coordinates or its arcs stand.
    shape: Option<usize>,
    geometries: Option<usize>,
}

fn entry<'a>(cursor: &mut Cursor<'a>, key: &str) -> Scanned<Entry> {
    let mut entry = Entry::default();
    let mut id = None;
    members(cursor, &mut |cursor, name| {
        let place = match name.bytes {
            b"type" => {
                entry.lists = match cursor.string()?.bytes {
                    b"Polygon" => 2,
                    b"MultiPolygon" => 3,
                    _ => 0,
                };
                return Ok(());
            }
            b"properties" if cursor.peek()? == b'{' => {
                return members(cursor, &mut |cursor, name| {
                    let start = cursor.at;
                    if name.text() == key.as_bytes() {
                        entry.key = text_here(cursor)?;
                        cursor.at = start;
                    }
                    let named = NAMES.iter().position(|known| *known == name.bytes);
                    if let Some(named) =
                        named.filter(|&at| entry.name.is_empty() || at < entry.named)
                        && let Some(name) = text_here(cursor)?
                    {
                        (entry.name, entry.named) = (name, named);
                    }
                    cursor.at = start;
                    cursor.skip()
                });
            }
            b"id" if key == "id" => {
                id = text_here(cursor)?;
                return Ok(());
            }
            b"geometry" => &mut entry.geometry,
            b"coordinates" | b"arcs" => &mut entry.shape,
            b"geometries" => &mut entry.geometries,
            _ => return cursor.skip(),
        };
        *place = (cursor.peek()? != b'n').then_some(cursor.at);
        cursor.skip()
    })?;
    entry.key = entry.key.or(id);
    Ok(entry)
}

/// A text or a number as a key; none for another value.
fn text_here(cursor: &mut Cursor<'_>) -> Scanned<Option<String>> {
    if matches!(cursor.peek()?, b'{' | b'[') {
        cursor.skip()?;
        return Ok(None);
    }
    Ok(match cursor.scalar()? {
        Scalar::Text(raw) => Some(String::from_utf8_lossy(&raw.text()).into_owned()),
        Scalar::Number(number) => {
            let mut text = String::new();
            push_fixed(&mut text, number, 6);
            Some(text)
        }
        _ => None,
    })
}

fn region(cursor: &mut Cursor<'_>, key: &str, arcs: &Arcs) -> Scanned<Region> {
    let entry = entry(cursor, key)?;
    let end = cursor.at;
    let mut region = Region {
        key: entry.key.clone(),
        name: entry.name.clone(),
        polygons: Vec::new(),
    };
    polygons(cursor, &entry, arcs, &mut region.polygons, 4)?;
    cursor.at = end;
    Ok(region)
}

/// Appends the polygons of an entry, and of what it holds, to a depth.
fn polygons(
    cursor: &mut Cursor<'_>,
    entry_here: &Entry,
    arcs: &Arcs,
    out: &mut Polygons,
    depth: usize,
) -> Scanned<()> {
    let Some(depth) = depth.checked_sub(1) else {
        return Ok(());
    };
    if let Some(at) = entry_here.geometry {
        cursor.at = at;
        let inner = entry(cursor, "")?;
        polygons(cursor, &inner, arcs, out, depth)?;
    }
    if let Some(at) = entry_here.geometries {
        cursor.at = at;
        each(cursor, &mut |cursor| {
            let inner = entry(cursor, "")?;
            let end = cursor.at;
            polygons(cursor, &inner, arcs, out, depth)?;
            cursor.at = end;
            Ok(())
        })?;
    }
    if let (Some(at), 2..) = (entry_here.shape, entry_here.lists) {
        cursor.at = at;
        let mut polygon = |cursor: &mut Cursor<'_>| list(cursor, &mut |cursor| ring(cursor, arcs));
        if entry_here.lists == 2 {
            out.push(polygon(cursor)?);
        } else {
            out.extend(list(cursor, &mut polygon)?);
        }
    }
    Ok(())
}

/// The points of a ring, or of the arcs that make it; empty if there is no such arc.
fn ring(cursor: &mut Cursor<'_>, arcs: &Arcs) -> Scanned<Vec<[f64; 2]>> {
    let start = cursor.at;
    cursor.expect(b'[')?;
    let of_points = cursor.peek()? == b'[';
    cursor.at = start;
    if of_points {
        return list(cursor, &mut position);
    }
    let mut points: Vec<[f64; 2]> = Vec::new();
    let mut whole = true;
    for reference in list(cursor, &mut number)? {
        let reference = reference as i64;
        let index = if reference < 0 { !reference } else { reference };
        let Some(arc) = usize::try_from(index).ok().and_then(|i| arcs.get(i)) else {
            whole = false;
            continue;
        };
        // An arc's first point is the last one's last.
        points.pop();
        if reference < 0 {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc);
        }
    }
    if !whole {
        points.clear();
    }
    Ok(points)
}

/// The first two numbers of a list, as a point.
fn position(cursor: &mut Cursor<'_>) -> Scanned<[f64; 2]> {
    let numbers = list(cursor, &mut number)?;
    match numbers[..] {
        [x, y, ..] => Ok([x, y]),
        _ => Err(Stop::Bad),
    }
}

fn number(cursor: &mut Cursor<'_>) -> Scanned<f64> {
    match cursor.scalar()? {
        Scalar::Number(number) => Ok(number),
        _ => Err(Stop::Bad),
    }
}

/// What `item` makes of each element of the list here.
fn list<'a, T>(
    cursor: &mut Cursor<'a>,
    item: &mut dyn FnMut(&mut Cursor<'a>) -> Scanned<T>,
) -> Scanned<Vec<T>> {
    let mut items = Vec::new();
    each(cursor, &mut |cursor| {
        items.push(item(cursor)?);
        Ok(())
    })?;
    Ok(items)
}

/// Calls `act` at each element of the list here. Apart from [`list`], so that it is in the wasm once.
fn each<'a>(
    cursor: &mut Cursor<'a>,
    act: &mut dyn FnMut(&mut Cursor<'a>) -> Scanned<()>,
) -> Scanned<()> {
    cursor.elements(act)
}

/// Calls `act` with the name of each member of the object here.
fn members<'a>(
    cursor: &mut Cursor<'a>,
    act: &mut dyn FnMut(&mut Cursor<'a>, Raw<'a>) -> Scanned<()>,
) -> Scanned<()> {
    cursor.members(act)
}
