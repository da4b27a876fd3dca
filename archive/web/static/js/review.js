// The review: the chip whose source stands beside the text is marked; Esc goes back to it.
import { on } from "./keys.js";

let chip = null;
document.addEventListener("click", (event) => {
  const own = event.target.closest(".rev .cite");
  if (!own) return;
  for (const other of document.querySelectorAll(".rev .cite[aria-current]")) other.removeAttribute("aria-current");
  for (const same of document.querySelectorAll(`.rev .cite[href="${CSS.escape(own.getAttribute("href"))}"]`)) same.setAttribute("aria-current", "true");
  own.setAttribute("aria-current", "true");
  chip = own;
});
on("Escape", () => { if (!chip) return false; chip.focus(); return true; });
on("n", () => {
  const open = [...document.querySelectorAll("#inconsistencies .clash, #missing dt")];
  const next = open.find((point) => point.getBoundingClientRect().top > 80) || open[0];
  if (!next) return false;
  next.scrollIntoView({ block: "start" });
  next.querySelector("a")?.focus({ preventScroll: true });
  return true;
});
