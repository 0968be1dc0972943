"use strict";
// The words of the page itself; what it shows of the chain comes with the data.
const Words = {
  counts: (nodes, statements, documents) =>
    `${nodes} thing${nodes === 1 ? "" : "s"}, ${statements} statement${statements === 1 ? "" : "s"} from ${documents} document${documents === 1 ? "" : "s"}`,
  drawn: (count) => `; ${count} drawn`,
  lead: "Choose a box, or a name below, to read what is said of it and in which words.",
  undrawn: (count) => (count === 1
    ? "1 more thing is not drawn: search reaches it."
    : `${count} more things are not drawn: search reaches them all.`),
  more: (count) => `${count} more: search for ${count === 1 ? "it" : "them"}`,
  example: (from, to) => `Follow the material from ${from} to ${to}`,
  most: "Most spoken of",
  all: "Everything, by stage",
  documents: "Documents",
  back: "Back",
  backHint: "Escape goes back",
  around: (name, shown, all) =>
    `Around ${name}: ${shown === all ? "" : `${shown} of `}${all} neighbour${all === 1 ? "" : "s"}`,
  onPath: "The path alone, by stage",
  former: "Formerly",
  also: "Also",
  pathFrom: "Path from here",
  pathTo: "Path to here",
  none: "Nothing is said of it in these documents.",
  confidence: (value) => `confidence ${value.toFixed(2)}`,
  stance: { planned: "planned", hedged: "not certain", denied: "denied", ended: "ended" },
  literal: (text) => `as printed: ${text}`,
  paragraph: "In its paragraph",
  moreSentences: (count) => `${count} more sentence${count === 1 ? "" : "s"}`,
  pathTitle: (from, to) => `From ${from} to ${to}`,
  pathSummary: (steps) => `${steps} step${steps === 1 ? "" : "s"} of material, each with its words.`,
  pathBy: { broader: "is one kind of", narrower: "may be, among its kinds," },
  vocabulary: "by the vocabulary",
  noPath: (from, to) => `No way of material leads from ${from} to ${to} in these documents. That they do not say it is no proof that there is none.`,
  choose: "Choose two names from the lists.",
  noMatch: "No such name",
  layers: { flow: "Material", ownership: "Ownership", policy: "Policy", place: "Places" },
  stage: (at, title) => `Stage ${at}: ${title}`,
  beside: "Beside the chain",
};
