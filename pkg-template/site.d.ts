/**
 * What a site loads once, on every page: links such as `<a href="cases.json#caseplot=map&stack=charge">`,
 * `<figure data-caseplot="map" data-src="cases.json">` and elements become figures, also those that come later. A page
 * without any loads nothing more. Does nothing on a server.
 */
export {};
