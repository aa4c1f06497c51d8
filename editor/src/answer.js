// An answer, read from the table that the server made of it.

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const STATE = /\/state\/([A-Z]{3})$/;

/** Returns the columns of a table: name, texts, codes of States, and of what kind they are. */
export function read(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows];
  return heads.map((name, index) => {
    const cells = rows.map((row) => row.cells[index]);
    const texts = cells.map((cell) => cell.textContent.trim());
    const said = texts.filter(Boolean);
    const states = cells.map((cell, i) => stateOf(cell, texts[i]));
    return {
      name,
      texts,
      states,
      numeric: said.length > 0 && said.every((text) => NUMBER.test(text)),
      ofStates: said.length > 0 && states.filter(Boolean).length >= said.length / 2,
    };
  });
}

function stateOf(cell, text) {
  const link = cell.querySelector("a");
  const path = link ? new URL(link.href).pathname : "";
  return path.match(STATE)?.[1] ?? text.match(/^[A-Z]{3}$/)?.[0];
}

/** Returns how rows may be measured: counted, by the sum of a column, or by a column's few words. */
export function measures(columns, { kinds }) {
  const sums = columns.filter((c) => c.numeric).map((column) => (
    { name: `SUM(?${column.name})`, column, sum: true }
  ));
  const few = columns.filter((c) => {
    const distinct = new Set(c.texts.filter(Boolean)).size;
    return kinds && !c.numeric && !c.ofStates && distinct > 0 && distinct <= 6;
  });
  const said = few.map((column) => ({ name: `?${column.name}`, column, kinds: true }));
  return [...sums, ...said, { name: "COUNT(*)" }];
}

/** Returns the value of each key: a number, or words; keys in the order in which they come. */
export function grouped(keys, measure) {
  const found = new Map();
  keys.forEach((key, row) => {
    if (!key) return;
    const text = measure.column?.texts[row] ?? "";
    if (measure.kinds) {
      const known = found.get(key);
      if (known === undefined) found.set(key, text);
      else if (!known.split(" / ").includes(text)) found.set(key, `${known} / ${text}`);
    } else {
      found.set(key, (found.get(key) ?? 0) + (measure.sum ? Number(text || 0) : 1));
    }
  });
  return found;
}
