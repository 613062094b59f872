// Text that the service does not have yet, kept in the tab so that a reload or a crash loses none of it.
const PREFIX = "guicheng.unsent.";

export interface Unsent {
  text: string;
  revision: number;
}

export function keep(key: string, unsent: Unsent | null): void {
  try {
    if (unsent) sessionStorage.setItem(PREFIX + key, JSON.stringify(unsent));
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // A browser without storage keeps the text on the page only.
  }
}

export function kept(key: string): Unsent | null {
  try {
    const found = sessionStorage.getItem(PREFIX + key);
    return found === null ? null : (JSON.parse(found) as Unsent);
  } catch {
    return null;
  }
}
