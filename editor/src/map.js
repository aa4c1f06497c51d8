// States on a map of the world, whose outlines come with this script.
import { grouped } from "./answer.js";
import { html, svg } from "./svg.js";
import { inOwn, words } from "./words.js";

const CLASSES = 5;
let asked;

function world() {
  asked ??= fetch(new URL("world.json", import.meta.url)).then((answer) => answer.json());
  return asked;
}

/** Returns a map of a column's States by a measure, its legend, and States that it cannot show. */
export async function map(column, measure) {
  const [{ width, height, states, dots, others }, { things }] = await Promise.all([
    world(), words(),
  ]);
  const names = new Map(things.filter((each) => each.kind === "MemberState")
    .map((each) => [each.iri.slice(-3), inOwn(each.names)]));
  const found = grouped(column.states, measure);
  const { classOf, legend } = measure.kinds ? ofKinds(found) : ofNumbers(found);
  const drawn = svg("svg", {
    class: "world", role: "img", viewBox: `0 0 ${width} ${height}`,
    "aria-label": `${measure.name} – ?${column.name}`,
  }, svg("path", { class: "none", d: others }));
  const said = (code) => svg("title", {}, [names.get(code) ?? code, found.get(code)]
    .filter((each) => each !== undefined).join(": "));
  const kind = (code) => (found.has(code) ? classOf(found.get(code)) : "none");
  for (const [code, d] of Object.entries(states)) {
    drawn.append(svg("path", { class: kind(code), d, "data-state": code }, said(code)));
  }
  for (const [code, [cx, cy]] of Object.entries(dots)) {
    const r = found.has(code) ? 5 : 2;
    drawn.append(svg("circle", { class: kind(code), cx, cy, r, "data-state": code }, said(code)));
  }
  const away = [...found.keys()].filter((code) => !(code in states) && !(code in dots));
  const items = legend.map(([name, text]) => html("li", {}, html("span", { class: name }),
    html("bdi", {}, text)));
  items.push(...away.map((code) => html("li", { class: "away" },
    `${names.get(code) ?? code}: ${found.get(code)}`)));
  const note = html("figcaption", {}, `${measure.name} – ?${column.name}`);
  return [drawn, html("ul", { class: "legend" }, ...items), note];
}

function ofKinds(found) {
  const kinds = [...new Set(found.values())];
  const classOf = (value) => `k${Math.min(kinds.indexOf(value), 6)}`;
  const counts = kinds.map((kind) => [...found.values()].filter((each) => each === kind).length);
  return { classOf, legend: kinds.map((kind, i) => [classOf(kind), `${kind} (${counts[i]})`]) };
}

function ofNumbers(found) {
  const values = [...found.values()];
  const low = Math.min(...values);
  const step = (Math.max(...values) - low) / CLASSES;
  const index = (value) => (step ? Math.min(CLASSES - 1, Math.floor((value - low) / step)) : 2);
  const legend = [];
  for (let i = 0; i < CLASSES; i += 1) {
    const within = values.filter((value) => index(value) === i);
    if (within.length) {
      const [first, last] = [Math.min(...within), Math.max(...within)];
      const text = first === last ? `${first}` : `\u2066${first}–${last}\u2069`;
      legend.push([`q${i}`, `${text} (${within.length})`]);
    }
  }
  return { classOf: (value) => `q${index(value)}`, legend };
}
