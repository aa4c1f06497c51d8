// Builds the editor of the SPARQL page: node build.js FOLDER. Nothing is fetched here.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { outlines } from "./world.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.argv[2];
if (!folder) throw new Error("node build.js FOLDER");

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: { editor: "src/main.js" },
  outdir: folder,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
await build({
  absWorkingDir: here,
  entryPoints: { editor: "src/editor.css" },
  outdir: folder,
  minify: true,
  logLevel: "warning",
});

/** Returns the folders of the packages that inputs are of. */
function packagesOf(inputs) {
  const found = inputs.map((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(found.filter(Boolean))].sort();
}

/** Returns a package's name, release and licence, and the licence's text. */
async function licence(place) {
  const stated = JSON.parse(await readFile(join(here, place, "package.json"), "utf8"));
  const text = await readFile(join(here, place, "LICENSE"), "utf8");
  return `${stated.name} ${stated.version} (${stated.license})\n\n${text.trim()}\n`;
}

const world = await outlines(here);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "world.json"), `${JSON.stringify(world)}\n`);
const packages = [...packagesOf(Object.keys(metafile.inputs)), "node_modules/world-atlas"];
const licences = await Promise.all(packages.map(licence));
const head = "What editor.js and world.json are made of, and under which licences.\n"
  + "The outlines are those of Natural Earth, which are in the public domain.\n";
await writeFile(join(folder, "LICENSES.txt"), [head, ...licences].join(`\n${"-".repeat(72)}\n\n`));
