// CodeMirror's own rules, where the page's policy lets them be: in a sheet made by script, not in
// an element of the page. They are in a layer, so that the rules of the site go before them.
import { StyleModule } from "style-mod";

const sheet = new CSSStyleSheet();
const known = new Set();

StyleModule.mount = (root, modules) => {
  for (const each of [modules].flat()) known.add(each);
  const rules = [...known].map((each) => each.getRules());
  sheet.replaceSync(`@layer codemirror {\n${rules.join("\n")}\n}`);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
};
