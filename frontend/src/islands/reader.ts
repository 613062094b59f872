// Reading a document by keys and by clicks: clauses, their findings, and the marks that belong together.
import { shortcut, stepped } from "../lib/keys";
import { lettersOn } from "../lib/letters";
import { t } from "../lib/words";

const COPIED_FOR = 2000;

export function mountReader(root: HTMLElement): void {
  root.addEventListener("click", (event) => {
    const target = event.target as Element;
    const copier = target.closest<HTMLButtonElement>("[data-copy]");
    if (copier) return void copy(copier);
    const finding = target.closest<HTMLElement>(".finding");
    if (finding && !target.closest("a, button, summary")) choose(root, clauseOf(finding), finding);
    const link = target.closest<HTMLAnchorElement>("a[data-clause]");
    if (link && finding) {
      event.preventDefault();
      choose(root, clauseOf(finding), finding);
      clauseOf(finding)?.focus();
    }
  });
  root.addEventListener("focusin", (event) => {
    const clause = (event.target as Element).closest<HTMLElement>(".clause");
    if (clause && !clause.classList.contains("chosen")) choose(root, clause, null);
  });
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const act = actions(root)[shortcut(event, lettersOn()) ?? ""];
    if (!act) return;
    event.preventDefault();
    act();
  });
  foldContents(root);
  restore(root);
}

/** Where there is no room beside the clauses, the contents stand above them, folded. */
function foldContents(root: HTMLElement): void {
  if (matchMedia("(max-width: 80em)").matches) root.querySelector(".toc details")?.removeAttribute("open");
}

function actions(root: HTMLElement): Record<string, () => void> {
  const field = (selector: string): void => root.querySelector<HTMLElement>(selector)?.focus();
  return {
    j: () => toClause(root, 1),
    k: () => toClause(root, -1),
    f: () => field(".filters select"),
    "/": () => field(".filters input[type=search]"),
    F8: () => toFinding(root, 1),
    "Shift+F8": () => toFinding(root, -1),
  };
}

function clauseOf(finding: Element): HTMLElement | null {
  return finding.closest<HTMLElement>(".clause");
}

function all(root: HTMLElement, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

function toClause(root: HTMLElement, step: 1 | -1): void {
  const clauses = all(root, ".clause");
  const next = clauses[stepped(clauses.findIndex((clause) => clause.classList.contains("chosen")), step, clauses.length)];
  if (!next) return;
  choose(root, next, null);
  next.focus();
}

function toFinding(root: HTMLElement, step: 1 | -1): void {
  const findings = all(root, ".finding");
  const next = findings[stepped(currentFinding(root, findings, step), step, findings.length)];
  if (!next) return;
  next.closest("details")?.setAttribute("open", "");
  choose(root, clauseOf(next), next);
  next.focus();
}

/** The place to step from: the chosen finding, else the end of the findings before the chosen clause. */
function currentFinding(root: HTMLElement, findings: HTMLElement[], step: 1 | -1): number {
  const chosen = findings.findIndex((finding) => finding.classList.contains("chosen"));
  const clause = root.querySelector(".clause.chosen");
  if (chosen >= 0 || clause === null) return chosen;
  const after = findings.findIndex((finding) => clause.compareDocumentPosition(finding) & Node.DOCUMENT_POSITION_FOLLOWING);
  const first = after < 0 ? findings.length : after;
  return step > 0 ? first - 1 : first;
}

function choose(root: HTMLElement, clause: HTMLElement | null, finding: HTMLElement | null): void {
  for (const old of all(root, ".clause.chosen, .finding.chosen")) old.classList.remove("chosen");
  for (const old of all(root, "mark.lit")) old.classList.remove("lit");
  clause?.classList.add("chosen");
  if (clause?.id) history.replaceState(history.state, "", `#${clause.id}`);
  finding?.classList.add("chosen");
  if (!finding || !clause) return;
  const [start, end] = [Number(finding.dataset["start"]), Number(finding.dataset["end"])];
  for (const mark of all(clause, "mark")) {
    const inside = Number(mark.dataset["start"]) < end && start < Number(mark.dataset["end"]);
    mark.classList.toggle("lit", inside);
  }
}

/** Return to the clause that was chosen when the page was left. */
function restore(root: HTMLElement): void {
  const clause = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (clause?.classList.contains("clause")) choose(root, clause, null);
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const text = button.dataset["copy"] ?? "";
  const label = button.querySelector("span");
  if (!label) return;
  const before = label.textContent;
  label.textContent = (await written(text)) ? t("Copied") : t("Select it by hand");
  setTimeout(() => (label.textContent = before), COPIED_FOR);
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
