// A place for a file inside a form: a file is chosen or dropped there, its name is said, and the form sends it.
export function mountPick(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>("input[type=file]");
  const chosen = element.querySelector<HTMLElement>("[data-chosen]");
  if (!input || !chosen) return;
  const tell = (): void => {
    chosen.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
  };
  input.addEventListener("change", tell);
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  // A browser that goes back to the page keeps what was chosen.
  tell();
}
