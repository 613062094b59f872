// One text being edited: when it is sent, what is said of it, and that nothing typed is lost.

export type Answer =
  /** `sent` and `now` say what the text that was sent, and the one that stands now, became where the service adds to it. */
  | { kind: "saved"; revision: number; sent?: string; now?: string }
  | { kind: "stale"; revision: number; present: string }
  | { kind: "refused"; sentence: string };

export type Say = "saved" | "unsaved" | "saving" | "offline" | "stale" | "refused";

export interface Clock {
  set(act: () => void, wait: number): unknown;
  clear(timer: unknown): void;
}

export interface Desk {
  /** Send a text with the revision it was written over; reject where nothing answered. */
  send(text: string, revision: number): Promise<Answer>;
  /** Keep a text in the tab until the service has it; null once it has. */
  keep(text: string | null): void;
  say(state: Say, answer?: Answer): void;
  clock: Clock;
}

const IDLE = 2000;
const FIRST_RETRY = 3000;
const LONGEST_RETRY = 60_000;

/**
 * Send a text when typing rests, at most one sending at a time.
 * Where the service does not answer the text stays kept and is sent again, with longer waits.
 * Where somebody else saved first nothing is sent until `resume` says over which revision.
 */
export class Saving {
  private sent: string;
  private timer: unknown;
  private running: Promise<void> | undefined;
  private wait = FIRST_RETRY;
  private held = false;

  constructor(private readonly desk: Desk, private text: string, private revision: number) {
    this.sent = text;
  }

  get unsaved(): boolean {
    return this.text !== this.sent;
  }

  changed(text: string): void {
    this.text = text;
    this.desk.keep(this.unsaved ? text : null);
    if (this.held) return;
    this.desk.say(this.unsaved ? "unsaved" : "saved");
    this.later(IDLE);
  }

  /** Send now; resolves when the service has answered or could not be reached. */
  async flush(): Promise<void> {
    this.desk.clock.clear(this.timer);
    if (this.running) await this.running;
    if (this.held || !this.unsaved) return;
    this.running = this.once();
    await this.running;
    this.running = undefined;
  }

  /** Go on after somebody else saved first: over their revision, with this text. */
  resume(text: string, revision: number, theirs: string): void {
    this.held = false;
    this.revision = revision;
    this.sent = theirs;
    this.changed(text);
  }

  private later(wait: number): void {
    this.desk.clock.clear(this.timer);
    if (this.unsaved) this.timer = this.desk.clock.set(() => void this.flush(), wait);
  }

  private async once(): Promise<void> {
    const text = this.text;
    this.desk.say("saving");
    let answer: Answer;
    try {
      answer = await this.desk.send(text, this.revision);
    } catch {
      this.desk.say("offline");
      this.later(this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_RETRY);
      return;
    }
    this.wait = FIRST_RETRY;
    this.heard(text, answer);
  }

  private heard(text: string, answer: Answer): void {
    // The same text stands there already: an earlier sending arrived whose answer did not.
    if (answer.kind === "stale" && answer.present === text) return this.heard(text, { kind: "saved", revision: answer.revision });
    if (answer.kind !== "saved") {
      this.held = answer.kind === "stale";
      this.desk.say(answer.kind, answer);
      return;
    }
    this.sent = answer.sent ?? text;
    this.text = answer.now ?? this.text;
    this.revision = answer.revision;
    this.desk.keep(this.unsaved ? this.text : null);
    this.desk.say(this.unsaved ? "unsaved" : "saved", answer);
    this.later(IDLE);
  }
}
