/** Whether the reader wants no motion. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
