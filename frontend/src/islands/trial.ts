// The box to try a sentence: read while typing, never during composition, older answers dropped.
import { latest } from "../lib/latest";
import { whenSettled } from "../lib/settled";
import { t } from "../lib/words";

const WAIT = 400;

export function mountTrial(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const input = form.querySelector("textarea");
  const place = document.getElementById(form.dataset["answer"] ?? "");
  if (input === null || place === null) return;
  const note = form.querySelector<HTMLElement>("[role=alert]");

  const ask = async (_text: string, signal: AbortSignal): Promise<string> => {
    const response = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, signal,
    });
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
  };
  const show = (html: string): void => {
    place.innerHTML = html;
    if (note) note.hidden = true;
    performance.mark("trial-shown");
  };
  const failed = (): void => {
    if (!note) return;
    note.hidden = false;
    note.textContent = t("Not checked: the server did not answer. The sentence stays here; type on or try again in a minute.");
  };
  const read = latest(ask, { answered: show, failed });

  whenSettled(input, WAIT, (text) => void read(text));
  for (const submit of form.querySelectorAll<HTMLElement>("[data-without-script]")) submit.hidden = true;
  for (const example of form.querySelectorAll<HTMLButtonElement>("button[name=text]")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      input.value = example.value;
      input.dispatchEvent(new Event("input"));
      input.focus();
    });
  }
}
