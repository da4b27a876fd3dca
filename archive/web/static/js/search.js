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

const box = document.querySelector("input[data-suggest]");
let asking;
box?.addEventListener("input", () => {
  asking?.abort();
  const list = box.list, typed = box.value.trim();
  const known = [...list.options].some((option) => option.value === box.value);
  if (!typed || known) return list.replaceChildren();
  asking = new AbortController();
  const { signal } = asking;
  setTimeout(async () => {
    if (signal.aborted) return;
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal });
      if (!answer.ok) return;
      const { items } = await answer.json();
      const texts = [...new Set(items.map((item) => item.text))];
      list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("option"), { value: text })));
    } catch { /* typing goes on, or the network is away: no suggestion */ }
  }, 150);
});
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
