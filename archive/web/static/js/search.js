// The result list: a ticked filter searches at once; keys move through the hits.
import { on } from "./keys.js";

const hits = () => [...document.querySelectorAll(".hit")];
const current = () => document.querySelector(".hit[aria-current=true]");

function select(hit) {
  if (!hit) return false;
  current()?.removeAttribute("aria-current");
  hit.setAttribute("aria-current", "true");
  hit.querySelector("h2 a").focus();
  hit.scrollIntoView({ block: "nearest" });
  return true;
}

function move(step) {
  const all = hits();
  return select(all[Math.min(Math.max(all.indexOf(current()) + step, 0), all.length - 1)]);
}

document.addEventListener("change", (event) => {
  if (event.target.closest("#search") && event.target.matches("input[type=checkbox], select")) event.target.form.requestSubmit();
});
document.addEventListener("click", (event) => {
  const hit = event.target.closest(".hit");
  if (!hit) return;
  current()?.removeAttribute("aria-current");
  hit.setAttribute("aria-current", "true");
});
document.addEventListener("focusin", (event) => {
  const hit = event.target.closest(".hit");
  if (hit && hit !== current()) { current()?.removeAttribute("aria-current"); hit.setAttribute("aria-current", "true"); }
});
on("j", () => move(1));
on("k", () => move(-1));
on("ArrowDown", () => current() && move(1));
on("ArrowUp", () => current() && move(-1));
on(" ", () => { const peek = current()?.querySelector(".peek"); if (!peek) return false; peek.click(); return true; });
on("Enter", () => { const link = current()?.querySelector("h2 a"); if (!link) return false; link.click(); return true; });
