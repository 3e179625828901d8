/** What phrases, NEAR and printed words need, loaded at once by the first query that has one. */

export { operandOf } from "./operands.mjs";
export { Positions } from "./positions.mjs";
export { articlesWith } from "./proximity.mjs";
