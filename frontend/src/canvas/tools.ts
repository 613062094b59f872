// What is done to a drawing, for the pad and for the buttons beside it: every act is one that can be taken back.
import { FOLLOWING, kind, type Kind } from "./parts";

/** An element of the drawing, as far as it is used here. */
export interface Shape {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  parent?: Shape;
  host?: Shape;
  children?: Shape[];
  attachers?: Shape[];
  labelTarget?: Shape;
  waypoints?: unknown[];
  businessObject: Model;
}

export interface Model {
  id: string;
  $type: string;
  name?: string;
  cancelActivity?: boolean;
  extensionElements?: { values: Model[] };
  eventDefinitions?: Model[];
  get(name: string): unknown;
  [key: string]: unknown;
}

/** The services of bpmn-js, which come without types of their own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Service = any;
export type Services = (name: string) => Service;

const STEPS = new Set(["bpmn:UserTask", "bpmn:ManualTask", "bpmn:Task"]);
const BELOW = 90;

export class Tools {
  constructor(private readonly service: Services) {}

  /** All that can be chosen: no labels, and not the paper itself. */
  elements(): Shape[] {
    const shapes: Shape[] = this.service("elementRegistry").getAll();
    return shapes.filter((one) => one.businessObject && !one.labelTarget && !/Process$|Collaboration$/.test(one.type));
  }

  isStep(shape: Shape): boolean {
    return STEPS.has(shape.type);
  }

  isLane(shape: Shape): boolean {
    return shape.type === "bpmn:Lane" || shape.type === "bpmn:Participant";
  }

  canLead(shape: Shape): boolean {
    return this.isStep(shape) || /Gateway$|StartEvent|CatchEvent|BoundaryEvent|SubProcess/.test(shape.type);
  }

  following(shape: Shape): readonly Kind[] {
    return this.canLead(shape) ? FOLLOWING.map(kind) : [];
  }

  shapeOf(made: Kind): Shape {
    return this.service("elementFactory").createShape({ type: made.type, ...made.more });
  }

  append(shape: Shape, made: Kind): Shape {
    const added = this.service("autoPlace").append(shape, this.shapeOf(made)) as Shape;
    this.service("selection").select(added);
    return added;
  }

  /** Put a timer on the edge of a step; `takes` says whether the step is taken away when it rings. */
  ring(shape: Shape, takes: boolean): void {
    const timer = this.service("elementFactory").createShape({
      type: "bpmn:BoundaryEvent",
      eventDefinitionType: "bpmn:TimerEventDefinition",
      cancelActivity: takes,
    });
    const right = shape.x + shape.width - 24 - 40 * (shape.attachers?.length ?? 0);
    const added = this.service("modeling").createShape(timer, { x: right, y: shape.y + shape.height }, shape, { attach: true }) as Shape;
    const end = this.shapeOf(kind("end"));
    const place = { x: added.x + 18, y: added.y + BELOW };
    this.service("modeling").appendShape(added, end, place, shape.parent);
    this.service("selection").select(added);
  }

  become(shape: Shape, made: Kind): void {
    this.service("bpmnReplace").replaceElement(shape, { type: made.type });
  }

  remove(shapes: readonly Shape[]): void {
    this.service("modeling").removeElements([...shapes]);
  }

  name(shape: Shape, text: string): void {
    this.service("modeling").updateProperties(shape, { name: text });
  }

  /** What our own element says of a step. */
  fact(shape: Shape, name: string): string {
    return String(this.ours(shape)?.get(name) ?? "");
  }

  setFact(shape: Shape, name: string, text: string): void {
    const ours = this.ours(shape);
    const modeling = this.service("modeling");
    if (ours) return modeling.updateModdleProperties(shape, ours, { [name]: text || undefined });
    const moddle = this.service("moddle");
    const model = shape.businessObject;
    const held = model.extensionElements ?? moddle.create("bpmn:ExtensionElements", { values: [] });
    const step = moddle.create("guicheng:Step", { [name]: text });
    held.$parent = model;
    step.$parent = held;
    modeling.updateModdleProperties(shape, model, { extensionElements: Object.assign(held, { values: [...held.values, step] }) });
  }

  /** The post of a step is the lane in which it stands. */
  post(shape: Shape): string {
    return this.laneOf(shape)?.businessObject.name ?? this.fact(shape, "post");
  }

  lanes(): Shape[] {
    return this.elements().filter((one) => one.type === "bpmn:Lane");
  }

  /** Move a step into the lane of a post, which is added below the others where there is none. */
  setPost(shape: Shape, post: string): void {
    if (!post || post === this.post(shape)) return;
    const lanes = this.lanes();
    if (lanes.length === 0) return this.setFact(shape, "post", post);
    let lane = lanes.find((one) => one.businessObject.name === post);
    if (!lane) {
      const last = lanes.reduce((low, one) => (one.y > low.y ? one : low));
      lane = this.service("modeling").addLane(last, "bottom") as Shape;
      this.name(lane, post);
    }
    const down = lane.y + lane.height / 2 - (shape.y + shape.height / 2);
    this.service("modeling").moveElements([shape], { x: 0, y: down }, shape.parent);
  }

  /** The time after which a timer rings, as it is written in the table. */
  timerText(shape: Shape): string {
    return shape.businessObject.name || this.fact(shape, "limit") || this.duration(shape)?.body || "";
  }

  setTimer(shape: Shape, text: string): void {
    this.name(shape, text);
    this.setFact(shape, "limit", text);
    const [definition] = shape.businessObject.eventDefinitions ?? [];
    if (!definition) return;
    const body = this.service("moddle").create("bpmn:FormalExpression", { body: text });
    body.$parent = definition;
    this.service("modeling").updateModdleProperties(shape, definition, { timeDuration: body });
  }

  timers(shape: Shape): Shape[] {
    return (shape.attachers ?? []).filter((one) => one.type === "bpmn:BoundaryEvent");
  }

  private duration(shape: Shape): { body: string } | undefined {
    return (shape.businessObject.eventDefinitions?.[0] as { timeDuration?: { body: string } } | undefined)?.timeDuration;
  }

  private ours(shape: Shape): Model | undefined {
    return shape.businessObject.extensionElements?.values?.find((one) => one.$type === "guicheng:Step");
  }

  private laneOf(shape: Shape): Shape | undefined {
    const middle = { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
    const inside = (lane: Shape): boolean =>
      lane.x <= middle.x && middle.x <= lane.x + lane.width && lane.y <= middle.y && middle.y <= lane.y + lane.height;
    // The innermost lane is the smallest.
    return this.lanes().filter(inside).sort((one, other) => one.height - other.height)[0];
  }
}
