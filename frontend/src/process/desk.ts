// What the page of a process asks the service while somebody writes.
import { completed, type Row } from "../lib/rows";

export interface Found {
  revision: number;
  rows: Row[];
  html: string;
}

export interface Both extends Found {
  sentence: string;
  merged: Row[];
}

export type Said =
  | { kind: "done"; found: Found }
  | { kind: "stale"; both: Both }
  | { kind: "refused"; sentence: string; elements: string[] };

/** Ask one thing of the service; reject where nothing answered. */
export async function ask(href: string, body: Record<string, unknown>, signal?: AbortSignal): Promise<Said> {
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { "X-CSRFToken": token, "Content-Type": "application/json", Accept: "application/json" };
  const response = await fetch(href, { method: "POST", body: JSON.stringify(body), headers, ...(signal && { signal }) });
  if (response.status !== 409 && response.status !== 422 && !response.ok) throw new Error(String(response.status));
  const answer: unknown = await response.json();
  if (response.ok) return { kind: "done", found: filled(answer as Found) };
  if (response.status === 409) {
    const both = answer as Both;
    return { kind: "stale", both: { ...filled(both), merged: completed(both.merged) } };
  }
  const { sentence, elements } = answer as { sentence: string; elements?: string[] };
  return { kind: "refused", sentence, elements: elements ?? [] };
}

function filled<Answer extends Found>(answer: Answer): Answer {
  return { ...answer, rows: completed(answer.rows) };
}
