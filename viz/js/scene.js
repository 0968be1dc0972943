"use strict";
// What a picture holds: boxes with their places, and regions with their headings. The first scene comes
// with the page; the scenes of a neighbourhood and of a path are laid out here, in the same columns.
const Scene = (() => {
  const MOST = 60;
  const ROWS = 14;
  const HEADING = 28;
  const PAD = 8;
  const { width: WIDTH, font: FONT, gap: GAP } = Data.raw.focus;

  const drawn = Data.nodes.filter((node) => node.x !== undefined);
  const overview = {
    kind: "overview",
    ...Data.raw.picture,
    boxes: new Map(drawn.map((node) => [node.id, { x: node.x, y: node.y, w: node.w, h: node.h, lines: node.lines }])),
  };

  // A node and its best connected neighbours, at most MOST in all.
  function around(id) {
    const all = Data.neighbours(id).sort((a, b) => Data.nodes[b].degree - Data.nodes[a].degree || a - b);
    const shown = all.slice(0, MOST - 1);
    return { ...laidOut([id, ...shown]), kind: "around", id, shown: shown.length, all: all.length };
  }

  function alone(ids) {
    return { ...laidOut(ids), kind: "path" };
  }

  function laidOut(ids) {
    const columns = new Map();
    for (const id of ids) {
      const stage = Data.nodes[id].stage ?? 99;
      columns.set(stage, [...(columns.get(stage) || []), id]);
    }
    const boxes = new Map();
    const regions = [];
    let left = PAD;
    for (const stage of [...columns.keys()].sort((a, b) => a - b)) {
      const members = columns.get(stage);
      const wide = Math.ceil(members.length / ROWS);
      regions.push(place(members, wide, left, stage, boxes));
      left += wide * (WIDTH + GAP) - GAP + 3 * PAD;
    }
    const bottom = Math.max(...[...boxes.values()].map((box) => box.y + box.h / 2)) + PAD;
    for (const region of regions) region.h = bottom - region.y;
    return { boxes, regions, font: FONT, width: left, height: bottom + PAD };
  }

  function place(members, wide, left, stage, boxes) {
    const bottoms = Array(wide).fill(PAD + HEADING);
    members.forEach((id, index) => {
      const column = index % wide;
      const lines = Data.nodes[id].focus;
      const h = lines.length * FONT * 1.22 + 0.75 * FONT;
      const x = left + PAD + column * (WIDTH + GAP) + WIDTH / 2;
      boxes.set(id, { x, y: bottoms[column] + h / 2, w: WIDTH, h, lines });
      bottoms[column] += h + GAP;
    });
    const isStage = stage !== 99;
    return {
      title: isStage ? Data.raw.stages[stage] || `Stage ${stage}` : Words.beside,
      stage: isStage ? stage : null,
      x: left, y: PAD, w: wide * (WIDTH + GAP) - GAP + 2 * PAD, count: members.length,
    };
  }

  return { overview, around, alone, undrawn: Data.nodes.length - drawn.length };
})();
