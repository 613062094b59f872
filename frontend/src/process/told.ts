// What a page of a process says of its saving: the table and the drawing say it alike.
import type { Answer, Say } from "../lib/saving";
import { t } from "../lib/words";

/** Say how saving stands; `saved` and `offline` are the page's own sentences, for what it keeps is its own. */
export function told(root: HTMLElement, state: Say, answer: Answer | undefined, own: { saved: string; offline: string }): void {
  const sentences: Record<Say, string> = {
    ...own,
    unsaved: t("Not saved yet"),
    saving: t("Saving …"),
    stale: t("Somebody else saved first. Both versions stand below."),
    refused: answer?.kind === "refused" ? answer.sentence : "",
  };
  root.dataset["saved"] = state;
  noted(root, sentences[state]);
}

export function noted(root: HTMLElement, sentence: string): void {
  const note = root.querySelector<HTMLElement>("[data-note]");
  if (note) note.textContent = sentence;
}
