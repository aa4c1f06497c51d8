// What queries are completed with and things are called: asked of the server once, when needed.

let asked;

/** Returns prefixes, terms and things, each of the latter with its short form where it has one. */
export function words() {
  asked ??= fetch(new URL("words.json", import.meta.url))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(shortened);
  asked.catch(() => { asked = undefined; });
  return asked;
}

function shortened({ prefixes, terms, things }) {
  const starts = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
  const short = ({ iri }) => {
    const [prefix, start] = starts.find(([, each]) => iri.startsWith(each)) ?? [];
    const local = prefix && iri.slice(start.length);
    return local && /^\w(?:[\w-]*\w)?$/.test(local) ? `${prefix}:${local}` : "";
  };
  const all = (list) => list.map((each) => ({ ...each, short: short(each) }));
  return { prefixes, terms: all(terms), things: all(things) };
}

/** Returns one of several wordings: in the language of the interface, else in English, else any. */
export function inOwn(wordings) {
  const said = wordings ?? {};
  return said[document.documentElement.lang] ?? said.en ?? Object.values(said)[0] ?? "";
}
