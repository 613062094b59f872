// A witness played on the drawing: the steps of a case light up one after another, by keys or by themselves.
import { t } from "../lib/words";

const BEAT = 1200;

interface Station {
  step: string;
  text: string;
}

export interface Screen {
  play(passed: readonly string[]): void;
}

/** Shows one case at a time in a bar with buttons; nothing moves by itself for those who asked for less motion. */
export class Player {
  private stations: Station[] = [];
  private at = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private origin: HTMLElement | null = null;

  constructor(private readonly bar: HTMLElement, private readonly screen: Screen) {
    bar.addEventListener("click", (event) => {
      const act = (event.target as Element).closest<HTMLElement>("[data-play]")?.dataset["play"];
      if (act) this.act(act);
    });
    bar.addEventListener("keydown", (event) => {
      const act = { ArrowRight: "next", ArrowLeft: "back", Escape: "close" }[event.key];
      if (!act) return;
      event.preventDefault();
      this.act(act);
    });
  }

  /** Give every witness inside a place a button that plays it. */
  offer(root: ParentNode): void {
    for (const witness of root.querySelectorAll<HTMLElement>("[data-witness]")) {
      if (witness.querySelector("[data-start]")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn quiet";
      button.dataset["start"] = "";
      button.textContent = t("Play on the drawing");
      button.addEventListener("click", () => this.start(witness, button));
      witness.append(button);
    }
  }

  start(witness: HTMLElement, origin: HTMLElement): void {
    this.origin = origin;
    this.stations = [...witness.querySelectorAll<HTMLElement>("li[data-step]")].map((item) => ({
      step: item.dataset["step"] ?? "",
      text: item.textContent ?? "",
    }));
    this.at = 0;
    this.bar.hidden = false;
    this.bar.innerHTML = "";
    for (const [act, name] of [["back", t("Step back")], ["run", t("Pause")], ["next", t("Next step")], ["close", t("End the case")]] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset["play"] = act;
      button.textContent = name;
      this.bar.append(button);
    }
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    said.lang = "zh-CN";
    this.bar.append(said);
    this.run(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    this.show();
    this.bar.querySelector<HTMLElement>('[data-play="next"]')?.focus();
  }

  private act(act: string): void {
    if (act === "run") return this.run(this.timer === undefined);
    this.run(false);
    if (act === "close") return this.close();
    this.at = Math.max(0, Math.min(this.stations.length - 1, this.at + (act === "next" ? 1 : -1)));
    this.show();
  }

  private run(on: boolean): void {
    clearInterval(this.timer);
    this.timer = on ? setInterval(() => this.beat(), BEAT) : undefined;
    const button = this.bar.querySelector('[data-play="run"]');
    if (button) button.textContent = on ? t("Pause") : t("Play");
  }

  private beat(): void {
    if (this.at + 1 >= this.stations.length) return this.run(false);
    this.at += 1;
    this.show();
  }

  private show(): void {
    this.screen.play(this.stations.slice(0, this.at + 1).map((station) => station.step));
    const said = this.bar.querySelector("[role=status]");
    if (said) said.textContent = `${this.at + 1}/${this.stations.length} ${this.stations[this.at]?.text ?? ""}`;
  }

  private close(): void {
    this.stations = [];
    this.bar.hidden = true;
    this.screen.play([]);
    this.origin?.focus();
  }
}
