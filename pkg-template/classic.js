// The same as site.js, for `<script defer src="…/classic.js">`: where a CMS can't say that a script is a module.

{
  const { src } = document.currentScript ?? {};
  import(new URL('site.js', src || document.baseURI)).catch(({ message }) => {
    console.error(`caseplot: site.js is not beside classic.js (${message}). Is classic.js loaded from the folder of caseplot, and not joined with other scripts?`);
  });
}
