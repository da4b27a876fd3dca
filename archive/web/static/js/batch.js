// The batch table: which row is looked at, which are ticked, and the keys for both.
import { say, on } from "./main.js";
import { watchFields } from "./field.js";
import { finished } from "./keep.js";
import "./upload.js";

let anchor = null;
let chosen = "";
const SHOWN = 5; // rows of "ready" that are not folded away
const rows = () => [...document.querySelectorAll("#items tr.item")].filter((row) => !row.hidden);
// A row that was just answered for is marked again a moment later: keys mean it already.
const current = () => document.querySelector("#items tr.item[aria-current=true]") || (chosen && document.getElementById(chosen)) || null;
const ticks = () => [...document.querySelectorAll("#items input[name=items]")];
const wide = () => matchMedia("(min-width: 1200px)").matches;

function select(row, { focus = true, preview = true } = {}) {
  if (!row) return false;
  for (const other of document.querySelectorAll("#items tr.item[aria-current]")) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  chosen = row.id;
  const link = row.querySelector("a.look");
  if (focus) (link || row.querySelector("a, button, input"))?.focus({ preventScroll: false });
  if (preview && link && wide()) show(row);
  return true;
}

// Requests have a source of their own: those without one share one queue, in which the newest takes the place of one that waits.
function show(row) {
  const link = row.querySelector("a.look");
  if (link) htmx.ajax("GET", link.getAttribute("hx-get"), { source: "#preview", target: "#preview", swap: "innerHTML" });
}

const panel = () => document.getElementById("preview");
const shows = (row) => panel().querySelector("[data-of]")?.dataset.of === row.dataset.id;
let wanted = null; // a field of the panel that is not there yet

// Reach a field of the panel when it is about the row one is at: what is typed must not go to the file looked at before.
function reach(selector) {
  const row = current();
  wanted = null;
  if (!row?.querySelector("a.look")) return false;
  if (!shows(row)) { wanted = { id: row.id, selector }; show(row); return true; }
  const field = panel().querySelector(selector);
  if (!field) return false;
  panel().classList.add("open");
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field.focus();
  return true;
}

// The panel came: the field that was wanted is reached, and an answer about a row left meanwhile gives way.
function arrived() {
  const row = current();
  if (!row) return;
  if (!shows(row)) { if (wide() || wanted) show(row); return; }
  if (wanted?.id === row.id && !engaged()) reach(wanted.selector);
  wanted = null;
}

// An answer that was asked for before what the panel holds is older than it.
const asked = new WeakMap();
let number = 0, held = 0;
function ordered({ target, xhr, requestConfig }) {
  if (target?.id !== "preview" || !asked.has(xhr)) return true;
  if (requestConfig.verb === "get" && asked.get(xhr) < held) return false;
  held = asked.get(xhr);
  return true;
}

// A row that was changed here leaves the panel about it no older than it was: its forms would be refused as stale.
const revision = (row) => row?.querySelector("[name=revision]")?.value;
let before = {};
function renew(row) {
  const now = revision(row);
  if (row.id !== before.id || !now || !shows(row)) return;
  for (const field of panel().querySelectorAll("[name=revision]")) if (field.value === before.revision) field.value = now;
}

function move(step) {
  const all = rows();
  const place = all.indexOf(current());
  return select(all[Math.min(Math.max(place + step, 0), all.length - 1)]);
}

const first = () => document.querySelector("#rows-look tr.item, #rows-ready tr.item, #items tr.item");

// A closed list of classes changes with every arrow key: it is opened first, and changed by what is chosen.
function openList(pick) {
  try { pick.showPicker(); } catch { /* an older browser: the list opens with Alt and an arrow */ }
}

const nextToLook = (after) => {
  const all = rows();
  const from = all.indexOf(after);
  const looks = (row) => row.dataset.group === "look" && row !== after;
  return all.slice(from + 1).find(looks) || all.find(looks);
};

function count() {
  const bulk = document.getElementById("bulk");
  if (bulk && ticks().length) bulk.hidden = false;
  const n = ticks().filter((tick) => tick.checked).length;
  const label = document.getElementById("ticked");
  const button = document.getElementById("file-ticked");
  const all = document.getElementById("all");
  if (!label || !button) return;
  label.textContent = say("selected", { n });
  button.querySelector(".label").textContent = button.dataset.label.replace("{n}", n);
  if (n) button.removeAttribute("aria-disabled"); else button.setAttribute("aria-disabled", "true");
  if (all) {
    all.checked = n > 0 && n === ticks().length;
    all.indeterminate = n > 0 && n < ticks().length;
  }
}

function range(tick) {
  const all = ticks();
  const [a, b] = [all.indexOf(anchor), all.indexOf(tick)].sort((x, y) => x - y);
  if (a >= 0) for (const one of all.slice(a, b + 1)) one.checked = tick.checked;
}

function press(selector) {
  const row = current();
  const button = row?.querySelector(selector);
  if (!button) return false;
  button.click();
  return true;
}

async function decide(value) {
  const row = current();
  if (!row?.querySelector("input[name=items]")) return false;
  const form = row.querySelector("form[hx-post]");
  const revision = form.querySelector("[name=revision]").value;
  await htmx.ajax("POST", form.action.replace(/\/file$/, ""), { source: row, target: row, swap: "outerHTML", values: { decision: value, revision } });
  return true;
}

// Ready rows fold beyond the first few: they are fine, and the ones above want the eye.
function fold() {
  const ready = [...document.querySelectorAll("#rows-ready tr.item")];
  const looks = document.querySelector("#rows-look tr.item");
  if (ready.length <= SHOWN + 1 || !looks || document.getElementById("unfold")) return;
  const rest = ready.slice(SHOWN);
  for (const row of rest) row.hidden = true;
  const body = document.createElement("tbody");
  body.id = "unfold";
  const cell = body.insertRow().insertCell();
  cell.colSpan = 7;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn xs g";
  button.textContent = say("more_rows", { n: rest.length });
  button.addEventListener("click", () => { for (const row of rest) row.hidden = false; body.remove(); select(rest[0]); });
  cell.append(button);
  document.getElementById("rows-ready").after(body);
}

// A row that changed its group keeps its place, so that the eye does not lose it, until its old group has no other row.
function regroup(body) {
  const all = [...body.querySelectorAll("tr.item")];
  if (all.some((row) => row.dataset.group === body.dataset.group || row.classList.contains("editing"))) return;
  for (const row of all.reverse()) document.getElementById(`rows-${row.dataset.group}`)?.prepend(row);
}

function heads() {
  const bodies = [...document.querySelectorAll("#items tbody[data-group]")];
  bodies.forEach(regroup);
  for (const body of bodies) {
    const head = document.getElementById(`head-${body.dataset.group}`);
    if (head) head.hidden = !body.querySelector("tr");
  }
  const none = document.getElementById("none-yet");
  if (none && document.querySelector("#items tr.item")) none.hidden = true;
}

function title() {
  const read = document.getElementById("read");
  document.title = document.title.replace(/^\(\S+\) /, "");
  if (read?.dataset.running === "yes") document.title = `(${read.textContent.match(/\d+\s*\/\s*\d+/)?.[0].replace(/\s/g, "") || "…"}) ${document.title}`;
}

const atRest = () => document.getElementById("read")?.dataset.running !== "yes";

// Somebody who reached a field elsewhere meanwhile is left there.
function engaged() {
  const at = document.activeElement;
  return at.matches("input, select, textarea, button, a, summary") && !finished.has(at) && !at.closest("#items");
}

function settled(element) {
  heads();
  count();
  title();
  if (atRest()) fold();
  if (!chosen && wide() && rows().length && atRest()) select(first(), { focus: false });
  if (element.matches?.("#preview > [data-of]")) arrived();
  const row = element.matches?.("tr.item") ? element : null;
  if (!row) return;
  if (row.classList.contains("editing")) { const field = row.querySelector("input[data-live]"); field?.focus(); field?.setSelectionRange(field.value.length, field.value.length); return; }
  if (row.id !== chosen) return;
  const next = ["filed", "out"].includes(row.dataset.group) && nextToLook(row);
  if (engaged()) { if (!next) select(row, { focus: false }); } else select(next || row);
}

let begun = false;

/** Called when the page is there: at once, or after an upload has opened it in place. */
export function start() {
  fold();
  count();
  if (wide()) select(first(), { focus: false });
  const anchored = location.hash.startsWith("#row-") && document.querySelector(location.hash);
  if (anchored) select(anchored);
  if (begun) return;
  begun = true;
  watchFields();
  document.body.addEventListener("htmx:load", (event) => settled(event.detail.elt));
  document.addEventListener("htmx:beforeRequest", (event) => asked.set(event.detail.xhr, ++number));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!ordered(event.detail)) event.detail.shouldSwap = false;
    before = { id: event.detail.target?.id, revision: revision(event.detail.target) };
  }, true);
  document.addEventListener("htmx:afterSwap", (event) => { if (event.target.matches?.("tr.item")) renew(event.target); });
  document.addEventListener("change", (event) => {
    if (event.target.id === "all") for (const tick of ticks()) tick.checked = event.target.checked;
    count();
  });
  document.addEventListener("click", (event) => {
    const tick = event.target.closest?.("input[name=items]");
    if (tick) { if (event.shiftKey && anchor) range(tick); anchor = tick; count(); }
    const row = event.target.closest?.("#items tr.item");
    if (row && row !== current()) select(row, { focus: false, preview: !event.target.closest("a.look") });
    if (event.target.closest?.("a.look")) document.getElementById("preview").classList.add("open");
    if (event.target.closest?.("[data-close]")) { document.getElementById("preview").classList.remove("open"); current()?.querySelector("a.look")?.focus(); }
    const file = event.target.closest?.("#file-ticked");
    if (file?.getAttribute("aria-disabled") === "true") event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "bulk" && event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  on("j", () => move(1));
  on("k", () => move(-1));
  on("ArrowDown", () => current() && move(1));
  on("ArrowUp", () => current() && move(-1));
  on("Home", () => select(rows()[0]));
  on("End", () => select(rows().at(-1)));
  on("n", () => select(nextToLook(current())));
  on("x", () => { const tick = current()?.querySelector("input[name=items]"); if (!tick) return false; tick.click(); return true; });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey && event.key.startsWith("Arrow") && event.target.matches?.("#items select[name=class]")) { event.preventDefault(); openList(event.target); }
  });
  on("a", () => press("[data-act=link], [data-act=new_version], [data-act=file], [data-act=names]"));
  on("v", () => decide("new_version"));
  on("h", () => decide("hold"));
  on("d", () => decide("discard"));
  on("e", () => press("a.edit"));
  on("c", () => { const pick = current()?.querySelector("select[name=class]"); if (!pick) return false; pick.focus(); openList(pick); return true; });
  on("w", () => reach("#day"));
  on("l", () => reach("[name=level]"));
  on(" ", () => { const row = current(); if (!row) return false; show(row); document.getElementById("preview").classList.toggle("open"); return true; });
  on("Escape", (event) => {
    const panel = document.querySelector("#preview.open");
    if (!panel && !event.target.closest?.("#preview, #items select")) return false;
    panel?.classList.remove("open");
    current()?.querySelector("a.look")?.focus();
    return true;
  });
  on("Ctrl+Enter", () => { document.getElementById("file-ticked")?.click(); return true; });
}

if (document.getElementById("items")) start();
