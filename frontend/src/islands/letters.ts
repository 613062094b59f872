// Letters become large at once, so that nothing typed is lost on the way; the cookie tells the next page.
export function mountLetters(button: HTMLButtonElement): void {
  button.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const large = button.value === "large";
    if (large) document.documentElement.dataset["size"] = "large";
    else delete document.documentElement.dataset["size"];
    document.cookie = `size=${large ? "large" : "usual"}; path=/; max-age=31536000; samesite=lax`;
    button.value = large ? "usual" : "large";
    button.textContent = button.dataset[large ? "usual" : "large"] ?? "";
  });
}
