// The words of the menu to share a figure.

export const share = 'Share';
export const link = 'Copy link';
export const copied = 'The link is copied. It opens this page with what is chosen now.';
export const uncopied = (address) => `This browser does not let the page copy. The link: ${address}`;
export const mail = 'E-mail';
export const send = 'Send to …';
export const embed = 'Copy code to embed';
export const embedded = 'The code is copied. Paste it where your page takes HTML.';
export const png = 'Picture (PNG)';
export const svg = 'Picture (SVG)';
export const csv = 'Data as a table (CSV)';
export const json = 'Data (JSON)';
export const tooLarge = 'The picture is too large for this browser. Take the SVG, or show fewer rows.';
export const saved = (name) => `${name} is saved with your downloads.`;
