// The list of keys: "?" or its button opens it; single letters can be switched off there.
import { shortcut } from "../lib/keys";
import { lettersOn, setLetters } from "../lib/letters";

export function mountKeys(element: HTMLElement): void {
  const dialog = element as HTMLDialogElement;
  const box = dialog.querySelector<HTMLInputElement>("input[name=letters]");
  if (box === null) return;
  box.checked = lettersOn();
  box.addEventListener("change", () => setLetters(box.checked));
  for (const opener of document.querySelectorAll<HTMLElement>("[data-opens=keys]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (shortcut(event, lettersOn()) === "?" && !dialog.open) dialog.showModal();
  });
}
