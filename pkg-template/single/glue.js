// In the place of the small build's glue in the single file, which has the whole build only.

export default undefined;
