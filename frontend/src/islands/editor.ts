// A draft: one clause at a time becomes a box of plain text, read while it is typed and saved when typing rests.
import { kept } from "../lib/kept";
import { shortcut } from "../lib/keys";
import { lettersOn } from "../lib/letters";
import { Sheet } from "../lib/sheet";

export function mountEditor(root: HTMLElement): void {
  const editor = new Editor(root);
  root.addEventListener("click", (event) => editor.clicked(event));
  root.addEventListener("focusout", (event) => editor.left(event));
  document.addEventListener("keydown", (event) => editor.pressed(event));
  window.addEventListener("beforeunload", (event) => {
    if (editor.unsaved) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void editor.flush();
  });
  editor.resume();
}

class Editor {
  private open: Sheet | null = null;

  constructor(private readonly root: HTMLElement) {}

  get unsaved(): boolean {
    return this.open?.saving.unsaved ?? false;
  }

  async flush(): Promise<void> {
    await this.open?.saving.flush();
  }

  /** Open the clause whose text was typed but not sent when the page went away. */
  resume(): void {
    for (const clause of this.root.querySelectorAll<HTMLElement>(".clause[data-key]")) {
      const unsent = kept(clause.dataset["key"] ?? "");
      if (unsent) return this.edit(clause, unsent.text);
    }
  }

  clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const clause = target.closest<HTMLElement>(".clause[data-key]");
    if (!clause) return;
    const fix = target.closest<HTMLElement>("[data-fix]");
    if (fix) return this.edit(clause, fix.dataset["fix"] ?? "");
    const chosen = target.closest<HTMLElement>("[data-settle]");
    if (chosen) return this.settle(chosen.dataset["settle"] === "mine");
    if (target.closest("[data-editable]") && getSelection()?.isCollapsed !== false) this.edit(clause);
  }

  pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const leaving = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
    if (this.open && leaving) {
      event.preventDefault();
      const clause = this.open.clause;
      void this.close().then(() => document.getElementById(clause.id)?.focus());
    } else if (this.open && event.key === "Enter" && event.altKey) {
      event.preventDefault();
      this.open.clause.querySelector<HTMLElement>("[data-fix]")?.focus();
    } else if (shortcut(event, lettersOn()) === "e") {
      const clause = this.root.querySelector<HTMLElement>(".clause.chosen[data-key]");
      if (!clause) return;
      event.preventDefault();
      this.edit(clause);
    }
  }

  left(event: FocusEvent): void {
    const to = event.relatedTarget as Node | null;
    if (this.open && to !== null && !this.open.clause.contains(to)) void this.close();
  }

  private edit(clause: HTMLElement, text?: string): void {
    if (this.open?.clause !== clause) {
      void this.close();
      this.open = Sheet.of(clause);
    }
    if (text !== undefined) this.open?.write(text);
  }

  private settle(mine: boolean): void {
    this.open?.settle(mine);
  }

  private async close(): Promise<void> {
    const sheet = this.open;
    if (!sheet) return;
    this.open = null;
    await sheet.saving.flush();
    if (sheet.saving.unsaved) this.open ??= sheet;
    else await sheet.rest();
  }
}
