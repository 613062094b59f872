// The drop zone: a file is sent with its progress shown; what is refused is said beside the button.
import { t } from "../lib/words";

interface Parts {
  form: HTMLFormElement;
  input: HTMLInputElement;
  bar: HTMLElement;
  progress: HTMLProgressElement;
  status: HTMLElement;
  refusal: HTMLElement;
}

function partsOf(element: HTMLElement): Parts {
  const find = <Found extends Element>(selector: string): Found => element.querySelector(selector) as Found;
  return {
    form: element as HTMLFormElement,
    input: find("input[type=file]"),
    bar: find(".bar"),
    progress: find("progress"),
    status: find("[role=status]"),
    refusal: find("[data-refusal]"),
  };
}

export function mountUpload(element: HTMLElement): void {
  const parts = partsOf(element);
  parts.input.addEventListener("change", () => {
    const file = parts.input.files?.[0];
    if (file) send(parts, file);
  });
  for (const submit of element.querySelectorAll<HTMLElement>("[data-without-script]")) submit.hidden = true;
  acceptDrops(parts);
}

function acceptDrops(parts: Parts): void {
  const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  // Anywhere on the page: a file that lands beside the frame must not make the browser leave the page.
  document.addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    parts.form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) parts.form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    parts.form.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    send(parts, file);
  });
}

function refuse(parts: Parts, sentence: string): void {
  parts.bar.hidden = true;
  parts.form.removeAttribute("aria-busy");
  parts.input.value = "";
  parts.refusal.hidden = false;
  const place = parts.refusal.querySelector("p");
  if (place) place.textContent = sentence;
  parts.refusal.focus();
}

function send(parts: Parts, file: File): void {
  if (parts.form.getAttribute("aria-busy") === "true") return;
  const limit = Number(parts.form.dataset["limit"]);
  parts.refusal.hidden = true;
  if (file.size > limit) {
    refuse(parts, t("“{name}” has {size} MB. Send at most {limit} MB: split it or take its pictures out.", sizes(file, limit)));
    return;
  }
  const body = new FormData(parts.form);
  body.set("file", file, file.name);
  parts.form.setAttribute("aria-busy", "true");
  parts.bar.hidden = false;
  parts.status.textContent = t("Sending “{name}”", { name: file.name });
  const request = new XMLHttpRequest();
  request.open("POST", parts.form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) parts.progress.value = event.loaded / event.total;
  });
  request.addEventListener("load", () => answered(parts, request));
  request.addEventListener("error", () => refuse(parts, t("The file did not arrive. Check the network, then choose it again.")));
  request.send(body);
}

function sizes(file: File, limit: number): Record<string, string> {
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < limit * 10 ? 0 : 0);
  return { name: file.name, size: megabytes(file.size), limit: megabytes(limit) };
}

function answered(parts: Parts, request: XMLHttpRequest): void {
  const answer = request.response as { url?: string; error?: string } | null;
  if (request.status < 400 && answer?.url) {
    location.assign(answer.url);
    return;
  }
  refuse(parts, answer?.error ?? t("The server did not take the file. It is unchanged on your computer; choose it again in a minute."));
}
