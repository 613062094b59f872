// Sentences for people: English in the code, the page carries their translation (see plugins/words.mjs).

let table: Record<string, string> | undefined;

function translations(): Record<string, string> {
  if (table === undefined) {
    const island = document.getElementById("words");
    table = island?.textContent ? (JSON.parse(island.textContent) as Record<string, string>) : {};
  }
  return table;
}

/** Fill the `{name}` fields of a sentence. */
export function fill(sentence: string, fields: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(fields[name] ?? whole));
}

/** Return a sentence in the page's language. */
export function t(sentence: string, fields: Record<string, string | number> = {}): string {
  return fill(translations()[sentence] ?? sentence, fields);
}
