// The navigation on narrow screens: folded, opened by a button (a link to #nav without scripts).

export function mountMenu(nav: HTMLElement): void {
  const link = nav.querySelector<HTMLAnchorElement>(".menu-button");
  if (link === null) return;
  const set = (open: boolean): void => {
    nav.classList.toggle("open", open);
    link.setAttribute("aria-expanded", String(open));
  };
  link.setAttribute("role", "button");
  set(false);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    set(!nav.classList.contains("open"));
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  nav.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.classList.contains("open")) return;
    set(false);
    link.focus();
  });
}
