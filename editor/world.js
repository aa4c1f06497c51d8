// Outlines of the world's countries, projected once, when the editor is built.
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { feature } from "topojson-client";

const WIDTH = 960;
const SOUTH = -57; // degrees; further south there is no State
const ANTARCTICA = "010";
const SMALL = 6; // square units: what is smaller on the map is a dot

/** Returns the ISO 3166-1 codes of States with three letters by those with three digits. */
async function codes(here) {
  const table = await readFile(join(here, "..", "ontology", "authority", "states.ttl"), "utf8");
  const found = new Map();
  let letters = "";
  for (const [, state, number] of table.matchAll(/^state:([A-Z]{3})$|cg:numericCode "(\d{3})"/gm)) {
    if (state) letters = state;
    else found.set(number, letters);
  }
  if (found.size < 190) throw new Error(`states.ttl: ${found.size} numeric codes`);
  return found;
}

async function countries(here, scale) {
  const name = join(here, "node_modules", "world-atlas", `countries-${scale}.json`);
  const topology = JSON.parse(await readFile(name, "utf8"));
  return feature(topology, topology.objects.countries).features;
}

/**
 * Returns the size of the map, an outline for each State, by its code, for all that is no Member
 * State together, and a dot for each State that is too small to be seen otherwise.
 */
export async function outlines(here) {
  const known = await codes(here);
  const coarse = await countries(here, "110m");
  const projection = geoNaturalEarth1().fitWidth(WIDTH, { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const bottom = projection([0, SOUTH])[1];
  const states = {};
  const dots = {};
  let others = "";
  for (const country of coarse.filter(({ id }) => id !== ANTARCTICA)) {
    const code = known.get(country.id);
    if (code) states[code] = (states[code] ?? "") + path(country);
    else others += path(country);
  }
  for (const country of await countries(here, "50m")) {
    const code = known.get(country.id);
    if (code && (!(code in states) || path.area(country) < SMALL)) {
      dots[code] = path.centroid(country).map((value) => Math.round(value * 10) / 10);
    }
  }
  const missing = [...known.values()].filter((code) => !(code in states) && !(code in dots));
  if (missing.length > 1) throw new Error(`no outline: ${missing}`);
  return { width: WIDTH, height: Math.ceil(bottom), states, dots, others };
}
