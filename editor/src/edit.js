// The editor in place of the text area, which keeps the text and is what the form sends.
import {
  autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching, HighlightStyle, indentService, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import {
  Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { complete } from "./completion.js";
import "./styles.js";
import { words } from "./words.js";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.integer, tags.float, tags.bool], color: "var(--yes)" },
  { tag: tags.variableName, color: "var(--abstain)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

/** Puts an editor in the place of a text area. The key Tab leaves it, as it leaves a text area. */
export function edit(area) {
  const form = area.form;
  const label = area.labels[0];
  label.id = "query-label";
  const view = new EditorView({
    doc: area.value,
    extensions: [
      keymap.of([{ key: "Mod-Enter", run: () => (form.requestSubmit(), true) }]),
      lineNumbers(), history(), drawSelection(), highlightActiveLine(),
      bracketMatching(), closeBrackets(), EditorView.lineWrapping, SparqlLanguage,
      syntaxHighlighting(COLOURS),
      autocompletion({ override: [complete], icons: false, maxRenderedOptions: 12 }),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorState.tabSize.of(4), indentUnit.of(" ".repeat(4)), indentService.of(indentation),
      EditorView.contentAttributes.of({ "aria-labelledby": label.id, dir: "ltr" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) area.value = update.state.doc.toString();
      }),
      EditorView.domEventHandlers({ beforeinput: typedOver }),
      faulty(area.value),
    ],
  });
  area.after(view.dom);
  area.hidden = true;
  view.contentDOM.addEventListener("focus", () => words(), { once: true });
  label.addEventListener("click", () => view.focus());
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  form.addEventListener("submit", () => {
    // An address bears only so much; a longer query is sent as a body.
    form.method = area.value.length > Number(area.dataset.longest) ? "post" : "get";
  });
  return view;
}

/** Returns the columns before a line: those of the line above, more behind what that one opens. */
function indentation(context, place) {
  const { doc } = context.state;
  const line = doc.lineAt(place);
  const before = line.text.slice(0, place - line.from);
  const above = before.trim() || line.number === 1 ? before : doc.line(line.number - 1).text;
  const closes = /^\s*[})]/.test(context.textAfterPos(place));
  const deeper = /[{(]\s*$/.test(above) ? 1 : 0;
  const columns = above.match(/^\s*/)[0].length + context.unit * (deeper - (closes ? 1 : 0));
  return Math.max(0, columns);
}

/**
 * Types over a selection. A browser that is left to do that keeps the old text's look by styles in
 * elements, which the page's policy forbids.
 */
function typedOver(event, view) {
  const { from, to, empty } = view.state.selection.main;
  if (event.inputType !== "insertText" || event.data === null || empty || view.composing) {
    return false;
  }
  event.preventDefault();
  const replaced = () => view.state.update(view.state.replaceSelection(event.data), {
    userEvent: "input.type",
    scrollIntoView: true,
  });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, from, to, event.data, replaced))) {
    view.dispatch(replaced());
  }
  return true;
}

/** Returns what marks the line that the server found at fault, if it named one. */
function faulty(query) {
  const said = document.querySelector(".problem")?.textContent ?? "";
  const line = Number(said.match(/\b(\d+):\d+/)?.[1]);
  if (!line || line > query.split("\n").length) return [];
  const start = query.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const marked = Decoration.set(Decoration.line({ class: "fault" }).range(start));
  return EditorView.decorations.of((view) => (
    view.state.doc.toString() === query ? marked : Decoration.none
  ));
}
