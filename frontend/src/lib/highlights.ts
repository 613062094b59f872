// Underlines over text that is being edited, drawn without touching the text (CSS Custom Highlight API).
import { toUnits } from "./codepoints";

/** [kind, start, end) in code points. */
export type Mark = readonly [kind: string, start: number, end: number];

export const KINDS = ["read", "vague", "unread", "conflict"] as const;

/** Underline the marks in an element that holds one text node; browsers that cannot leave the text plain. */
export function paint(element: HTMLElement, marks: readonly Mark[]): void {
  if (typeof Highlight === "undefined" || !CSS.highlights) return;
  const node = element.firstChild;
  for (const kind of KINDS) CSS.highlights.delete(`m-${kind}`);
  if (!(node instanceof Text) || element.childNodes.length !== 1) return;
  for (const kind of KINDS) {
    const ranges = marks.filter((mark) => mark[0] === kind).map((mark) => rangeOf(node, mark));
    if (ranges.length > 0) CSS.highlights.set(`m-${kind}`, new Highlight(...ranges));
  }
}

export function clearPaint(): void {
  if (typeof Highlight === "undefined" || !CSS.highlights) return;
  for (const kind of KINDS) CSS.highlights.delete(`m-${kind}`);
}

function rangeOf(node: Text, [, start, end]: Mark): Range {
  const [from, to] = toUnits(node.data, [start, end]) as [number, number];
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
}
