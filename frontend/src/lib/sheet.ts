// The clause that is being edited: its box, its saving, and what the service says of its text.
import htmx from "htmx.org/dist/htmx.esm.js";
import { clearPaint, type Mark, paint } from "./highlights";
import { keep } from "./kept";
import { latest } from "./latest";
import { type Answer, Saving, type Say } from "./saving";
import { whenSettled } from "./settled";
import { t } from "./words";

const READ_AFTER = 400;

interface Reading {
  html: string;
  marks: Mark[];
}

/** The clause that is open, from the click that opened it until its text rests with the service. */
export class Sheet {
  readonly saving: Saving;
  private theirs: { text: string; revision: number } | null = null;
  private readonly read: (text: string) => Promise<void>;

  static of(clause: HTMLElement): Sheet | null {
    const box = clause.querySelector<HTMLElement>("[data-editable]");
    return box ? new Sheet(clause, box) : null;
  }

  private constructor(readonly clause: HTMLElement, private readonly box: HTMLElement) {
    const text = box.textContent ?? "";
    box.textContent = text;
    box.setAttribute("contenteditable", "plaintext-only");
    if (!box.isContentEditable) box.setAttribute("contenteditable", "true");
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    clause.classList.add("editing");
    box.focus();
    this.saving = new Saving(
      {
        send: (sent, revision) => this.send(sent, revision),
        keep: (unsent) => keep(this.key, unsent === null ? null : { text: unsent, revision: this.revision }),
        say: (state, answer) => this.say(state, answer),
        clock: { set: (act, wait) => setTimeout(act, wait), clear: (timer) => clearTimeout(timer as number) },
      },
      text,
      this.revision,
    );
    this.read = latest((asked: string, signal) => this.ask(asked, signal), {
      answered: (reading) => this.show(reading),
      failed: () => this.unread(),
    });
    const typed = { get value() { return box.textContent ?? ""; }, addEventListener: box.addEventListener.bind(box) };
    whenSettled(typed, 0, (now) => this.saving.changed(now));
    whenSettled(typed, READ_AFTER, (now) => void this.read(now));
    box.addEventListener("paste", (event) => this.pasted(event));
    void this.read(text);
  }

  write(text: string): void {
    this.box.textContent = text;
    this.box.dispatchEvent(new Event("input"));
    this.box.focus();
  }

  settle(mine: boolean): void {
    if (!this.theirs) return;
    const { text, revision } = this.theirs;
    this.theirs = null;
    this.clause.querySelector("[data-both]")?.setAttribute("hidden", "");
    if (!mine) this.box.textContent = text;
    this.saving.resume(this.box.textContent ?? "", revision, text);
    void this.read(this.box.textContent ?? "");
    this.box.focus();
  }

  /** Show the clause at rest again, as the service renders it. */
  async rest(): Promise<void> {
    clearPaint();
    const response = await fetch(this.href(), { headers: { "HX-Request": "true" } });
    if (!response.ok) return;
    const place = document.createElement("template");
    place.innerHTML = await response.text();
    const fresh = place.content.firstElementChild;
    if (fresh) this.clause.replaceWith(fresh);
    if (fresh) htmx.process(fresh);
  }

  private get key(): string {
    return this.clause.dataset["key"] ?? "";
  }

  private get revision(): number {
    return Number(this.clause.dataset["revision"]);
  }

  private href(part = ""): string {
    return `${this.clause.dataset["href"]}${part}`;
  }

  private post(part: string, fields: Record<string, string>, signal?: AbortSignal): Promise<Response> {
    const body = new URLSearchParams(fields);
    const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
    return fetch(this.href(part), { method: "POST", body, headers: { "X-CSRFToken": token }, ...(signal && { signal }) });
  }

  private async send(text: string, revision: number): Promise<Answer> {
    const response = await this.post("", { text, revision: String(revision) });
    if (response.status >= 500) throw new Error(String(response.status));
    const answer = (await response.json()) as { revision: number; present?: string; sentence?: string };
    if (response.ok) return { kind: "saved", revision: answer.revision };
    if (response.status === 409) return { kind: "stale", revision: answer.revision, present: answer.present ?? "" };
    return { kind: "refused", sentence: answer.sentence ?? "" };
  }

  private async ask(text: string, signal: AbortSignal): Promise<Reading> {
    const response = await this.post("reading/", { text }, signal);
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as Reading;
  }

  private show({ html, marks }: Reading): void {
    const side = this.clause.querySelector<HTMLElement>("[data-side]");
    if (side) side.innerHTML = html;
    paint(this.box, marks);
    performance.mark("clause-read");
  }

  private unread(): void {
    clearPaint();
    this.tell(t("Not checked yet: the service did not answer. The text stays here."));
  }

  private say(state: Say, answer?: Answer): void {
    const clause = this.clause;
    clause.dataset["saved"] = state;
    if (answer?.kind === "saved") clause.dataset["revision"] = String(answer.revision);
    if (answer?.kind === "stale") this.both(answer.present, answer.revision);
    const sentences: Record<Say, string> = {
      saved: t("Saved"),
      unsaved: t("Not saved yet"),
      saving: t("Saving …"),
      offline: t("Not sent: no answer from the service. The text is kept in this tab and sent again."),
      stale: t("Somebody else saved this clause first. Both texts stand below."),
      refused: answer?.kind === "refused" ? answer.sentence : "",
    };
    this.tell(sentences[state]);
  }

  private both(present: string, revision: number): void {
    this.theirs = { text: present, revision };
    const both = this.clause.querySelector<HTMLElement>("[data-both]");
    if (!both) return;
    both.hidden = false;
    const theirs = both.querySelector("[data-theirs]");
    if (theirs) theirs.textContent = present;
  }

  private tell(sentence: string): void {
    const note = this.clause.querySelector<HTMLElement>("[data-note]");
    if (note) note.textContent = sentence;
  }

  private pasted(event: ClipboardEvent): void {
    if (this.box.getAttribute("contenteditable") === "plaintext-only") return;
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData?.getData("text/plain") ?? "");
  }
}
