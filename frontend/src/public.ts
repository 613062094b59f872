// Public pages: a small script of their own, since a phone on a slow line loads nothing of the workbench.
import "./styles/public.css";
import { mountAnswer } from "./islands/answer";
import { mountLetters } from "./islands/letters";

for (const element of document.querySelectorAll<HTMLFormElement>("form[data-island=answer]")) mountAnswer(element);
for (const element of document.querySelectorAll<HTMLButtonElement>("button[data-letters]")) mountLetters(element);
document.documentElement.dataset["ready"] = "";
