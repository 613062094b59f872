// A step table as rows of cells: what moving, adding, pasting and taking back make of it.

export const COLUMNS = ["number", "name", "post", "limit", "form", "record", "next", "timeout", "join", "inputs", "note", "clauses"] as const;
export type Column = (typeof COLUMNS)[number];
/** `id` is the lasting id, empty until the service gives one. */
export type Row = Record<Column | "id", string>;

export function emptyRow(): Row {
  return { id: "", ...Object.fromEntries(COLUMNS.map((column) => [column, ""])) } as Row;
}

/** Return rows with a cell in every column: the service leaves out columns that came later while they are empty. */
export function completed(rows: readonly Partial<Row>[]): Row[] {
  return rows.map((row) => ({ ...emptyRow(), ...row }));
}

/** Whether a row says anything; a row that does not is there to be written in. */
export function isBlank(row: Row): boolean {
  return COLUMNS.every((column) => row[column].trim() === "");
}

/** Whether the service keeps a row: it keeps steps that have a name. */
export function isStep(row: Row): boolean {
  return row.name.trim() !== "";
}

/** Return the rows with the one at `place` moved by one; at an end they stay. */
export function moved(rows: readonly Row[], place: number, by: 1 | -1): Row[] {
  const found = [...rows];
  const to = place + by;
  if (to < 0 || to >= found.length) return found;
  [found[place], found[to]] = [found[to]!, found[place]!];
  return found;
}

export function inserted(rows: readonly Row[], place: number, row: Row): Row[] {
  return [...rows.slice(0, place), row, ...rows.slice(place)];
}

export function removed(rows: readonly Row[], place: number): Row[] {
  return rows.filter((_row, index) => index !== place);
}

/** Return the cells of a text copied from a sheet, null for a text that is one cell. Quoted cells may hold line breaks. */
export function sheetCells(text: string): string[][] | null {
  if (!text.includes("\t")) return null;
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    const row = rows[rows.length - 1]!;
    const cell = row[row.length - 1]!;
    if (quoted && sign === '"' && text[at + 1] === '"') { row[row.length - 1] = `${cell}"`; at += 1; }
    else if (sign === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (sign === "\t" && !quoted) row.push("");
    else if (sign === "\n" && !quoted) rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] = cell + sign;
  }
  const last = rows[rows.length - 1]!;
  if (last.length === 1 && last[0] === "") rows.pop();
  return rows;
}

/** Return the rows with cells written from a place on, down and to the right; rows that are missing are added. */
export function pasted(rows: readonly Row[], place: number, column: Column, cells: readonly (readonly string[])[]): Row[] {
  const found = rows.map((row) => ({ ...row }));
  const first = COLUMNS.indexOf(column);
  cells.forEach((texts, down) => {
    while (found.length <= place + down) found.push(emptyRow());
    const row = found[place + down]!;
    texts.forEach((text, right) => {
      const target = COLUMNS[first + right];
      if (target) row[target] = text.trim();
    });
  });
  return found;
}

/** Return what was sent with the ids and numbers that the service gave; what was typed since stays. */
export function settled(now: readonly Row[], sent: readonly Row[], saved: readonly Row[]): Row[] {
  const kept = sent.filter(isStep);
  const given = new Map(kept.map((row, index) => [row, saved[index]]));
  return now.map((row, place) => {
    const before = sent.find((other) => other.id !== "" && other.id === row.id) ?? sent[place];
    const after = before && given.get(before);
    if (!after || (row.id !== "" && row.id !== after.id)) return row;
    return { ...row, id: after.id, number: row.number === before.number ? after.number : row.number };
  });
}

/** Whether two tables say the same, whatever ids their rows have and in whatever order their cells were told. */
export function alike(one: readonly Row[], other: readonly Row[]): boolean {
  const said = (rows: readonly Row[]): string => JSON.stringify(rows.filter(isStep).map((row) => COLUMNS.map((column) => row[column].trim())));
  return said(one) === said(other);
}

/** What can be taken back and done again: whole tables, since a table is small. */
export class Steps<State> {
  private readonly past: State[] = [];
  private readonly future: State[] = [];

  constructor(private readonly most = 200) {}

  /** Keep what stood there before a change. */
  keep(before: State): void {
    this.past.push(before);
    if (this.past.length > this.most) this.past.shift();
    this.future.length = 0;
  }

  /** Return what stood there before, null where nothing is left to take back. */
  undo(now: State): State | null {
    const found = this.past.pop();
    if (found === undefined) return null;
    this.future.push(now);
    return found;
  }

  redo(now: State): State | null {
    const found = this.future.pop();
    if (found === undefined) return null;
    this.past.push(now);
    return found;
  }
}
