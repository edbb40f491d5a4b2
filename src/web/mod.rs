//! The only folder that knows the browser: each exported method decodes, calls, encodes.
//!
//! The elements' own code, in `pkg-template/`, holds the canvases and the listeners and calls
//! these. What comes back in more than one value comes as JSON text.
//!
//! The build for editors publishes and has no figures: what readers' builds export is not in it.

#[cfg(feature = "publish")]
mod publish;

#[cfg(not(feature = "publish"))]
mod canvas;
#[cfg(not(feature = "publish"))]
mod cases;
#[cfg(all(feature = "formats", not(feature = "publish")))]
mod choose;
#[cfg(not(feature = "publish"))]
mod figure;
#[cfg(not(feature = "publish"))]
mod formats;
#[cfg(all(feature = "formats", not(feature = "publish")))]
mod picture;
#[cfg(all(feature = "formats", not(feature = "publish")))]
mod transition;
#[cfg(all(feature = "formats", not(feature = "publish")))]
mod whole;

#[cfg(all(test, feature = "formats", not(feature = "publish")))]
mod tests;

#[cfg(not(feature = "publish"))]
use cases::Cases;

use wasm_bindgen::prelude::*;

/// Smaller than the standard library's allocator.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A base map, decoded once for a page.
#[cfg(not(feature = "publish"))]
#[wasm_bindgen]
pub struct Base(pub(crate) std::rc::Rc<crate::geo::Basemap>);

#[cfg(not(feature = "publish"))]
#[wasm_bindgen]
impl Base {
    /// From the bytes of a base-map file.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Base, JsError> {
        let map = crate::geo::Basemap::decode(bytes).map_err(|e| error(&e))?;
        Ok(Self(map.into()))
    }
}

/// An error as JavaScript throws it.
fn error(error: &crate::Error) -> JsError {
    JsError::new(&error.to_string())
}
