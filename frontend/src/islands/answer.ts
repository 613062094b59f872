// The public form: one page at a time, questions that follow from answers, nothing lost without a network.
import { type Answers, holds } from "../lib/branches";
import { type Kept, keep, kept } from "../lib/outbox";
import { t } from "../lib/words";
import { answersOf, drawn, exclude, fill, follow, labelOf, missing, pairsOf, waits } from "./answer_fields";

const AGAIN = 20_000;
const BUSY = [429, 500, 502, 503, 504];

class Form {
  private readonly pages: HTMLElement[];
  private readonly key = location.pathname;
  private at = 0;
  private since = Date.now();
  private spent = 0;
  private timer = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.pages = [...form.querySelectorAll<HTMLElement>("[data-page]")];
    if (!this.preview) this.bringBack();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", (event) => {
      exclude(event.target);
      this.changed();
    });
    form.addEventListener("submit", (event) => this.submitted(event));
    this.find("[data-back]").addEventListener("click", () => this.turn(-1));
    this.find("[data-next]").addEventListener("click", () => this.turn(1));
    document.addEventListener("visibilitychange", () => this.counted());
    addEventListener("online", () => void this.retry());
    this.draw();
    const wrong = form.querySelector("[data-wrong]:not([hidden])");
    if (wrong) this.show(this.pages.findIndex((page) => page.contains(wrong)));
    void this.retry();
  }

  private get preview(): boolean {
    return this.form.dataset["preview"] !== undefined;
  }

  private find(selector: string): HTMLElement {
    return this.form.querySelector<HTMLElement>(selector) as HTMLElement;
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  /** Fill in what this browser kept, where the service did not bring it along already. */
  private bringBack(): void {
    const found = kept(this.key, Date.now());
    if (!found || this.form.querySelector("[data-wrong]:not([hidden])")) return;
    this.spent = found.spent;
    // Another code means another order of what is shuffled: such answers are only sent, never filled in.
    if (new Map(found.fields).get("code") === this.field("code").value) fill(this.form, found.fields);
  }

  private counted(): void {
    if (document.visibilityState === "hidden") this.spent += Date.now() - this.since;
    this.since = Date.now();
  }

  private changed(): void {
    this.draw();
    if (this.preview) return;
    const there = keep(this.key, this.kept(false));
    this.say(there ? t("Kept on this phone") : t("Not kept: send before you leave this page"), there ? "is-ok" : "is-waiting");
  }

  private kept(waiting: boolean): Kept {
    this.counted();
    this.spent += Date.now() - this.since;
    this.since = Date.now();
    return { fields: pairsOf(this.form), spent: this.spent, waiting, at: Date.now() };
  }

  private say(sentence: string, look: string): void {
    const state = this.find("[data-state]");
    state.hidden = false;
    state.className = `state ${look}`;
    if (state.textContent !== sentence) state.textContent = sentence;
  }

  /** Show what follows from the answers so far, in the order of the form. */
  private draw(): void {
    const answers: Answers = new Map();
    for (const page of this.pages) {
      page.dataset["off"] = String(waits(page) && !holds(follow(page), answers));
      for (const question of page.querySelectorAll<HTMLElement>("[data-q]")) {
        const open = page.dataset["off"] === "false" && (!waits(question) || holds(follow(question), answers));
        question.hidden = !open;
        if (open) for (const [name, value] of answersOf(question)) answers.set(name, value);
      }
    }
    for (const pipe of this.form.querySelectorAll<HTMLElement>("[data-pipe]")) {
      pipe.textContent = labelOf(this.form, pipe.dataset["pipe"] ?? "", answers);
    }
    this.show(this.at);
  }

  private open(): HTMLElement[] {
    return this.pages.filter((page) => page.dataset["off"] !== "true" && page.querySelector("[data-q]:not([hidden])"));
  }

  private show(index: number): void {
    const open = this.open();
    const segment = this.form.querySelector<HTMLElement>("#f-segment");
    this.at = Math.max(0, Math.min(index, open.length - 1));
    for (const page of this.pages) page.hidden = page !== open[this.at];
    if (segment) segment.hidden = this.at > 0;
    this.find("[data-back]").hidden = this.at === 0;
    this.find("[data-next]").hidden = this.at >= open.length - 1;
    this.find("[data-send]").hidden = this.at < open.length - 1;
    const step = this.find("[data-step]");
    step.hidden = open.length < 2;
    step.textContent = t("Page {page} of {count}", { page: this.at + 1, count: open.length });
  }

  private turn(by: number): void {
    const page = this.open()[this.at];
    if (by > 0 && page && !this.complete(page)) return;
    this.show(this.at + by);
    this.open()[this.at]?.querySelector<HTMLElement>("h2")?.focus();
    scrollTo({ top: 0 });
  }

  /** Say what is missing on a page before it is left; the service looks again at all of it. */
  private complete(page: HTMLElement): boolean {
    const first = missing(page)[0];
    first?.scrollIntoView({ block: "center" });
    first?.querySelector<HTMLElement>("input, select, textarea")?.focus({ preventScroll: true });
    return first === undefined;
  }

  private submitted(event: SubmitEvent): void {
    this.field("seconds").value = String(Math.round(this.kept(false).spent / 1000));
    this.field("seen").value = drawn(this.form).join(",");
    if (this.preview || (event.submitter as HTMLButtonElement | null)?.value === "save") return;
    event.preventDefault();
    const page = this.open()[this.at];
    if (page && !this.complete(page)) return;
    if (!this.find("[data-next]").hidden) return this.turn(1); // Enter in a field of an earlier page
    const waiting = this.kept(true);
    keep(this.key, waiting);
    void this.send(waiting);
  }

  private async retry(): Promise<void> {
    const found = this.preview ? null : kept(this.key, Date.now());
    if (found?.waiting) await this.send(found);
  }

  private async send(waiting: Kept): Promise<void> {
    clearTimeout(this.timer);
    const body = new URLSearchParams(waiting.fields.filter(([name]) => name !== "csrfmiddlewaretoken"));
    body.set("csrfmiddlewaretoken", this.field("csrfmiddlewaretoken").value);
    body.set("act", "send");
    this.say(t("Being sent"), "is-waiting");
    this.find("[data-send]").toggleAttribute("disabled", true);
    let answer: Response | null = null;
    try {
      answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      // No network: it is sent again by itself.
    }
    this.find("[data-send]").toggleAttribute("disabled", false);
    if (!answer || BUSY.includes(answer.status)) return this.later(waiting);
    if (answer.ok) {
      keep(this.key, null);
      this.say(t("Arrived"), "is-ok");
      location.assign(location.pathname);
      return;
    }
    keep(this.key, { ...waiting, waiting: false });
    await this.refused(answer);
  }

  private later(waiting: Kept): void {
    const there = keep(this.key, waiting);
    this.say(
      there
        ? t("Kept on this phone, not sent yet. It is sent by itself once there is a network.")
        : t("Not sent yet. Leave this page open until there is a network."),
      "is-waiting",
    );
    this.timer = window.setTimeout(() => void this.send(waiting), AGAIN);
  }

  private async refused(answer: Response): Promise<void> {
    const told = answer.headers.get("Content-Type")?.includes("json")
      ? ((await answer.json()) as { error?: string; complaints?: { field: string; message: string }[] })
      : {};
    this.say(told.error ?? t("The service did not take it. Load this page again; your answers stay."), "is-waiting");
    for (const { field, message } of told.complaints ?? []) {
      const place = this.form.querySelector<HTMLElement>(`[data-place="${field}"], #f-${CSS.escape(field)}`);
      const wrong = place?.querySelector<HTMLElement>("[data-wrong]");
      if (wrong) [wrong.textContent, wrong.hidden] = [message, false];
    }
    const first = this.form.querySelector<HTMLElement>("[data-wrong]:not([hidden])");
    if (first) this.show(this.open().findIndex((page) => page.contains(first)));
    first?.scrollIntoView({ block: "center" });
  }
}

export function mountAnswer(form: HTMLFormElement): void {
  new Form(form);
}
