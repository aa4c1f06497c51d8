// The choice between an answer's table, a chart and a map of it.
import { measures, read } from "./answer.js";
import { chart } from "./chart.js";
import { map } from "./map.js";
import { html } from "./svg.js";

/** Shows the choice and draws what is chosen. */
export function offerViews(place, table) {
  const columns = read(table);
  if (!columns.length || !columns[0].texts.length) return;
  const answer = table.closest(".answer");
  const figure = document.querySelector(".drawing");
  const borders = document.querySelector(".borders");
  const [of, by] = ["#of", "#by"].map((id) => place.querySelector(id));
  const offered = {
    chart: { of: columns, by: measures(columns, { kinds: false }) },
    map: { of: columns.filter((c) => c.ofStates), by: measures(columns, { kinds: true }) },
  };
  let chosen = "table";

  async function draw() {
    const view = chosen;
    const { of: keys, by: ways } = offered[view];
    const [key, way] = [keys[of.value], ways[by.value]];
    const drawn = view === "map" ? await map(key, way) : chart(key, way, figure.clientWidth);
    if (view === chosen) figure.replaceChildren(...drawn);
  }

  function choose(view) {
    chosen = view;
    for (const button of place.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    const drawn = view !== "table";
    answer.hidden = drawn;
    figure.hidden = !drawn;
    borders.hidden = view !== "map";
    place.querySelector(".of").hidden = !drawn;
    if (!drawn) return;
    const { of: keys, by: ways } = offered[view];
    const words = keys.findIndex((each) => !each.numeric && !each.ofStates);
    const others = keys.findIndex((each) => !each.numeric);
    fill(of, keys.map((each) => `?${each.name}`), Math.max(0, words < 0 ? others : words));
    fill(by, ways.map((each) => each.name), 0);
    draw();
  }

  for (const button of place.querySelectorAll("[data-view]")) {
    const { view } = button.dataset;
    button.disabled = view !== "table" && !offered[view].of.length;
    button.addEventListener("click", () => choose(view));
  }
  for (const select of [of, by]) select.addEventListener("change", draw);
  let width = 0;
  new ResizeObserver(() => {
    if (chosen === "chart" && figure.clientWidth !== width) {
      width = figure.clientWidth;
      draw();
    }
  }).observe(figure);
  place.hidden = false;
}

function fill(select, names, index) {
  select.replaceChildren(...names.map((name, value) => html("option", { value }, name)));
  select.value = String(index);
}
