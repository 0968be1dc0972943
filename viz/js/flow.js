"use strict";
// The way of material from one node to another: the same search as reechain.graph.flow, over the same
// steps. Costs are whole numbers and ties go to the state that sorts first, so both find the same way.
const Flow = (() => {
  const LEAP_COST = 40;
  const TURN = { stated: 0, broader: 1, narrower: 2 };
  const STAGES = 100;

  const stateOf = (node, stage, turn) => (node * STAGES + stage) * 3 + turn;
  const nodeOf = (state) => Math.floor(state / (3 * STAGES));
  const stageOf = (state) => Math.floor(state / 3) % STAGES;
  const turnOf = (state) => state % 3;

  // A step is [source, target, kind, cost, statements]; stages holds [first, last] for each node.
  function bestPath(flow, source, target) {
    const leaving = new Map();
    for (const step of flow.steps) {
      if (!leaving.has(step[0])) leaving.set(step[0], []);
      leaving.get(step[0]).push(step);
    }
    const start = stateOf(source, flow.stages[source][0], 0);
    const cost = new Map([[start, 0]]);
    const came = new Map();
    const queue = [[start]];
    for (let spent = 0; spent < queue.length; spent += 1) {
      for (const state of (queue[spent] || []).sort((a, b) => a - b)) {
        if (cost.get(state) !== spent) continue;
        if (nodeOf(state) === target) return walked(came, state);
        for (const step of leaving.get(nodeOf(state)) || []) {
          const next = moved(flow, state, step);
          if (next === null) continue;
          const total = spent + next.cost;
          const known = cost.get(next.state);
          if (known === undefined || total < known || (total === known && state < came.get(next.state).state)) {
            cost.set(next.state, total);
            came.set(next.state, { state, step });
            (queue[total] ||= []).push(next.state);
          }
        }
      }
    }
    return null;
  }

  // Stages never fall; up and then down the vocabulary, or the other way, leads to something else.
  function moved(flow, state, step) {
    const [first, last] = flow.stages[step[1]];
    const stage = stageOf(state);
    const turn = TURN[step[2]];
    if (last < stage || (turnOf(state) && turn && turnOf(state) !== turn)) return null;
    const reached = Math.max(stage, first);
    const leaps = stage ? Math.max(0, reached - stage - 1) : 0;
    return { state: stateOf(step[1], reached, turn), cost: step[3] + LEAP_COST * leaps };
  }

  function walked(came, state) {
    const steps = [];
    for (let at = came.get(state); at; at = came.get(at.state)) steps.push(at.step);
    return steps.reverse();
  }

  return { bestPath };
})();
