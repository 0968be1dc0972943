"use strict";
// Draws on the canvas: the bands of regions, their headings, and boxes. Colours come from the style sheet.
const Paint = (() => {
  const FACE = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  const HEAD = 20;
  const GLYPH = 11;
  const paths = new Map(Object.entries(Data.raw.types).map(([type, style]) => [type, new Path2D(style.glyph)]));
  let colours = {};

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    const hues = ["ore", "product", "firm", "use", "rule"];
    colours = Object.fromEntries(["paper", "band", "head", "ink", "quiet", "accent", "line", ...hues].map((name) => [name, read(name)]));
    for (const hue of hues) colours[`${hue}-tint`] = read(`${hue}-tint`);
  }

  function rounded(ctx, x, y, w, h, r) {
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, r);
  }

  function bands(ctx, scene) {
    for (const region of scene.regions) {
      rounded(ctx, region.x, region.y, region.w, region.h, 8);
      ctx.fillStyle = colours.band;
      ctx.fill();
    }
  }

  // Headings stay in sight while their region is: `top` is the upper edge of what is visible.
  function headings(ctx, scene, top) {
    for (const region of scene.regions) {
      const y = Math.min(Math.max(region.y, top), region.y + region.h - HEAD - 4);
      heading(ctx, region, y);
    }
  }

  function heading(ctx, region, y) {
    const { x, w } = region;
    const tip = region.stage === null ? 0 : 7;
    ctx.beginPath();
    ctx.moveTo(x, y); ctx.lineTo(x + w - tip, y); ctx.lineTo(x + w, y + HEAD / 2);
    ctx.lineTo(x + w - tip, y + HEAD); ctx.lineTo(x, y + HEAD); ctx.lineTo(x + tip, y + HEAD / 2);
    ctx.closePath();
    ctx.fillStyle = colours.head;
    ctx.fill();
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillStyle = colours.ink;
    ctx.font = `600 11.5px ${FACE}`;
    const title = region.stage === null ? region.title : `${region.stage}  ${region.title}`;
    const count = String(region.count);
    ctx.fillText(title, x + tip + 6, y + HEAD / 2 + 0.5, w - 2 * tip - 30);
    ctx.fillStyle = colours.quiet;
    ctx.font = `11px ${FACE}`;
    ctx.textAlign = "right";
    ctx.fillText(count, x + w - tip - 4, y + HEAD / 2 + 0.5);
  }

  // state: "plain", "chosen", "near" (tied to what is chosen) or "dim".
  function box(ctx, node, { x, y, w, h, lines }, font, state) {
    const hue = Data.raw.types[node.type].hue;
    const isChosen = state === "chosen";
    const left = x - w / 2;
    const top = y - h / 2;
    ctx.globalAlpha = state === "dim" ? 0.34 : 1;
    rounded(ctx, left, top, w, h, 5);
    ctx.fillStyle = isChosen ? colours[hue] : colours[`${hue}-tint`];
    ctx.fill();
    ctx.lineWidth = state === "near" ? 2 : 1;
    ctx.strokeStyle = colours[hue];
    ctx.stroke();
    ctx.fillStyle = isChosen ? colours.paper : colours[hue];
    ctx.save();
    ctx.translate(left + 4.5, y - GLYPH / 2);
    ctx.scale(GLYPH / 16, GLYPH / 16);
    ctx.fill(paths.get(node.type), "evenodd");
    ctx.restore();
    ctx.fillStyle = isChosen ? colours.paper : colours.ink;
    ctx.font = `${font}px ${FACE}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    const step = font * 1.22;
    lines.forEach((line, index) => {
      ctx.fillText(line, left + 18.5, y + (index - (lines.length - 1) / 2) * step + 0.5, w - 22);
    });
    ctx.globalAlpha = 1;
  }

  // A short text on a ground of its own; left out where it would cover one drawn before.
  function pill(ctx, text, { x, y }, taken) {
    ctx.font = `11px ${FACE}`;
    const w = ctx.measureText(text).width + 10;
    const h = 16;
    if (taken.some((other) => Math.abs(other.x - x) < (other.w + w) / 2 && Math.abs(other.y - y) < (other.h + h) / 2)) return;
    taken.push({ x, y, w, h });
    rounded(ctx, x - w / 2, y - h / 2, w, h, 8);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
    ctx.fillStyle = colours.ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(text, x, y + 0.5);
  }

  // The number of a box on a path, as in the panel.
  function badge(ctx, { x, y, w, h }, number) {
    ctx.beginPath();
    ctx.arc(x - w / 2, y - h / 2, 8, 0, 2 * Math.PI);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
    ctx.fillStyle = colours.ink;
    ctx.font = `600 11px ${FACE}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(String(number), x - w / 2, y - h / 2 + 0.5);
  }

  return { readColours, bands, headings, box, pill, badge, colour: (name) => colours[name] };
})();
