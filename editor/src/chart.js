// Bars, one a name.
import { grouped } from "./answer.js";
import { html, svg } from "./svg.js";

const MOST = 50;
const ROW = 26;

/** Returns a chart of a column's names by a measure, as wide as there is room, and its legend. */
export function chart(column, measure, width) {
  const all = [...grouped(column.texts, measure)];
  const bars = all.slice(0, MOST);
  const values = bars.map(([, value]) => value);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const start = Math.min(280, width * 0.4);
  const room = width - start - 64;
  const at = (value) => start + (room * (value - low)) / (high - low || 1);
  const height = bars.length * ROW + 4;
  const drawn = svg("svg", {
    class: "bars", role: "img", width, height, viewBox: `0 0 ${width} ${height}`,
    "aria-label": `${measure.name} – ?${column.name}`,
  });
  bars.forEach(([name, value], row) => {
    const middle = row * ROW + ROW / 2;
    const number = value.toLocaleString("en", { maximumFractionDigits: 6 });
    drawn.append(svg("g", {},
      svg("title", {}, `${name}: ${number}`),
      svg("text", { class: "name", x: start - 8, y: middle }, clipped(name, start / 7.2)),
      svg("rect", {
        x: at(Math.min(0, value)), y: row * ROW + 3, height: ROW - 6,
        width: Math.max(1, at(Math.max(0, value)) - at(Math.min(0, value))),
      }),
      svg("text", { class: "number", x: at(Math.max(0, value)) + 6, y: middle }, number)));
  });
  const note = html("figcaption", {}, `${measure.name} – ?${column.name}`);
  if (all.length > MOST) note.append(` (${MOST} / ${all.length})`);
  return [drawn, note];
}

function clipped(text, length) {
  return text.length > length ? `${text.slice(0, Math.max(1, length - 1))}…` : text;
}
