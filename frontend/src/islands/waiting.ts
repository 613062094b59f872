// While a manual is being read, or the demonstration loaded: ask how far it is, say when the page may be left, and open
// what is there in the end.
import { t } from "../lib/words";

const PERIOD = 700;
const LONG = 10_000;

export function mountWaiting(element: HTMLElement): void {
  const started = Date.now();
  const status = element.querySelector<HTMLElement>("[role=status]");
  const bar = element.querySelector("progress");
  const leave = element.querySelector<HTMLElement>("[data-leave]");
  const url = element.dataset["status"] ?? "";
  const lost =
    element.dataset["lost"] ?? t("The server does not answer. The file is kept; this page asks again by itself.");
  let period = PERIOD;

  const look = async (): Promise<void> => {
    try {
      const response = await fetch(url, { headers: { Accept: "application/json" } });
      if (response.status === 404) return location.reload();
      if (!response.ok) throw new Error(String(response.status));
      const answer = (await response.json()) as { state: string; done: number; total: number; sentence: string };
      if (answer.state !== "waiting" && answer.state !== "reading") return location.reload();
      show(answer);
      period = PERIOD;
    } catch {
      period = Math.min(period * 2, 15_000);
      if (status) status.textContent = lost;
    }
    if (leave) leave.hidden = Date.now() - started < LONG;
    setTimeout(() => void look(), period);
  };
  const show = (answer: { done: number; total: number; sentence: string }): void => {
    if (status && status.textContent !== answer.sentence) status.textContent = answer.sentence;
    if (!bar || answer.total === 0) return;
    bar.max = answer.total;
    bar.value = answer.done;
  };
  if (leave) leave.hidden = true;
  setTimeout(() => void look(), 300);
}
