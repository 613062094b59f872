// A list of rows that can be ticked: j and k move, x ticks, Enter opens; the number of those ticked is told.
import { shortcut, stepped } from "../lib/keys";
import { lettersOn } from "../lib/letters";

/** A row, in a table or in a list. */
const ROW = ":is(tbody tr:not(.more), .inbox > li)";

export function mountList(root: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const act = event.key === "Enter" ? opened(root, event) : actions(root)[shortcut(event, lettersOn()) ?? ""];
    if (!act) return;
    event.preventDefault();
    act();
  });
  root.addEventListener("change", () => tell(root));
  root.addEventListener("focusin", (event) => {
    const row = (event.target as Element).closest<HTMLElement>(ROW);
    if (row) choose(root, row);
  });
  tell(root);
}

function actions(root: HTMLElement): Record<string, () => void> {
  return {
    j: () => step(root, 1),
    k: () => step(root, -1),
    x: () => tick(root),
    f: () => document.querySelector<HTMLElement>(".filters select")?.focus(),
    "/": () => document.querySelector<HTMLElement>(".filters input[type=search]")?.focus(),
  };
}

/** Enter opens the chosen row, but not while a field, a link or a button has the key. */
function opened(root: HTMLElement, event: KeyboardEvent): (() => void) | undefined {
  const row = root.querySelector<HTMLElement>(".chosen");
  const link = row?.querySelector<HTMLAnchorElement>("a[href]");
  return link && event.target === row ? () => link.click() : undefined;
}

function rows(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(ROW)];
}

function choose(root: HTMLElement, row: HTMLElement): void {
  for (const old of root.querySelectorAll(".chosen")) old.classList.remove("chosen");
  row.classList.add("chosen");
}

function step(root: HTMLElement, by: 1 | -1): void {
  const all = rows(root);
  const next = all[stepped(all.findIndex((row) => row.classList.contains("chosen")), by, all.length)];
  next?.focus();
}

function tick(root: HTMLElement): void {
  const box = root.querySelector<HTMLInputElement>(".chosen input[type=checkbox]");
  if (!box) return;
  box.checked = !box.checked;
  tell(root);
}

/** Say how many are ticked where a form chooses between those and all. */
function tell(root: HTMLElement): void {
  const option = root.querySelector<HTMLOptionElement>("option[data-said]");
  if (!option) return;
  const count = root.querySelectorAll(`${ROW} input[type=checkbox]:checked`).length;
  option.textContent = (option.dataset["said"] ?? "").replace("{n}", String(count));
}
