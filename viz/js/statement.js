"use strict";
// A statement on the page: its sentence with both ends marked, its document, and how sure it is.
const Statement = (() => {
  const SHOWN = 2;

  // Offsets count code points, as in the documents, so the quote is cut by code points too.
  function marked(quote, spans) {
    const points = Array.from(quote);
    const ends = spans.map((span, index) => span && { start: span[0], end: span[1], role: index ? "object" : "subject" })
      .filter(Boolean).sort((a, b) => a.start - b.start);
    const parts = [];
    let at = 0;
    for (const { start, end, role } of ends) {
      if (start < at) continue;
      parts.push(points.slice(at, start).join(""), Dom.el("mark", { class: role }, points.slice(start, end).join("")));
      at = end;
    }
    return [...parts, points.slice(at).join("")];
  }

  function facts(statement) {
    const document = Data.raw.documents[statement.doc];
    const doubt = Words.stance[statement.stance];
    return Dom.el("p", { class: "facts" }, [
      doubt ? Dom.el("strong", { class: `stance ${statement.stance}` }, doubt) : null,
      Dom.el("cite", {}, document.title || document.key),
      document.date ? Dom.el("span", {}, document.date) : null,
      Dom.el("span", {}, Words.confidence(statement.confidence)),
      statement.literal ? Dom.el("span", {}, Words.literal(statement.literal)) : null,
    ]);
  }

  function paragraph(statement) {
    const points = Array.from(Data.raw.paragraphs[statement.paragraph]);
    const length = Array.from(statement.quote).length;
    if (points.length <= length) return null;
    const [before, after] = [points.slice(0, statement.offset), points.slice(statement.offset + length)];
    return Dom.el("details", {}, [
      Dom.el("summary", {}, Words.paragraph),
      Dom.el("p", { class: "around" }, [before.join(""), Dom.el("b", {}, statement.quote), after.join("")]),
    ]);
  }

  function card(statement) {
    return Dom.el("article", { class: "statement", "data-statement": statement.id }, [
      Dom.el("blockquote", {}, marked(statement.quote, statement.spans)),
      facts(statement),
      paragraph(statement),
    ]);
  }

  // The surest first; those beyond the first few folded away.
  function cards(statements) {
    const sorted = [...statements].sort((a, b) => b.confidence - a.confidence || a.id - b.id);
    const rest = sorted.slice(SHOWN);
    const folded = rest.length
      ? [Dom.el("details", { class: "rest" }, [Dom.el("summary", {}, Words.moreSentences(rest.length)), ...rest.map(card)])]
      : [];
    return [...sorted.slice(0, SHOWN).map(card), ...folded];
  }

  return { cards };
})();
