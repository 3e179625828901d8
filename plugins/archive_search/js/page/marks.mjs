/** The words of highlight.mjs in the language of a site; a build puts them here (words.py). English stands there itself. */
export const WORDS = {};
