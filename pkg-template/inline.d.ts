/** Everything in one file, which asks for nothing but the data: defines the elements, and makes figures of links as `caseplot/site` does. */
export * from './index.js';
