// HTML that is written as text, where there is no page that could make it.

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as text of HTML or XML, also in an attribute. */
export const escape = (text) =>
  String(text)
    // What XML can't hold, as in feeds.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign]);
