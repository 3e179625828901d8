/** The filters of a request: regions, topics, sources, years, and two dates. Of one kind any value will do; all kinds hold. */

import { intersect, unite } from "./lists.mjs";

export const KINDS = ["region", "topic", "source", "year"];

/** Promise of the list that the filters let pass, without those of the kind `except`; null where none is left. */
export async function passing(filters, columns, except = "") {
  const kinds = KINDS.filter((kind) => kind !== except && filters[kind]?.length);
  const lists = await Promise.all([
    ...kinds.map(async (kind) => unite(await Promise.all(filters[kind].map((id) => columns.articles(kind, id))))),
    ...(filters.from || filters.to ? [columns.dated(filters.from ?? "", filters.to ?? "")] : []),
  ]);
  return lists.length ? lists.reduce(intersect) : null;
}

/** Whether any filter is set. */
export function isFiltered(filters) {
  return [...KINDS, "from", "to"].some((kind) => filters[kind]?.length > 0);
}
