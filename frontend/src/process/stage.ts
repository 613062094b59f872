// The drawing on the page: which step is chosen, which a case has passed, and keys to move among them.

export class Stage {
  private chosen = "";
  private passed: readonly string[] = [];

  constructor(private readonly root: HTMLElement, private readonly choose: (step: string, enter: boolean) => void) {
    root.addEventListener("click", (event) => {
      const step = (event.target as Element).closest<SVGGElement>("g.step")?.dataset["step"];
      if (step !== undefined) this.choose(step, true);
    });
    root.addEventListener("keydown", (event) => this.pressed(event));
    this.dress();
  }

  /** Draw anew; where the reader stood and what they chose stays. */
  draw(svg: string): void {
    const { scrollLeft, scrollTop } = this.root;
    const held = document.activeElement?.closest<SVGGElement>("g.step")?.dataset["step"];
    this.root.innerHTML = svg;
    this.root.scrollTo(scrollLeft, scrollTop);
    this.dress();
    if (held !== undefined) this.shape(held)?.focus();
  }

  /** Mark a step, and bring it into view inside the drawing, never by moving the page. */
  mark(step: string, look: boolean): void {
    this.chosen = step;
    this.paint();
    if (look) this.show(step);
  }

  /** Mark the steps of a case up to where it stands; none ends it. */
  play(passed: readonly string[]): void {
    this.passed = passed;
    this.paint();
    const now = passed[passed.length - 1];
    if (now !== undefined) this.show(now);
  }

  private get shapes(): SVGGElement[] {
    return [...this.root.querySelectorAll<SVGGElement>("svg:not(.on-paper) g.step[data-step]")];
  }

  private shape(step: string): SVGGElement | undefined {
    return this.shapes.find((shape) => shape.dataset["step"] === step);
  }

  /** Shapes take the keyboard one at a time, as the cells of a grid do. */
  private dress(): void {
    const svg = this.root.querySelector("svg");
    svg?.setAttribute("role", "group");
    this.shapes.forEach((shape, place) => {
      shape.setAttribute("role", "button");
      shape.setAttribute("tabindex", place === 0 ? "0" : "-1");
    });
    this.paint();
  }

  private paint(): void {
    const now = this.passed[this.passed.length - 1];
    // What lies between two steps (a choice, a merge) belongs to one of them, so that its ways are among these pairs.
    const pairs = new Set(this.passed.flatMap((step, index) => (index ? [`${this.passed[index - 1]}>${step}`, `${step}>${step}`] : [`>${step}`, `${step}>${step}`])));
    for (const shape of this.shapes) {
      const step = shape.dataset["step"] ?? "";
      shape.classList.toggle("chosen", step === this.chosen);
      shape.setAttribute("aria-pressed", String(step === this.chosen));
      shape.classList.toggle("passed", this.passed.includes(step));
      shape.classList.toggle("now", step === now);
    }
    for (const way of this.root.querySelectorAll<SVGElement>("[data-from][data-to]")) {
      way.classList.toggle("passed", pairs.has(`${way.dataset["from"]}>${way.dataset["to"]}`));
    }
  }

  private show(step: string): void {
    const box = this.shape(step)?.getBoundingClientRect();
    if (!box) return;
    const frame = this.root.getBoundingClientRect();
    const left = box.left < frame.left + 16 || box.right > frame.right - 16 ? box.left - frame.left - frame.width / 2 + box.width / 2 : 0;
    const top = box.top < frame.top + 8 || box.bottom > frame.bottom - 8 ? box.top - frame.top - frame.height / 2 + box.height / 2 : 0;
    if (left || top) this.root.scrollBy({ left, top });
  }

  private pressed(event: KeyboardEvent): void {
    const shapes = this.shapes;
    const at = shapes.findIndex((shape) => shape === document.activeElement);
    if (at < 0) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.choose(shapes[at]!.dataset["step"] ?? "", true);
    } else if (by !== undefined) {
      event.preventDefault();
      const next = shapes[at + by];
      if (!next) return;
      shapes[at]!.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus({ preventScroll: true });
      this.choose(next.dataset["step"] ?? "", false);
    }
  }
}
