// Whether single-letter shortcuts are on: a choice of the reader, kept in the browser.
const NAME = "guicheng.letters";

export function lettersOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}

export function setLetters(on: boolean): void {
  try {
    localStorage.setItem(NAME, on ? "on" : "off");
  } catch {
    // A browser without storage keeps the shortcuts on.
  }
}
