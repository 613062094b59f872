// A process: its table is written like a sheet, saved when typing rests, and what follows from it is shown beside it.
import { keep, kept } from "../lib/kept";
import { latest } from "../lib/latest";
import { alike, COLUMNS, completed, emptyRow, inserted, isBlank, moved, pasted, removed, type Row, settled, sheetCells, Steps } from "../lib/rows";
import { type Answer, Saving, type Say } from "../lib/saving";
import { whenSettled } from "../lib/settled";
import { t } from "../lib/words";
import { ask, type Both, type Found } from "../process/desk";
import { columnOf, Grid, led } from "../process/grid";
import { Player } from "../process/player";
import { Stage } from "../process/stage";
import { noted, told } from "../process/told";

const PROVE_AFTER = 400;
const NEW_CHANGE_AFTER = 1000;

export function mountProcess(root: HTMLElement): void {
  new Page(root);
  root.dataset["live"] = "";
}

class Page {
  private readonly grid: Grid | null;
  private readonly stage: Stage | null;
  private readonly player: Player | null;
  private readonly steps = new Steps<Row[]>();
  private readonly saving: Saving;
  private readonly prove: (rows: Row[]) => Promise<void>;
  private present: Row[];
  private last = { cell: null as Element | null, at: 0 };
  private both: Both | null = null;

  constructor(private readonly root: HTMLElement) {
    const table = root.querySelector<HTMLElement>("table.steps");
    const drawing = root.querySelector<HTMLElement>('.drawing[data-part="drawing"]');
    const bar = root.querySelector<HTMLElement>("[data-player]");
    this.grid = table ? new Grid(table) : null;
    this.stage = drawing ? new Stage(drawing, (step, enter) => this.chosenOnStage(step, enter)) : null;
    this.player = bar && this.stage ? new Player(bar, { play: (passed) => this.played(passed) }) : null;
    this.player?.offer(root);
    this.present = this.grid?.rows() ?? [];
    this.saving = new Saving(
      {
        send: (text, revision) => this.send(JSON.parse(text) as Row[], revision),
        keep: (text) => keep(this.key, text === null ? null : { text, revision: this.revision }),
        say: (state, answer) => this.say(state, answer),
        clock: { set: (act, wait) => setTimeout(act, wait), clear: (timer) => clearTimeout(timer as number) },
      },
      JSON.stringify(this.present),
      this.revision,
    );
    this.prove = latest((rows: Row[], signal) => ask(this.href, { act: "prove", rows }, signal), {
      answered: (said) => { if (said.kind === "done") this.show(said.found); },
      failed: () => undefined,
    });
    root.addEventListener("focusin", (event) => this.entered(event.target as Element));
    if (this.grid && root.hasAttribute("data-edits")) this.write(this.grid, table!);
  }

  private get key(): string { return this.root.dataset["key"] ?? ""; }
  private get href(): string { return this.root.dataset["href"] ?? ""; }
  private get revision(): number { return Number(this.root.dataset["revision"]); }

  private write(grid: Grid, table: HTMLElement): void {
    for (const more of this.root.querySelectorAll<HTMLElement>("[data-bar], [data-keys]")) more.hidden = false;
    table.addEventListener("input", (event) => this.typed(grid, event.target as Element));
    table.addEventListener("keydown", (event) => this.pressed(grid, event));
    document.addEventListener("keydown", (event) => this.wishes(grid, event));
    table.addEventListener("paste", (event) => this.pastes(grid, event));
    table.closest("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.saving.flush();
    });
    this.root.addEventListener("click", (event) => this.clicked(grid, event));
    const whole = { get value() { return JSON.stringify(grid.rows()); }, addEventListener: table.addEventListener.bind(table) };
    whenSettled(whole, PROVE_AFTER, () => this.told(grid));
    window.addEventListener("beforeunload", (event) => { if (this.saving.unsaved) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.saving.flush();
    });
    const unsent = kept(this.key);
    if (unsent) this.resume(grid, completed(JSON.parse(unsent.text) as Partial<Row>[]), unsent.revision);
  }

  /** Go on with what was typed but not sent when the page went away. */
  private resume(grid: Grid, rows: Row[], revision: number): void {
    this.root.dataset["revision"] = String(revision);
    this.saving.resume(JSON.stringify(this.present), revision, JSON.stringify(this.present));
    this.put(grid, rows);
    void this.saving.flush();
  }

  private typed(grid: Grid, cell: Element): void {
    grid.grow();
    const now = performance.now();
    if (cell !== this.last.cell || now - this.last.at > NEW_CHANGE_AFTER) this.steps.keep(this.present);
    this.last = { cell, at: now };
    this.present = grid.rows();
  }

  /** Tell the desk of what is typed now: it is proved at once, and saved when typing rests. */
  private told(grid: Grid): void {
    this.present = grid.rows();
    this.saving.changed(JSON.stringify(this.present));
    void this.prove(this.present);
  }

  /** Change the table by something else than typing. */
  private change(grid: Grid, rows: Row[]): void {
    this.steps.keep(this.present);
    this.put(grid, rows);
  }

  private put(grid: Grid, rows: Row[]): void {
    grid.write(rows);
    this.last = { cell: null, at: 0 };
    this.told(grid);
  }

  private pressed(grid: Grid, event: KeyboardEvent): void {
    if (event.isComposing) return;
    const cell = event.target as HTMLTextAreaElement;
    const [place, column] = [grid.placeOf(cell), columnOf(cell)];
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "Enter") {
      event.preventDefault();
      void this.saving.flush();
    } else if (column && event.altKey && this.turn(grid, { ArrowUp: "up", ArrowDown: "down", Enter: "insert", Delete: "remove" }[event.key], place)) {
      event.preventDefault();
    } else if (column && !command && !event.altKey && !event.shiftKey) {
      const [down, right] = led(event.key, cell);
      if (!down && !right) return;
      event.preventDefault();
      grid.focus(place + down, COLUMNS[COLUMNS.indexOf(column) + right] ?? column);
    }
  }

  /** Undo and redo belong to the table wherever the hand is, except in another field: the browser knows cells, not rows. */
  private wishes(grid: Grid, event: KeyboardEvent): void {
    const way = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()] as "undo" | "redo" | undefined;
    const elsewhere = (event.target as Element).matches("input, select, textarea:not(.steps *)");
    if (!way || elsewhere || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.back(grid, way);
  }

  /** Do what a button of a row, or its key, asks for; tell whether it was one. */
  private turn(grid: Grid, turn: string | undefined, place: number): boolean {
    if (!turn) return false;
    const rows = this.present;
    const to = { up: place - 1, down: place + 1, insert: place + 1, remove: place }[turn];
    if (to === undefined) return false;
    if (turn === "insert") this.change(grid, inserted(rows, place + 1, { ...emptyRow(), name: t("New step") }));
    else if (turn === "remove") this.change(grid, removed(rows, place));
    else if (place < rows.length) this.change(grid, moved(rows, place, turn === "up" ? -1 : 1));
    grid.focus(Math.min(to, rows.length), "name");
    if (turn === "insert") grid.cell(to, "name")?.select();
    return true;
  }

  private clicked(grid: Grid, event: MouseEvent): void {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-turn]");
    const act = target.closest<HTMLElement>("[data-act]")?.dataset["act"];
    const settle = target.closest<HTMLElement>("[data-settle]")?.dataset["settle"];
    if (button) {
      event.preventDefault();
      this.turn(grid, button.dataset["turn"], grid.placeOf(button));
    } else if (act === "undo" || act === "redo") void this.back(grid, act);
    else if (settle) this.settle(grid, settle);
  }

  private pastes(grid: Grid, event: ClipboardEvent): void {
    const column = columnOf(event.target as Element);
    const cells = sheetCells(event.clipboardData?.getData("text/plain") ?? "");
    if (!column || !cells) return;
    event.preventDefault();
    this.change(grid, pasted(this.present, grid.placeOf(event.target as Element), column, cells));
  }

  /** Take back what was done on this page; before that, what the history holds. */
  private async back(grid: Grid, way: "undo" | "redo"): Promise<void> {
    const rows = way === "undo" ? this.steps.undo(this.present) : this.steps.redo(this.present);
    if (rows) return this.put(grid, rows);
    await this.saving.flush();
    if (this.saving.unsaved) return;
    const said = await ask(this.href, { act: way, revision: this.revision }).catch(() => null);
    if (said?.kind === "done") this.taken(grid, said.found);
    else if (said?.kind === "stale") this.clash(said.both);
    else if (said) noted(this.root, said.sentence);
  }

  private taken(grid: Grid, found: Found): void {
    grid.write(found.rows);
    this.present = grid.rows();
    this.root.dataset["revision"] = String(found.revision);
    this.saving.resume(JSON.stringify(this.present), found.revision, JSON.stringify(this.present));
    this.show(found);
  }

  private async send(sent: Row[], revision: number): Promise<Answer> {
    const said = await ask(this.href, { act: "save", rows: sent, revision });
    if (said.kind === "refused") return { kind: "refused", sentence: said.sentence };
    if (said.kind === "stale" && !alike(sent, said.both.rows)) {
      this.clash(said.both);
      return { kind: "stale", revision: said.both.revision, present: "" };
    }
    // The same stands there already: an earlier sending arrived whose answer did not.
    const found = said.kind === "stale" ? said.both : said.found;
    this.root.dataset["revision"] = String(found.revision);
    const grid = this.grid!;
    const untouched = JSON.stringify(sent) === JSON.stringify(grid.rows());
    this.present = settled(grid.rows(), sent, found.rows);
    grid.write(this.present);
    if (untouched && said.kind === "done") this.show(found);
    const kept = settled(sent, sent, found.rows);
    return { kind: "saved", revision: found.revision, sent: JSON.stringify(kept), now: JSON.stringify(this.present) };
  }

  private clash(both: Both): void {
    this.both = both;
    const place = this.root.querySelector<HTMLElement>("[data-both]");
    if (place) place.innerHTML = both.html;
    place?.scrollIntoView({ block: "nearest" });
  }

  private settle(grid: Grid, whose: string): void {
    const both = this.both;
    if (!both) return;
    this.both = null;
    this.root.querySelector("[data-both]")?.replaceChildren();
    this.root.dataset["revision"] = String(both.revision);
    const mine = this.present;
    grid.write(both.rows);
    const theirs = JSON.stringify(grid.rows());
    const rows = whose === "mine" ? mine : whose === "merged" ? both.merged : both.rows;
    this.saving.resume(theirs, both.revision, theirs);
    this.present = mine;
    this.change(grid, rows);
    void this.saving.flush();
  }

  private show(found: Found): void {
    const told = document.createElement("template");
    told.innerHTML = found.html;
    for (const part of this.root.ownerDocument.querySelectorAll<HTMLElement>("[data-part]")) {
      const fresh = told.content.querySelector(`[data-part="${part.dataset["part"]}"]`);
      if (!fresh) continue;
      if (part.dataset["part"] === "drawing") this.stage?.draw(fresh.innerHTML);
      else if (part.innerHTML !== fresh.innerHTML) part.innerHTML = fresh.innerHTML;
    }
    this.grid?.tell(told.content);
    this.player?.offer(this.root);
    performance.mark("process-proved");
  }

  private entered(target: Element): void {
    const place = this.grid?.placeOf(target) ?? -1;
    if (place < 0) return;
    this.grid!.lines.forEach((line, index) => line.classList.toggle("chosen", index === place));
    this.stage?.mark(this.grid!.rows()[place]?.number.trim() ?? "", true);
  }

  private chosenOnStage(number: string, enter: boolean): void {
    this.stage?.mark(number, false);
    const line = this.grid?.lineOf(number);
    this.grid?.lines.forEach((other) => other.classList.toggle("chosen", other === line));
    line?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (enter) line?.querySelector<HTMLElement>('textarea[name="name"]')?.focus();
  }

  private played(passed: readonly string[]): void {
    this.stage?.play(passed);
    const now = passed[passed.length - 1];
    const line = now === undefined ? null : this.grid?.lineOf(now);
    for (const other of this.grid?.lines ?? []) other.classList.toggle("now", other === line);
    line?.scrollIntoView({ block: "nearest" });
  }

  private say(state: Say, answer?: Answer): void {
    const nameless = this.present.some((row) => !isBlank(row) && row.name.trim() === "");
    told(this.root, state, answer, {
      saved: nameless ? t("Saved, except rows without a step: name the step and they are saved too.") : t("Saved"),
      offline: t("Not sent: no answer from the service. The table is kept in this tab and sent again."),
    });
  }
}
