// Palette, pad, words and ids in place of those of bpmn-js: they offer what the service reads, in the page's language.
import BpmnFactory from "bpmn-js/lib/features/modeling/BpmnFactory";
import { t } from "../lib/words";
import { GATEWAYS, kind, KINDS, type Kind } from "./parts";
import { type Model, type Service, type Shape, Tools } from "./tools";

interface Entry {
  group: string;
  className: string;
  title: string;
  action: Record<string, (event: Event, element: Shape) => void>;
}

class Palette {
  static $inject = ["palette", "create", "injector"];

  constructor(palette: Service, private readonly create: Service, private readonly injector: Service) {
    palette.registerProvider(this);
  }

  getPaletteEntries(): Record<string, Entry> {
    const get = (name: string): Service => this.injector.get(name);
    const tool = (title: string, className: string, click: (event: Event) => void): Entry => ({ group: "tools", className, title, action: { click } });
    const entries: Record<string, Entry> = {
      hand: tool(t("Move the view"), "bpmn-icon-hand-tool", (event) => get("handTool").activateHand(event)),
      lasso: tool(t("Choose several"), "bpmn-icon-lasso-tool", (event) => get("lassoTool").activateSelection(event)),
      space: tool(t("Make room"), "bpmn-icon-space-tool", (event) => get("spaceTool").activateSelection(event)),
      connect: tool(t("Connect"), "bpmn-icon-connection-multi", (event) => get("globalConnect").start(event)),
    };
    for (const made of KINDS) entries[made.key] = this.entry(made);
    return entries;
  }

  private entry(made: Kind): Entry {
    const begin = (event: Event): void => this.create.start(event, new Tools((name) => this.injector.get(name)).shapeOf(made));
    return { group: "create", className: made.icon, title: made.title(), action: { dragstart: begin, click: begin } };
  }
}

class Pad {
  static $inject = ["contextPad", "connect", "injector"];

  constructor(contextPad: Service, private readonly connect: Service, private readonly injector: Service) {
    contextPad.registerProvider(this);
  }

  getContextPadEntries(shape: Shape): Record<string, Entry> {
    const tools = new Tools((name) => this.injector.get(name));
    const entries: Record<string, Entry> = {};
    const add = (key: string, group: string, className: string, title: string, act: () => void): void => {
      entries[key] = { group, className, title, action: { click: act } };
    };
    for (const made of tools.following(shape)) {
      add(`after-${made.key}`, "model", made.icon, t("Then: {what}", { what: made.title() }), () => tools.append(shape, made));
    }
    if (tools.isStep(shape)) {
      add("takes", "timer", "bpmn-icon-intermediate-event-catch-timer", t("When late: take it away"), () => tools.ring(shape, true));
      add("tells", "timer", "bpmn-icon-intermediate-event-catch-non-interrupting-timer", t("When late: tell somebody"), () => tools.ring(shape, false));
    }
    if (/Gateway$/.test(shape.type)) {
      for (const made of GATEWAYS.map(kind).filter((one) => one.type !== shape.type)) {
        add(`become-${made.key}`, "edit", made.icon, t("Make it: {what}", { what: made.title() }), () => tools.become(shape, made));
      }
    }
    if (tools.isLane(shape)) {
      const lane = (where: string): void => this.injector.get("modeling").addLane(shape, where);
      add("lane-above", "lane", "bpmn-icon-lane-insert-above", t("Post above"), () => lane("top"));
      add("lane-below", "lane", "bpmn-icon-lane-insert-below", t("Post below"), () => lane("bottom"));
    }
    if (tools.canLead(shape)) {
      const begin = (event: Event): void => this.connect.start(event, shape);
      entries["connect"] = { group: "connect", className: "bpmn-icon-connection-multi", title: t("Connect"), action: { click: begin, dragstart: begin } };
    }
    if (shape.type !== "bpmn:Participant") add("delete", "edit", "bpmn-icon-trash", t("Remove"), () => tools.remove([shape]));
    return entries;
  }

  getMultiElementContextPadEntries(shapes: Shape[]): Record<string, Entry> {
    const act = (): void => new Tools((name) => this.injector.get(name)).remove(shapes);
    return { delete: { group: "edit", className: "bpmn-icon-trash", title: t("Remove"), action: { click: act } } };
  }
}

/** Gives steps the id by which the service knows them in every later edition. */
class Factory extends (BpmnFactory as unknown as new (moddle: Service) => { _ensureId(element: Model): void }) {
  static $inject = ["moddle"];

  override _ensureId(element: Model): void {
    if (!element.id && /^bpmn:(User|Manual)?Task$/.test(element.$type)) {
      const bytes = crypto.getRandomValues(new Uint8Array(6));
      element.id = `step_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    }
    super._ensureId(element);
  }
}

/** The few sentences of bpmn-js itself that can still be met. */
function translated(sentence: string, fields: Record<string, string> = {}): string {
  const known: Record<string, string> = {
    "Search in diagram": t("Search in the drawing"),
    "Open {element}": t("Open the frame"),
    "element required": t("Nothing is chosen"),
  };
  return (known[sentence] ?? sentence).replace(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole);
}

export const MODULES = [
  {
    bpmnFactory: ["type", Factory],
    contextPadProvider: ["type", Pad],
    paletteProvider: ["type", Palette],
    translate: ["value", translated],
  },
];
