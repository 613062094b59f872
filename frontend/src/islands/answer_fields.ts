// The fields of a public form: what was answered, what is missing, and how it is filled in again.
import { type Answers, type Condition, UNSURE, type Value } from "../lib/branches";
import { t } from "../lib/words";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const CONTROLS = "input, textarea, select";
/** Fields that are no answers: the service and this browser have their own. */
const OWN = ["csrfmiddlewaretoken", "code", "version", "seen", "began", "seconds", "website"];

export const waits = (element: HTMLElement): boolean => element.dataset["when"] !== undefined;
export const follow = (element: HTMLElement): Condition => JSON.parse(element.dataset["when"] ?? "[]") as Condition;

function controls(within: ParentNode): Control[] {
  return [...within.querySelectorAll<Control>(CONTROLS)].filter((control) => control.name !== "");
}

function given(control: Control): boolean {
  const ticks = control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type);
  return ticks ? (control as HTMLInputElement).checked : control.value.trim() !== "";
}

/** Take the ticks away that a new one excludes: "none of these" beside others, or others beside it. */
export function exclude(ticked: EventTarget | null): void {
  if (!(ticked instanceof HTMLInputElement) || ticked.type !== "checkbox" || !ticked.checked) return;
  for (const other of ticked.form?.querySelectorAll<HTMLInputElement>(`input[name="${ticked.name}"]`) ?? []) {
    const either = "alone" in ticked.dataset || "alone" in other.dataset;
    if (other !== ticked && either) other.checked = false;
  }
}

/** The answers of one question; a line for words of one's own opens with its option. */
export function answersOf(question: HTMLElement): Answers {
  const found: Answers = new Map();
  for (const place of question.querySelectorAll<HTMLElement>("[data-place]")) {
    const name = place.dataset["place"] ?? "";
    const opener = place.dataset["opened"];
    if (opener !== undefined) {
      const chosen = found.get(name.replace(/\.other$/, ""));
      place.hidden = !(Array.isArray(chosen) ? chosen.includes(opener) : chosen === opener);
      if (place.hidden) continue;
    }
    const values = controls(place).filter(given).map((control) => control.value.trim());
    const last = values.at(-1);
    if (last !== undefined) found.set(name, place.classList.contains("is-check") ? values : (last as Value));
  }
  return found;
}

/** Name and value of all that the form would send of what is shown. */
export function pairsOf(form: HTMLFormElement): [string, string][] {
  const off = (control: Control): boolean =>
    control.closest("[data-q][hidden], [data-place][hidden]") !== null || control.closest("[data-off=true]") !== null;
  return controls(form)
    .filter((control) => (control instanceof HTMLInputElement && control.type === "hidden") || (given(control) && !off(control)))
    .map((control) => [control.name, control.value]);
}

export function fill(form: HTMLFormElement, fields: [string, string][]): void {
  const wanted = new Map<string, string[]>();
  for (const [name, value] of fields) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  for (const control of controls(form)) {
    if (OWN.includes(control.name) || (control instanceof HTMLInputElement && control.type === "hidden")) continue;
    const values = wanted.get(control.name);
    if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
      if (values) control.checked = values.includes(control.value);
    } else if (values) control.value = values[0] ?? "";
  }
}

/** Ids of the questions that were shown, on all pages. */
export function drawn(form: HTMLFormElement): string[] {
  return [...form.querySelectorAll<HTMLElement>("[data-q]:not([hidden])")].map((question) => question.dataset["q"] ?? "");
}

/** Places of a page that must be filled and are not, marked so. */
export function missing(page: HTMLElement): HTMLElement[] {
  const all = [...page.querySelectorAll<HTMLElement>("[data-q]:not([hidden]) [data-place]:not([hidden])")];
  const empty = all.filter((place) => {
    const wrong = place.querySelector<HTMLElement>("[data-wrong]");
    const lacks = place.closest("[data-required]") !== null && place.dataset["opened"] === undefined && !controls(place).some(given);
    if (wrong) {
      wrong.hidden = !lacks;
      wrong.textContent = lacks ? place.querySelector("textarea, input[type=text]") ? t("Write an answer.") : t("Choose an answer.") : "";
    }
    return lacks;
  });
  return empty;
}

/** The words of an answer, as another question speaks of it. */
export function labelOf(form: HTMLFormElement, name: string, answers: Answers): string {
  const value = answers.get(name);
  if (value === undefined || value === UNSURE) return "…";
  const own = answers.get(`${name}.other`);
  const opener = form.querySelector<HTMLElement>(`[data-place="${name}.other"]`)?.dataset["opened"];
  const words = (Array.isArray(value) ? value : [value]).map((each) => {
    if (own !== undefined && each === opener) return String(own);
    const control = [...form.querySelectorAll<HTMLInputElement>("input")].find((input) => input.name === name && input.value === each);
    return control?.type === "text" || !control ? each : (control.parentElement?.textContent?.trim() ?? each);
  });
  return words.join("、");
}
