/** What looks words up, for patterns, misspellings, suggestions and advice: loaded at once by the first that needs any. */

export { matchesOf } from "./expansion.mjs";
export { Suggestions } from "./suggest.mjs";
export { Vocabulary } from "./vocabulary.mjs";
