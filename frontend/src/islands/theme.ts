// Light, dark or as the system: the cookie is what the server reads, the attribute shows it at once.
const YEAR = 365 * 24 * 3600;

export function mountTheme(form: HTMLElement): void {
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("button[name=theme]")];
  form.addEventListener("submit", (event) => {
    const chosen = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (chosen === null) return;
    event.preventDefault();
    document.cookie = `theme=${chosen.value}; path=/; max-age=${YEAR}; samesite=lax`;
    document.documentElement.dataset["theme"] = chosen.value;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === chosen));
  });
}
