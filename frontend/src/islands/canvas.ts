// A process drawn by hand: bpmn-js with our form beside it, saved when the hand rests, checked by the service.
import "../styles/canvas.css";
import Modeler from "bpmn-js/lib/Modeler";
import { Fields } from "../canvas/fields";
import { MODULES } from "../canvas/modules";
import { OURS } from "../canvas/parts";
import { type Service, type Services, type Shape, Tools } from "../canvas/tools";
import { keep, kept } from "../lib/kept";
import type { Row } from "../lib/rows";
import { type Answer, Saving, type Say } from "../lib/saving";
import { t } from "../lib/words";
import { ask, type Both } from "../process/desk";
import { noted, told } from "../process/told";

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const BESIDE_PALETTE = 116;

export async function mountCanvas(root: HTMLElement): Promise<void> {
  const place = root.querySelector<HTMLElement>("[data-canvas]")!;
  const text = { fontFamily: FONT, fontSize: 12, lineHeight: 1.3 };
  const modeler = new Modeler({
    container: place,
    additionalModules: MODULES as never,
    moddleExtensions: { guicheng: OURS },
    textRenderer: { defaultStyle: text, externalStyle: text },
  } as never);
  const drawing = new Drawing(root, modeler);
  await drawing.open();
  root.dataset["live"] = "";
}

class Drawing {
  private readonly saving: Saving;
  private readonly service: Services;
  private readonly tools: Tools;
  private both: Both | null = null;
  private marked: string[] = [];

  constructor(private readonly root: HTMLElement, private readonly modeler: Modeler) {
    this.service = (name) => modeler.get(name) as Service;
    this.tools = new Tools(this.service);
    this.saving = new Saving(
      {
        send: (xml, revision) => this.send(xml, revision),
        keep: (xml) => keep(this.key, xml === null ? null : { text: xml, revision: this.revision }),
        say: (state, answer) => this.say(state, answer),
        clock: { set: (act, wait) => setTimeout(act, wait), clear: (timer) => clearTimeout(timer as number) },
      },
      "",
      this.revision,
    );
    const form = root.querySelector<HTMLElement>("[data-fields]");
    if (form) new Fields(form, this.service);
    root.addEventListener("click", (event) => this.clicked(event.target as Element));
    root.addEventListener("keydown", (event) => this.pressed(event));
    window.addEventListener("beforeunload", (event) => { if (this.saving.unsaved) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.saving.flush();
    });
  }

  private get key(): string { return `drawing.${this.root.dataset["key"] ?? ""}`; }
  private get href(): string { return this.root.dataset["href"] ?? ""; }
  private get revision(): number { return Number(this.root.dataset["revision"]); }

  /** Show the drawing that the service has, or the one that was drawn but not sent. */
  async open(): Promise<void> {
    const response = await fetch(this.root.dataset["diagram"] ?? "");
    if (!response.ok) return noted(this.root, t("Not loaded: no answer from the service. Load the page again."));
    // What stands on the drawing was written in Chinese, in whatever language the page is.
    this.service("eventBus").on("import.done", () => {
      this.root.querySelector("[data-canvas] svg .viewport")?.setAttribute("lang", "zh-CN");
    });
    await this.modeler.importXML(await response.text());
    this.begin();
    const there = await this.xml();
    this.saving.resume(there, this.revision, there);
    this.service("eventBus").on("commandStack.changed", () => void this.drawn());
    const unsent = kept(this.key);
    if (!unsent) return;
    await this.modeler.importXML(unsent.text);
    this.begin();
    this.root.dataset["revision"] = String(unsent.revision);
    this.saving.resume(unsent.text, unsent.revision, there);
    void this.saving.flush();
  }

  /** Show all of it. */
  private fit(): void {
    this.service("canvas").zoom("fit-viewport", "auto");
    this.clear(false);
  }

  /** Show all of a small drawing, and where a large one begins, in letters that can be read. */
  private begin(): void {
    const canvas = this.service("canvas");
    canvas.zoom("fit-viewport", "auto");
    const large = canvas.zoom() < 0.6;
    if (large) canvas.zoom(0.8);
    this.clear(large);
  }

  /** The palette lies over the left edge: what is drawn begins beside it, and a large drawing at the top. */
  private clear(top: boolean): void {
    const canvas = this.service("canvas");
    const { inner, x, y, scale } = canvas.viewbox();
    const dx = Math.max(0, BESIDE_PALETTE - (inner.x - x) * scale);
    canvas.scroll({ dx: top ? BESIDE_PALETTE - (inner.x - x) * scale : dx, dy: top ? 16 - (inner.y - y) * scale : 0 });
  }

  private async xml(): Promise<string> {
    return (await this.modeler.saveXML({ format: true })).xml ?? "";
  }

  private async drawn(): Promise<void> {
    this.saving.changed(await this.xml());
    const stack = this.service("commandStack");
    for (const [act, can] of [["undo", stack.canUndo()], ["redo", stack.canRedo()]] as const) {
      this.root.querySelector(`[data-act="${act}"]`)?.setAttribute("aria-disabled", String(!can));
    }
  }

  private clicked(target: Element): void {
    const act = target.closest<HTMLElement>("[data-act]")?.dataset["act"];
    const settle = target.closest<HTMLElement>("[data-settle]")?.dataset["settle"];
    if (act === "undo" || act === "redo") this.step(act);
    else if (act === "save") void this.saving.flush();
    else if (act === "fit") this.fit();
    else if (settle) void this.settle(settle);
  }

  private step(act: "undo" | "redo"): void {
    const stack = this.service("commandStack");
    if (act === "undo" ? stack.canUndo() : stack.canRedo()) stack[act]();
  }

  /** Keys that hold in the form too; the drawing has its own. */
  private pressed(event: KeyboardEvent): void {
    if (event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    const typing = (event.target as Element).matches("input, textarea");
    const way = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()] as "undo" | "redo" | undefined;
    if (event.key === "Enter") {
      event.preventDefault();
      const field = document.activeElement;
      if (field instanceof HTMLInputElement) field.dispatchEvent(new Event("change", { bubbles: true }));
      void this.drawn().then(() => this.saving.flush());
    } else if (way && !typing && !(event.target as Element).closest(".djs-container")) {
      event.preventDefault();
      this.step(way);
    }
  }

  private async send(xml: string, revision: number): Promise<Answer> {
    const said = await ask(this.href, { act: "draw", xml, revision });
    this.mark(said.kind === "refused" ? said.elements : []);
    if (said.kind === "refused") return { kind: "refused", sentence: said.sentence };
    if (said.kind === "stale") {
      this.both = said.both;
      const place = this.root.querySelector<HTMLElement>("[data-both]");
      if (place) place.innerHTML = said.both.html;
      return { kind: "stale", revision: said.both.revision, present: "" };
    }
    this.root.dataset["revision"] = String(said.found.revision);
    this.number(said.found.rows);
    this.show(said.found.html);
    return { kind: "saved", revision: said.found.revision };
  }

  /** Write the numbers that the service gave into new steps; that is nothing which somebody would take back. */
  private number(rows: readonly Row[]): void {
    for (const row of rows) {
      const shape = this.service("elementRegistry").get(`step_${row.id}`) as Shape | undefined;
      const step = shape?.businessObject.extensionElements?.values.find((one) => one.$type === "guicheng:Step");
      if (step && !step["number"]) step["number"] = row.number;
    }
  }

  private show(html: string): void {
    const told = document.createElement("template");
    told.innerHTML = html;
    const state = this.root.querySelector('[data-part="state"]');
    const fresh = told.content.querySelector('[data-part="state"]');
    if (state && fresh) state.innerHTML = fresh.innerHTML;
    const faults = [...told.content.querySelectorAll<HTMLElement>(".process-fault")];
    this.root.querySelector("[data-faults]")?.replaceChildren(...faults);
    this.mark(faults.map((fault) => (fault.dataset["steps"] ?? "").split(" ")[0] ?? ""));
    performance.mark("process-proved");
  }

  /** Mark elements by their id or, for steps, their number. */
  private mark(names: readonly string[]): void {
    const canvas = this.service("canvas");
    for (const id of this.marked) if (this.service("elementRegistry").get(id)) canvas.removeMarker(id, "faulty");
    this.marked = this.tools.elements()
      .filter((shape) => (names.includes(shape.id) || (this.tools.isStep(shape) && names.includes(this.tools.fact(shape, "number")))))
      .map((shape) => shape.id);
    for (const id of this.marked) canvas.addMarker(id, "faulty");
  }

  private async settle(whose: string): Promise<void> {
    const both = this.both;
    if (!both) return;
    this.both = null;
    this.root.querySelector("[data-both]")?.replaceChildren();
    this.root.dataset["revision"] = String(both.revision);
    if (whose === "theirs") {
      const response = await fetch(this.root.dataset["diagram"] ?? "");
      await this.modeler.importXML(await response.text());
      const there = await this.xml();
      return this.saving.resume(there, both.revision, there);
    }
    this.saving.resume(await this.xml(), both.revision, "");
    void this.saving.flush();
  }

  private say(state: Say, answer?: Answer): void {
    const offline = t("Not sent: no answer from the service. The drawing is kept in this tab and sent again.");
    told(this.root, state, answer, { saved: t("Saved"), offline });
  }
}
