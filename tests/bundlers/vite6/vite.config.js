// Before version 8, Vite's server moves the modules of a package away from the files beside them.
export default { base: './', optimizeDeps: { exclude: ['caseplot'] } };
