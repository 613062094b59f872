// Answers of a public form, kept on this phone until the service has them; one key a survey and invitation.
const PREFIX = "guicheng.answers.";
const DAY = 24 * 3600 * 1000;
/** After so long nobody comes back to a form, and somebody else may use the phone. */
const KEPT = 30 * DAY;

export interface Kept {
  fields: [string, string][];
  /** Milliseconds spent on the form so far. */
  spent: number;
  /** Whether they were sent and have not arrived yet. */
  waiting: boolean;
  at: number;
}

export function keep(key: string, kept: Kept | null): boolean {
  try {
    if (kept) localStorage.setItem(PREFIX + key, JSON.stringify(kept));
    else localStorage.removeItem(PREFIX + key);
    return kept !== null;
  } catch {
    return false; // A browser without storage keeps the answers on the page only.
  }
}

export function kept(key: string, now: number): Kept | null {
  try {
    const found = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") as Kept | null;
    if (found && now - found.at <= KEPT) return found;
    localStorage.removeItem(PREFIX + key);
  } catch {
    // What cannot be read is as good as absent.
  }
  return null;
}
