/** All the script of an article's page: what marks the words of a search comes only when the address asks for it. */
if (location.hash.startsWith("#hl=")) import("./highlight.mjs").then(({ highlight }) => highlight());
