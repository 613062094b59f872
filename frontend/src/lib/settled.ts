// Text that a person is done typing, for the moment: never while an input method composes.

export interface Typed {
  value: string;
  addEventListener(type: string, listener: (event: Event) => void): void;
}

/**
 * Call `act` with the text `wait` milliseconds after the last character.
 * During composition (pinyin, handwriting) nothing is called; the wait starts anew when it ends.
 */
export function whenSettled(input: Typed, wait: number, act: (text: string) => void): void {
  let composing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = input.value;
  const settle = (): void => {
    clearTimeout(timer);
    if (composing) return;
    timer = setTimeout(() => {
      if (input.value === last) return;
      last = input.value;
      act(last);
    }, wait);
  };
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    settle();
  });
  input.addEventListener("input", settle);
}
