// Which key press is a shortcut, and which belongs to the text or the input method.

export interface Press {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  target: unknown;
}

const TYPED = new Set(["INPUT", "TEXTAREA", "SELECT"]);

function takesText(target: unknown): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean } | null;
  return element?.isContentEditable === true || TYPED.has(element?.tagName ?? "");
}

/**
 * Return the shortcut of a key press ("j", "?", "F8", "Shift+F8"), or null.
 * Single letters work only outside fields, and not when the reader switched them off.
 */
export function shortcut(press: Press, lettersOn: boolean): string | null {
  if (press.isComposing || press.key === "Process" || press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === "F8") return press.shiftKey ? "Shift+F8" : "F8";
  if (press.key.length !== 1 || !lettersOn || takesText(press.target)) return null;
  return press.key;
}

/** Return the place after a step through `count` things, stopping at the ends; -1 where there are none. */
export function stepped(current: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (current < 0) return step > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, current + step));
}
