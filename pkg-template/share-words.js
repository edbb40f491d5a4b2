// The words of the menu to share a figure.

export default {
  share: 'Share',
  link: 'Copy link',
  copied: 'The link is copied. It opens this page with what is chosen now.',
  uncopied: 'This browser does not let the page copy. The link: {0}',
  mail: 'E-mail',
  send: 'Send to …',
  embed: 'Copy code to embed',
  embedded: 'The code is copied. Paste it where your page takes HTML.',
  png: 'Picture (PNG)',
  svg: 'Picture (SVG)',
  csv: 'Data as a table (CSV)',
  json: 'Data (JSON)',
  tooLarge: 'The picture is too large for this browser. Take the SVG, or show fewer rows.',
  saved: '{0} is saved with your downloads.',
};
