// The search page: results while typing, the newest answer wins; keys move through the hits; preview beside them.
import { keeping } from "./keep.js";
import { on } from "./main.js";

const PAUSE = 250;
const form = document.getElementById("search"), box = document.getElementById("find"), results = document.getElementById("results");
const wide = matchMedia("(min-width: 1280px)");
const hits = () => [...document.querySelectorAll(".hit")];
const current = () => document.querySelector(".hit[aria-current=true]");
const pane = () => document.getElementById("evidence");

// Preview: at once beside the list where there is room, else as a drawer that Space or the button opens.
let looking;
function preview(hit, open) {
  clearTimeout(looking);
  if (!hit || (!wide.matches && !open)) return;
  looking = setTimeout(() => {
    if (!hit.isConnected || pane()?.dataset.of === hit.dataset.evidence) return;
    pane().dataset.of = hit.dataset.evidence;
    window.htmx.ajax("GET", hit.dataset.evidence, { source: pane(), target: "#evidence" }).catch(() => { /* a newer one took its place */ });
  }, open ? 0 : 200);
  if (open && !wide.matches) pane()?.classList.add("open");
}
/** A chip of the strip fills the pane by itself; where there is no room beside the list the pane opens for it. */
let opener;
function evidenceOf(chip) {
  delete pane().dataset.of;
  if (wide.matches) return;
  opener = chip;
  pane().classList.add("open");
}
function close() {
  if (!pane()?.classList.contains("open")) return false;
  pane().classList.remove("open");
  (opener || current()?.querySelector("h2 a"))?.focus();
  opener = undefined;
  return true;
}

function choose(hit) {
  if (!hit || hit === current()) return;
  current()?.removeAttribute("aria-current");
  hit.setAttribute("aria-current", "true");
  history.replaceState({ ...history.state, hit: hits().indexOf(hit) }, "");
  preview(hit, pane()?.classList.contains("open"));
}
/** The hit one was at, when one comes back to the page; else the first where the preview has room. */
function begin() {
  const at = history.state?.hit;
  if (at !== undefined || wide.matches) choose(hits()[at] || hits()[0]);
}
const move = (step) => go(hits().indexOf(current()) + step);
function go(place) {
  const all = hits();
  const hit = all[Math.min(Math.max(place, 0), all.length - 1)];
  if (!hit) return false;
  choose(hit);
  hit.querySelector("h2 a").focus();
  hit.scrollIntoView({ block: "nearest" });
  return true;
}

// Results while typing.
let timer, asking, shown = location.pathname + location.search;
function address() {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  if (query.get("sort") === "relevance") query.delete("sort");
  return `${form.getAttribute("action")}${query.size ? `?${query}` : ""}`;
}
async function instant() {
  const path = address();
  if (path === shown) return;
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const headers = { "HX-Request": "true", "HX-Target": "results", "X-Typing": "1" };
    const answer = await fetch(path, { headers, signal });
    if (!answer.ok || signal.aborted) return;
    const page = await answer.text();
    if (signal.aborted) return;
    shown = path;
    leaving();
    keeping(results, () => { results.innerHTML = page; }, form);
    window.htmx.process(results);
    document.title = [box.value.trim(), ...document.title.split(" · ").slice(-2)].filter(Boolean).join(" · ");
    history.replaceState({ ...history.state, hit: undefined }, "", path);
    settled();
  } catch { /* typing goes on, or the network is away: what was found stays */ }
}
function later() { clearTimeout(timer); timer = setTimeout(instant, PAUSE); }
box.addEventListener("input", (event) => { ticking = false; if (!event.isComposing) later(); });
box.addEventListener("compositionstart", () => clearTimeout(timer));
box.addEventListener("compositionend", later);
form.addEventListener("submit", () => { clearTimeout(timer); asking?.abort(); });

// On a phone the filters cover the results: they fold with new words, and stay while boxes are ticked in them.
const folds = matchMedia("(max-width: 899px)");
const panel = () => document.querySelector("details.facets");
let ticking = false, unfolded = false;
/** Results are about to be replaced: were the filters open under the hand that is ticking? */
function leaving() { unfolded = ticking && Boolean(panel()?.open); }

/** New results stand: say how many, show the first beside them. */
function settled() {
  const told = document.getElementById("told"), count = document.getElementById("count");
  if (told) told.textContent = count ? count.textContent : "";
  if (panel() && folds.matches) panel().open = unfolded;
  if (wide.matches) choose(hits()[0]);
}
document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target === results) leaving(); });
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== results) return;
  shown = location.pathname + location.search;
  settled();
});
begin();

form.addEventListener("change", (event) => {
  if (event.target.form !== form || !event.target.matches("input[type=checkbox], select")) return;
  ticking = event.target.matches(".facets input");
  form.requestSubmit();
});
form.addEventListener("htmx:configRequest", (event) => {
  if (event.target === form && event.detail.parameters.sort === "relevance") delete event.detail.parameters.sort;
});
document.addEventListener("click", (event) => {
  const hit = event.target.closest(".hit");
  if (event.target.closest(".close-drawer")) close();
  else if (event.target.closest(".to-hits")) panel().open = false;
  else if (event.target.closest(".strip .cite")) evidenceOf(event.target);
  else if (hit && event.target.closest(".peek")) { choose(hit); preview(hit, true); }
  else choose(hit);
});
document.addEventListener("focusin", (event) => choose(event.target.closest(".hit")));
on("j", () => move(1));
on("k", () => move(-1));
on("ArrowDown", () => current() && move(1));
on("ArrowUp", () => current() && move(-1));
const inHits = (event) => event.target.closest(".hit");
on("Home", (event) => inHits(event) && go(0));
on("End", (event) => inHits(event) && go(hits().length - 1));
on(" ", () => { if (close()) return true; const hit = current(); if (!hit) return false; preview(hit, true); return true; });
on("Enter", () => { const link = current()?.querySelector("h2 a"); if (!link) return false; link.click(); return true; });
on("Escape", close);
