// The step table on the page: its cells as rows, and rows written into its cells without losing the one in hand.
import { COLUMNS, type Column, emptyRow, isBlank, type Row } from "../lib/rows";

/** A table whose last row is always blank, so that there is one to write in. */
export class Grid {
  private readonly body: HTMLElement;
  private readonly spare: HTMLElement | null;
  private made = 0;

  constructor(table: HTMLElement) {
    this.body = table.querySelector("tbody")!;
    this.spare = this.lines.find((line) => line.id === "s-new") ?? null;
    if (this.spare) this.spare = this.spare.cloneNode(true) as HTMLElement;
  }

  get lines(): HTMLElement[] {
    return [...this.body.querySelectorAll<HTMLElement>("tr[data-line]")];
  }

  /** The rows down to the last that says something. */
  rows(): Row[] {
    const found = this.lines.map(rowOf);
    while (found.length > 0 && isBlank(found[found.length - 1]!)) found.pop();
    return found;
  }

  write(rows: readonly Row[]): void {
    const wanted = this.spare ? [...rows, emptyRow()] : rows;
    while (this.lines.length > wanted.length) this.lines[this.lines.length - 1]!.remove();
    while (this.spare && this.lines.length < wanted.length) this.body.append(this.fresh());
    this.lines.forEach((line, place) => fill(line, wanted[place]!));
  }

  /** Keep one blank row at the end, whatever was typed into it. */
  grow(): void {
    const last = this.lines[this.lines.length - 1];
    if (this.spare && (!last || !isBlank(rowOf(last)))) this.body.append(this.fresh());
  }

  placeOf(element: Element): number {
    const line = element.closest<HTMLElement>("tr[data-line]");
    return line ? this.lines.indexOf(line) : -1;
  }

  cell(place: number, column: Column): HTMLTextAreaElement | null {
    return this.lines[place]?.querySelector<HTMLTextAreaElement>(`textarea[name="${column}"]`) ?? null;
  }

  focus(place: number, column: Column): void {
    this.cell(Math.max(0, Math.min(place, this.lines.length - 1)), column)?.focus();
  }

  lineOf(step: string): HTMLElement | null {
    return this.lines.find((line) => rowOf(line).number.trim() === step) ?? null;
  }

  /** Put what was found of each row below it; those of rows that are in use keep their openness. */
  tell(found: ParentNode): void {
    for (const old of this.body.querySelectorAll("tr.faults")) old.remove();
    this.lines.forEach((line, place) => {
      const told = found.querySelector(`[data-row="${place}"]`);
      const links = line.querySelector("[data-links]");
      if (links) links.innerHTML = told?.querySelector("[data-links]")?.innerHTML ?? "";
      const faults = [...(told?.querySelectorAll(".process-fault") ?? [])];
      line.classList.toggle("has-faults", faults.length > 0);
      if (faults.length === 0) return;
      const row = document.createElement("tr");
      row.className = "faults";
      const cell = row.insertCell();
      cell.colSpan = COLUMNS.length + 1;
      cell.append(...faults);
      line.after(row);
    });
  }

  private fresh(): HTMLElement {
    const line = this.spare!.cloneNode(true) as HTMLElement;
    this.made += 1;
    line.id = `s-n${this.made}`;
    for (const label of line.querySelectorAll("label")) label.htmlFor = label.htmlFor.replace("c-new-", `c-n${this.made}-`);
    for (const cell of line.querySelectorAll("textarea")) cell.id = cell.id.replace("c-new-", `c-n${this.made}-`);
    fill(line, emptyRow());
    return line;
  }
}

export function columnOf(element: Element): Column | null {
  return (element.closest("textarea")?.name as Column | undefined) ?? null;
}

/** Return how many rows down and columns to the right a key leads from a cell; arrows leave it only at its ends. */
export function led(key: string, cell: HTMLTextAreaElement): [number, number] {
  if (key === "Enter") return [1, 0];
  if (cell.selectionStart !== cell.selectionEnd) return [0, 0];
  const [before, after] = [cell.value.slice(0, cell.selectionStart), cell.value.slice(cell.selectionEnd)];
  if (key === "ArrowUp" && !before.includes("\n")) return [-1, 0];
  if (key === "ArrowDown" && !after.includes("\n")) return [1, 0];
  if (key === "ArrowLeft" && before === "") return [0, -1];
  if (key === "ArrowRight" && after === "") return [0, 1];
  return [0, 0];
}

function rowOf(line: HTMLElement): Row {
  const row = emptyRow();
  row.id = line.querySelector<HTMLInputElement>('input[name="id"]')?.value ?? "";
  for (const cell of line.querySelectorAll("textarea")) row[cell.name as Column] = cell.value;
  return row;
}

function fill(line: HTMLElement, row: Row): void {
  const id = line.querySelector<HTMLInputElement>('input[name="id"]');
  if (id) id.value = row.id;
  for (const cell of line.querySelectorAll("textarea")) {
    const text = row[cell.name as Column];
    if (cell.value === text) continue;
    cell.value = text;
    cell.rows = Math.max(1, text.split("\n").length, Math.ceil(text.length / 12));
  }
}
