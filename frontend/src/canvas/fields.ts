// The form beside the drawing: what is said of the chosen element, and by buttons all that can be done to it.
import { t } from "../lib/words";
import { GATEWAYS, kind } from "./parts";
import { type Service, type Services, type Shape, Tools } from "./tools";

const FACTS = ["limit", "form", "record", "number", "inputs", "note", "clauses"] as const;

/** Follows what is chosen; a field is written when it is left, as one change. */
export class Fields {
  private readonly tools: Tools;
  private shape: Shape | null = null;

  constructor(private readonly root: HTMLElement, private readonly service: Services) {
    this.tools = new Tools(service);
    const bus = service("eventBus");
    bus.on("selection.changed", ({ newSelection }: { newSelection: Shape[] }) => this.choose(newSelection.length === 1 ? newSelection[0]! : null));
    bus.on(["commandStack.changed", "import.done"], () => this.show());
    root.addEventListener("change", (event) => this.changed(event.target as HTMLInputElement));
    root.addEventListener("click", (event) => this.clicked(event.target as Element));
    root.addEventListener("submit", (event) => event.preventDefault());
  }

  private choose(shape: Shape | null): void {
    this.leave();
    this.shape = shape?.labelTarget ?? shape;
    this.show();
  }

  /** Write the field in hand before another element is shown in its place. */
  private leave(): void {
    const field = document.activeElement;
    if (field instanceof HTMLInputElement && this.root.contains(field)) this.changed(field);
  }

  private show(): void {
    const registry: Service = this.service("elementRegistry");
    if (this.shape && !registry.get(this.shape.id)) this.shape = null;
    const { shape, tools } = this;
    this.list();
    const is = (test: boolean): boolean => Boolean(shape) && test;
    const parts: Record<string, boolean> = {
      name: shape !== null,
      step: is(shape !== null && tools.isStep(shape)),
      timer: is(/BoundaryEvent|CatchEvent/.test(shape?.type ?? "")),
      none: shape === null,
    };
    for (const part of this.root.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = !parts[part.dataset["for"] ?? ""];
    if (shape) this.fill(shape);
    this.buttons(shape);
  }

  private fill(shape: Shape): void {
    const set = (name: string, text: string): void => {
      const field = this.root.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (field && field.value !== text) field.value = text;
    };
    set("name", shape.businessObject.name ?? "");
    if (/BoundaryEvent|CatchEvent/.test(shape.type)) set("timer", this.tools.timerText(shape));
    if (!this.tools.isStep(shape)) return;
    set("post", this.tools.post(shape));
    for (const name of FACTS) set(name, this.tools.fact(shape, name));
    const late = this.root.querySelector("[data-late]");
    if (late) late.textContent = this.tools.timers(shape).map((timer) => this.tools.timerText(timer) || t("no time yet")).join("；") || "—";
    const posts = this.root.querySelector("datalist");
    posts?.replaceChildren(...this.tools.lanes().map((lane) => new Option(lane.businessObject.name ?? "")));
  }

  /** All elements in one list, for those who choose by keys. */
  private list(): void {
    const select = this.root.querySelector<HTMLSelectElement>("[data-elements]");
    if (!select) return;
    const told = this.tools.elements().map((shape) => new Option(`${said(shape)} ${shape.businessObject.name ?? ""}`.trim(), shape.id, false, shape === this.shape));
    select.replaceChildren(new Option(t("Choose an element"), ""), ...told);
    if (this.shape) select.value = this.shape.id;
  }

  private buttons(shape: Shape | null): void {
    const place = this.root.querySelector<HTMLElement>("[data-acts]");
    if (!place) return;
    const made: [string, string][] = [];
    if (shape) {
      for (const next of this.tools.following(shape)) made.push([`after ${next.key}`, t("Then: {what}", { what: next.title() })]);
      if (this.tools.isStep(shape)) made.push(["ring takes", t("When late: take it away")], ["ring tells", t("When late: tell somebody")]);
      if (/Gateway$/.test(shape.type)) {
        for (const other of GATEWAYS.map(kind).filter((one) => one.type !== shape.type)) made.push([`become ${other.key}`, t("Make it: {what}", { what: other.title() })]);
      }
      if (this.tools.canLead(shape)) made.push(["lead", t("Lead it to the element of this list")]);
      if (shape.type !== "bpmn:Participant") made.push(["remove", t("Remove")]);
    }
    const held = (document.activeElement as HTMLElement | null)?.dataset["tool"];
    place.replaceChildren(...made.map(([tool, title]) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn", textContent: title });
      button.dataset["tool"] = tool;
      return button;
    }));
    if (held) place.querySelector<HTMLElement>(`[data-tool="${held}"]`)?.focus();
    const goals = this.root.querySelector<HTMLSelectElement>("[data-goals]");
    if (!goals) return;
    goals.hidden = !shape || !this.tools.canLead(shape);
    const others = this.tools.elements().filter((one) => !one.waypoints && one !== shape && this.reachable(one));
    goals.replaceChildren(...others.map((one) => new Option(`${said(one)} ${one.businessObject.name ?? ""}`.trim(), one.id)));
  }

  private reachable(shape: Shape): boolean {
    return this.tools.isStep(shape) || /Gateway$|EndEvent|CatchEvent|SubProcess/.test(shape.type);
  }

  private changed(field: HTMLInputElement): void {
    if (field.matches("[data-elements]")) return this.go(field.value);
    const { shape, tools } = this;
    const text = field.value.trim();
    if (!shape) return;
    if (field.name === "name" && text !== (shape.businessObject.name ?? "")) tools.name(shape, text);
    else if (field.name === "post") tools.setPost(shape, text);
    else if (field.name === "timer" && text !== tools.timerText(shape)) tools.setTimer(shape, text);
    else if ((FACTS as readonly string[]).includes(field.name) && text !== tools.fact(shape, field.name)) tools.setFact(shape, field.name, text);
  }

  private go(id: string): void {
    const shape = this.service("elementRegistry").get(id) as Shape | undefined;
    if (!shape) return;
    this.service("selection").select(shape);
    this.service("canvas").scrollToElement(shape);
  }

  private clicked(target: Element): void {
    const [tool, what] = (target.closest<HTMLElement>("[data-tool]")?.dataset["tool"] ?? "").split(" ");
    const { shape, tools } = this;
    if (!shape || !tool) return;
    if (tool === "after") tools.append(shape, kind(what!));
    else if (tool === "ring") tools.ring(shape, what === "takes");
    else if (tool === "become") tools.become(shape, kind(what!));
    else if (tool === "remove") tools.remove([shape]);
    else if (tool === "lead") {
      const goal = this.service("elementRegistry").get(this.root.querySelector<HTMLSelectElement>("[data-goals]")?.value);
      if (goal) this.service("modeling").connect(shape, goal);
    }
  }
}

function said(shape: Shape): string {
  if (/Task$/.test(shape.type)) return t("Step");
  if (shape.type === "bpmn:Lane") return t("Post");
  if (shape.type === "bpmn:Participant") return t("Process");
  if (shape.type === "bpmn:SequenceFlow") return t("Way");
  if (shape.type === "bpmn:StartEvent") return t("Start");
  if (shape.type === "bpmn:EndEvent") return t("End of a branch");
  if (/BoundaryEvent|CatchEvent/.test(shape.type)) return t("Timer");
  if (shape.type === "bpmn:SubProcess") return t("Steps within a frame");
  return t("Choice");
}
