"use strict";
// Draws the lines between boxes: from side to side across columns, in a bracket inside one, with an
// arrow head where the line ends. Boxes are drawn over them.
const Lines = (() => {
  const HEAD = 6;
  const CURVE = 0.45;

  // The points of a curve: start, two handles, end.
  function curve(from, to) {
    const apart = to.x - from.x;
    if (Math.abs(apart) < from.w / 2) return bracket(from, to);
    const side = Math.sign(apart);
    const start = { x: from.x + side * from.w / 2, y: from.y };
    const end = { x: to.x - side * to.w / 2, y: to.y };
    const pull = Math.max(12, Math.abs(end.x - start.x) * CURVE) * side;
    return [start, { x: start.x + pull, y: start.y }, { x: end.x - pull, y: end.y }, end];
  }

  function bracket(from, to) {
    const start = { x: from.x + from.w / 2, y: from.y };
    const end = { x: to.x + to.w / 2, y: to.y };
    const out = Math.min(26, 10 + Math.abs(end.y - start.y) / 12);
    return [start, { x: start.x + out, y: start.y }, { x: end.x + out, y: end.y }, end];
  }

  function draw(ctx, from, to, { colour, opacity, width, dashes }) {
    const [start, one, two, end] = curve(from, to);
    const side = Math.sign(end.x - two.x) || 1;
    ctx.globalAlpha = opacity;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(start.x, start.y);
    ctx.bezierCurveTo(one.x, one.y, two.x, two.y, end.x - side * HEAD * 0.6, end.y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(end.x, end.y);
    ctx.lineTo(end.x - side * HEAD, end.y - HEAD * 0.55);
    ctx.lineTo(end.x - side * HEAD, end.y + HEAD * 0.55);
    ctx.closePath();
    ctx.fill();
    ctx.globalAlpha = 1;
  }

  function middle(from, to) {
    const [start, one, two, end] = curve(from, to);
    const mean = (axis) => (start[axis] + 3 * one[axis] + 3 * two[axis] + end[axis]) / 8;
    return { x: mean("x"), y: mean("y") };
  }

  return { draw, middle };
})();
