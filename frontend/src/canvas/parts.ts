// What can be drawn: the part of BPMN that the service reads, as entries of palette, pad and buttons alike.
import { t } from "../lib/words";

export interface Kind {
  /** Name among the entries. */
  key: string;
  type: string;
  icon: string;
  title: () => string;
  more?: Record<string, unknown>;
}

export const KINDS: readonly Kind[] = [
  { key: "task", type: "bpmn:UserTask", icon: "bpmn-icon-user-task", title: () => t("Step") },
  { key: "choice", type: "bpmn:ExclusiveGateway", icon: "bpmn-icon-gateway-xor", title: () => t("Choice: one way of several") },
  { key: "all", type: "bpmn:ParallelGateway", icon: "bpmn-icon-gateway-parallel", title: () => t("Side by side: all ways") },
  { key: "any", type: "bpmn:InclusiveGateway", icon: "bpmn-icon-gateway-or", title: () => t("Some of the ways") },
  { key: "start", type: "bpmn:StartEvent", icon: "bpmn-icon-start-event-none", title: () => t("Start") },
  { key: "end", type: "bpmn:EndEvent", icon: "bpmn-icon-end-event-none", title: () => t("End of a branch") },
  { key: "stop", type: "bpmn:EndEvent", icon: "bpmn-icon-end-event-terminate", title: () => t("End of the whole case"), more: { eventDefinitionType: "bpmn:TerminateEventDefinition" } },
  { key: "wait", type: "bpmn:IntermediateCatchEvent", icon: "bpmn-icon-intermediate-event-catch-timer", title: () => t("Wait for a time"), more: { eventDefinitionType: "bpmn:TimerEventDefinition" } },
  { key: "message", type: "bpmn:IntermediateCatchEvent", icon: "bpmn-icon-intermediate-event-catch-message", title: () => t("Wait for a message"), more: { eventDefinitionType: "bpmn:MessageEventDefinition" } },
  { key: "sub", type: "bpmn:SubProcess", icon: "bpmn-icon-subprocess-expanded", title: () => t("Steps within a frame"), more: { isExpanded: true } },
];
/** What can follow a step by a click. */
export const FOLLOWING = ["task", "choice", "all", "end"] as const;
/** What a gateway can become. */
export const GATEWAYS = ["choice", "all", "any"] as const;

export function kind(key: string): Kind {
  return KINDS.find((one) => one.key === key)!;
}

/** Names of our own element, as bpmn-js learns them. */
export const OURS = {
  name: "Guicheng",
  uri: "urn:guicheng:process",
  prefix: "guicheng",
  xml: { tagAlias: "lowerCase" },
  types: [
    {
      name: "Step",
      superClass: ["Element"],
      properties: ["number", "post", "limit", "form", "record", "inputs", "note", "clauses"].map((name) => ({ name, isAttr: true, type: "String" })),
    },
    { name: "Table", superClass: ["Element"], properties: [{ name: "columns", isAttr: true, type: "String" }] },
  ],
};
