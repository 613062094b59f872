// Arrow keys walk from figure to figure of a table; Tab enters it once and leaves it again.
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function mountCells(table: HTMLElement): void {
  const rows = [...table.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("td.cell")].map((cell) => cell.querySelector<HTMLElement>("a")),
  );
  const links = rows.flat().filter((link): link is HTMLElement => link !== null);
  for (const link of links.slice(1)) link.tabIndex = -1;
  table.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const here = event.target as HTMLElement;
    const row = rows.findIndex((each) => each.includes(here));
    if (!step || row < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = beyond(rows, row, rows[row]?.indexOf(here) ?? 0, step);
    if (!next) return;
    event.preventDefault();
    for (const link of links) link.tabIndex = link === next ? 0 : -1;
    next.focus();
  });
}

/** Return the next figure in a direction, passing over cells that lead nowhere. */
export function beyond<T>(rows: (T | null)[][], row: number, column: number, [down, right]: [number, number]): T | null {
  for (let r = row + down, c = column + right; rows[r]?.[c] !== undefined; r += down, c += right) {
    const found = rows[r]?.[c];
    if (found) return found;
  }
  return null;
}
