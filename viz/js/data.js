"use strict";
// The graph of the page: nodes by place, an edge per statement, and what leads from one to the other.
const Data = (() => {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const nodes = raw.nodes;
  const statements = raw.edges;
  const about = nodes.map(() => []);
  const bundles = new Map();
  for (const statement of statements) {
    about[statement.from].push(statement);
    if (statement.to !== statement.from) about[statement.to].push(statement);
    const key = `${statement.from} ${statement.to} ${statement.predicate}`;
    if (!bundles.has(key)) {
      bundles.set(key, { id: key, from: statement.from, to: statement.to, predicate: statement.predicate, statements: [] });
    }
    bundles.get(key).statements.push(statement);
  }
  const lines = [...bundles.values()];
  const linesOf = nodes.map(() => []);
  for (const line of lines) {
    linesOf[line.from].push(line);
    if (line.to !== line.from) linesOf[line.to].push(line);
  }
  const relationOrder = Object.keys(raw.relations);

  function neighbours(id) {
    return [...new Set(linesOf[id].map((line) => (line.from === id ? line.to : line.from)))].filter((n) => n !== id);
  }

  // Statements about a node, grouped by relation and direction, then by the other end.
  function groups(id) {
    const found = new Map();
    for (const statement of about[id]) {
      const isOut = statement.from === id;
      const key = `${String(relationOrder.indexOf(statement.predicate)).padStart(5, "0")} ${isOut ? 0 : 1}`;
      const relation = raw.relations[statement.predicate];
      if (!found.has(key)) found.set(key, { title: isOut ? relation.out : relation.into, others: new Map() });
      const other = isOut ? statement.to : statement.from;
      const others = found.get(key).others;
      others.set(other, [...(others.get(other) || []), statement]);
    }
    return [...found.keys()].sort().map((key) => found.get(key));
  }

  // What is said of a node and stages, by relation and stage, the first stage of the chain first.
  function stagesOf(id) {
    const found = new Map();
    for (const work of raw.works) {
      if (work.from !== id) continue;
      const key = `${relationOrder.indexOf(work.predicate)} ${work.stage}`;
      if (!found.has(key)) found.set(key, { title: raw.relations[work.predicate].out, stage: work.stage, position: work.position, statements: [] });
      found.get(key).statements.push(work);
    }
    const last = (at) => (at === null ? 99 : at);
    return [...found.values()].sort((a, b) => last(a.position) - last(b.position));
  }

  const typeOf = (id) => raw.types[nodes[id].type];
  // A line points the way that material runs; a tie that moves none points from subject to object.
  const ends = (line) => (raw.relations[line.predicate].back ? [line.to, line.from] : [line.from, line.to]);
  const layerOf = (predicate) => raw.relations[predicate].layer;
  return { raw, nodes, statements, lines, linesOf, neighbours, groups, stagesOf, typeOf, layerOf, ends };
})();
