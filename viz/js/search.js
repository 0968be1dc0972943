"use strict";
// Finds nodes by any of their names, in English and Chinese, former names too.
const Search = (() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
  const entries = Data.nodes.flatMap((node) =>
    [node.label, ...node.names].map((name) => ({ id: node.id, name, key: fold(name) })));

  // 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 anywhere; null if not at all.
  function rank(key, sought) {
    const at = key.indexOf(sought);
    if (at < 0) return null;
    if (at === 0) return key.length === sought.length ? 0 : 1;
    return key.includes(` ${sought}`) ? 2 : 3;
  }

  // The best name of each node that fits, the best first: { id, name, rank }.
  function find(text, limit) {
    const sought = fold(text);
    if (!sought) return [];
    const best = new Map();
    for (const entry of entries) {
      const found = rank(entry.key, sought);
      if (found === null) continue;
      const known = best.get(entry.id);
      if (!known || found < known.rank) best.set(entry.id, { id: entry.id, name: entry.name, rank: found });
    }
    return [...best.values()]
      .sort((a, b) => a.rank - b.rank || Data.nodes[b.id].degree - Data.nodes[a.id].degree || a.id - b.id)
      .slice(0, limit);
  }

  return { find, fold };
})();
