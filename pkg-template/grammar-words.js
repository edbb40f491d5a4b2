// What is said of what an editor wrote that can't have been meant.

const maybe = (near) => (near ? ` Did you mean “${near}”?` : '');

export const noView = (found, near, all) => `There is no figure “${found ?? ''}”.${maybe(near)} There are: ${all.join(', ')}.`;
export const noOption = (found, near) => `“${found}” is not an option of figures, and is left out.${maybe(near)}`;
export const noAddress = (name, found) => `${name}: “${found}” is not the address of a file on the web, such as /data/cases.json.`;
export const noFile = 'This link has no address before its #: put that of the file of cases there, such as /data/cases.json.';
export const noSrc = 'No data: the address of this page must say src=cases.json, where the file of cases is.';
export const onlyHttps = (name, origin) => `${name}: files of ${origin} are not shown here: of other sites, only addresses that begin with https://.`;
export const sentOn = 'The server of the data has sent on to another site, whose files are not shown here. Name the address where the file is.';
export const otherSite = (name, origin) =>
  `${name}: files of ${origin} are not shown here. Whoever runs this site can allow it: in embed.html, <meta name="caseplot-origins" content="${origin}">.`;
