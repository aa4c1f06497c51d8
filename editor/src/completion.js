// Completion: variables of the query, keywords, prefixes, terms of the ontology, things by name.
import { pickedCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { inOwn, words } from "./words.js";

const KEYWORDS = `
  ASK AS ASC BIND BY CONSTRUCT COUNT DESC DESCRIBE DISTINCT EXISTS FILTER GRAPH GROUP
  GROUP_CONCAT HAVING IN LIMIT MINUS NOT OFFSET OPTIONAL ORDER PREFIX SAMPLE SELECT UNDEF UNION
  VALUES WHERE AVG MAX MIN SUM BOUND COALESCE CONCAT CONTAINS DATATYPE IF ISIRI ISLITERAL LANG
  LANGMATCHES LCASE MONTH REGEX REPLACE STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN
  STRSTARTS SUBSTR UCASE YEAR`.trim().split(/\s+/);
const CLOSED = new Set(["Comment", "String", "IriRef"]);
const WORD = /[\p{L}\p{M}\p{N}_:-]+/u;
const SAME = /^[\p{L}\p{M}\p{N}_:-]*$/u;

/** Returns what may stand at a place of a query. */
export async function complete(context) {
  if (CLOSED.has(syntaxTree(context.state).resolveInner(context.pos, -1).name)) return null;
  const variable = context.matchBefore(/[?$]\w*/u);
  if (variable) return variables(context, variable);
  const word = context.matchBefore(WORD);
  if (!word && !context.explicit) return null;
  const from = word ? word.from : context.pos;
  const known = await words();
  const line = context.state.doc.lineAt(context.pos);
  if (/\bPREFIX\s+$/i.test(line.text.slice(0, from - line.from))) {
    return { from, options: declarations(known.prefixes), validFor: SAME };
  }
  const prefix = word?.text.match(/^[^:]*:/)?.[0];
  const terms = known.terms.filter((each) => each.short).map(term);
  const named = known.things.flatMap(prefix ? shortThing : namedThing);
  const options = [...terms, ...named].filter((each) => !prefix || each.label.startsWith(prefix));
  return {
    from,
    options: prefix ? options : [...KEYWORDS.map(keyword), ...options],
    validFor: prefix ? new RegExp(`^${prefix}[\\w-]*$`) : /^[\p{L}\p{M}\p{N}_-]*$/u,
  };
}

function variables(context, typed) {
  const text = context.state.doc.toString();
  const others = text.slice(0, typed.from) + text.slice(context.pos);
  const found = new Set([...others.matchAll(/[?$](\w+)/gu)].map((match) => match[1]));
  const options = [...found].sort().map((name) => ({
    label: typed.text[0] + name,
    type: "variable",
  }));
  return { from: typed.from, options, validFor: /^[?$]\w*$/u };
}

const keyword = (label) => ({ label, type: "keyword", boost: -1 });

function declarations(prefixes) {
  return Object.entries(prefixes).map(([prefix, iri]) => ({
    label: `${prefix}:`,
    detail: iri,
    apply: `${prefix}: <${iri}>`,
    type: "namespace",
  }));
}

function term(each) {
  return {
    label: each.short,
    detail: inOwn(each.names),
    info: () => text(inOwn(each.texts)),
    apply: insertion(each),
    type: { Class: "class", NamedIndividual: "constant" }[each.kind] ?? "property",
    boost: 2,
  };
}

function text(said) {
  if (!said) return null;
  const node = document.createElement("div");
  node.dir = "auto";
  node.textContent = said;
  return node;
}

function shortThing(each) {
  if (!each.short) return [];
  return [{ label: each.short, detail: inOwn(each.names), apply: insertion(each), type: "constant" }];
}

/** Returns a thing by each of its names, so that it is found in any language. */
function namedThing(each) {
  return [...new Set(Object.values(each.names))].map((label) => ({
    label,
    detail: each.short || "<…>",
    apply: insertion(each),
    type: "constant",
  }));
}

/** Returns what inserts a term or thing, and declares its prefix where the query does not. */
function insertion({ iri, short }) {
  return (view, completion, from, to) => {
    const insert = short || `<${iri}>`;
    const prefix = short.slice(0, short.indexOf(":") + 1);
    const declared = !short
      || new RegExp(`\\bPREFIX\\s+${prefix}`, "i").test(view.state.doc.toString());
    const local = short.slice(prefix.length);
    const start = declared ? "" : `PREFIX ${prefix} <${iri.slice(0, iri.length - local.length)}>\n`;
    view.dispatch({
      changes: [{ from: 0, insert: start }, { from, to, insert }],
      selection: { anchor: start.length + from + insert.length },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
      scrollIntoView: true,
    });
  };
}
