// A page that was opened to be printed opens the browser's print dialog once it is there.

export function mountPrints(_element: HTMLElement): void {
  if (document.readyState === "complete") window.print();
  else window.addEventListener("load", () => window.print(), { once: true });
}
