// The sentences that scripts say, gathered into words.json: the page carries their translations. Public pages, read on
// phones, carry those of their own scripts alone: words_public.json.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
const PUBLIC = ["islands/answer.ts", "islands/answer_fields.ts", "islands/letters.ts"].map((name) => join(SOURCE, name));
const SAID = /\bt\(\s*"((?:[^"\\\n]|\\.)*)"/g;

function scripts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? scripts(join(folder, entry.name)) : entry.name.endsWith(".ts") ? [join(folder, entry.name)] : [],
  );
}

export function sentences(files = scripts(SOURCE)) {
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const found = texts.flatMap((text) => [...text.matchAll(SAID)].map((hit) => JSON.parse(`"${hit[1]}"`)));
  return [...new Set(found)].sort();
}

export function words() {
  return {
    name: "guicheng-words",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "words.json", source: JSON.stringify(sentences()) });
      this.emitFile({ type: "asset", fileName: "words_public.json", source: JSON.stringify(sentences(PUBLIC)) });
    },
  };
}
