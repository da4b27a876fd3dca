// A part of the page that is read anew keeps what its reader is doing in it: the field reached, the caret,
// what was typed or chosen and not sent yet, what was unfolded.
const FIELDS = "input:not([type=hidden]):not([type=file]), select, textarea";
const sent = new WeakMap(); // request -> what each field was when it went
const waiting = new Map(); // part -> its new content, kept until a hand is off the field in it
let composing = false;
let pending = null;

/** Fields that have the focus again although what they held was sent: there the reader is done. */
export const finished = new WeakSet();

const ticked = (field) => field.matches("[type=checkbox], [type=radio]");
const state = (field) => (ticked(field) ? field.checked : field.value);

function touched(field) {
  if (!field.matches(FIELDS)) return false;
  if (ticked(field)) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return field.value !== field.defaultValue;
  const all = [...field.options];
  return field.selectedOptions[0] !== (all.find((option) => option.defaultSelected) || all[0]);
}

// What goes with a request: the fields of its form, or those a part includes; a part that is only fetched sends none.
const fieldsOf = (source) => {
  const form = source.matches("form") ? source : source.form;
  return form ? [...form.elements] : source.matches("[hx-include=this]") ? [...source.querySelectorAll(FIELDS)] : [];
};
const went = (source) => new Map(fieldsOf(source).map((field) => [field, state(field)]));

// ---- which part of the new content stands for one of the old

const words = (part) => part?.textContent.trim().slice(0, 200) || "";

/** What tells a part from others of its kind. A fold with an id is known by it: what its summary counts may change. A field belongs to what its form is sent to: the same field of another file is another one. */
function like(part) {
  const fold = part.matches("details, summary") ? part.closest("details") : null;
  const form = part.form || fold?.querySelector("form");
  const own = part.matches(FIELDS) ? (ticked(part) ? part.value : "") : fold?.id || words(fold?.querySelector("summary") || part);
  const line = part.matches(FIELDS) ? "" : words(part.closest("li"));
  return [part.tagName, part.getAttribute("name"), own, part.getAttribute("href"), form?.getAttribute("action"), line].join("\n");
}

const scopeOf = (place) => (place ? document.getElementById(place) : document);
const peers = (place, kind) => { const scope = scopeOf(place); return scope ? [scope, ...scope.querySelectorAll(kind)].filter((one) => one.matches?.(kind)) : []; };

function describe(part) {
  const place = (part.id ? part : part.parentElement)?.closest("[id]")?.id;
  const kind = part.matches("details") ? "details" : part.matches(FIELDS) ? FIELDS : part.tagName;
  const sign = like(part), all = peers(place, kind);
  return { part, place, kind, sign, any: all.indexOf(part), nth: all.filter((one) => like(one) === sign).indexOf(part) };
}

function counterpart({ part, place, kind, sign, nth }) {
  if (part.isConnected) return part;
  const found = peers(place, kind).filter((one) => like(one) === sign);
  return found[nth] || found[0];
}

// ---- before and after

function remember(root, gone) {
  const at = document.activeElement;
  const active = at !== document.body && root.contains(at) ? at : null;
  const held = (field) => touched(field) && gone.get(field) !== state(field);
  const known = (form) => form && [...gone.keys()].some((field) => field.form === form);
  const over = active && known(active.form) && !held(active);
  return {
    typed: [...root.querySelectorAll(FIELDS)].filter(held).map((field) => ({ ...describe(field), value: state(field) })),
    open: [...root.querySelectorAll("details[open]")].filter((fold) => ![...fold.querySelectorAll("form")].some(known)).map(describe),
    active: active && { ...describe(active), ...caret(active), over, folded: over && active.closest("details")?.contains(active.form) },
  };
}

function caret(field) {
  try { return { from: field.selectionStart, to: field.selectionEnd, way: field.selectionDirection, top: field.scrollTop }; } catch { return {}; }
}

function retype({ value, ...known }) {
  const field = counterpart(known);
  if (!field || field === known.part) return;
  if (field.matches("select") && ![...field.options].some((option) => option.value === value)) return;
  if (ticked(field)) field.checked = value; else field.value = value;
  if (!field.closest('[hx-trigger*="change"]')) return;
  // Changed while an earlier change was on its way: the field it was changed in is gone and can send no more.
  const send = () => { if (field.isConnected && touched(field)) field.dispatchEvent(new Event("change", { bubbles: true })); };
  if (field.matches("select") || ticked(field)) whenSettled(field, send);
  else field.addEventListener("blur", send, { once: true });
}

function whenSettled(field, act) {
  const hear = (event) => {
    if (!event.target.contains(field)) return;
    document.removeEventListener("htmx:afterSettle", hear);
    act();
  };
  document.addEventListener("htmx:afterSettle", hear);
}

function refocus(known) {
  if (known.part.isConnected) return;
  const own = counterpart(known);
  const next = own || (known.part.id && document.getElementById(known.part.id)) || (known.kind === FIELDS ? null : peers(known.place, known.kind)[known.any]);
  if (!next) return;
  if (!known.folded) unfold(next);
  next.focus({ preventScroll: true });
  if (own && typeof known.from === "number") {
    try { next.setSelectionRange(known.from, known.to, known.way); } catch { /* a kind of field without a caret */ }
    next.scrollTop = known.top;
  }
  if (known.over) finished.add(next);
}

function unfold(part) {
  const inner = part.matches("summary") ? part.parentElement.parentElement : part;
  for (let fold = inner.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function restore(had) {
  for (const fold of had.open) { const same = counterpart(fold); if (same) same.open = true; }
  had.typed.forEach(retype);
  if (had.active) refocus(had.active);
}

/** Change what stands in `root` by `replace`; `form` is what asked for it, if its fields went along. */
export function keeping(root, replace, form = null) {
  const had = remember(root, form ? went(form) : new Map());
  replace();
  restore(had);
}

// ---- a field that nothing can be put back into: words being composed, a day of which a part is typed

function midway(gone) {
  const field = document.activeElement;
  if (composing) return field;
  if (!field?.matches("input[type=date], input[type=month], input[type=time], input[type=datetime-local]")) return null;
  return (field.validity.badInput || touched(field)) && gone.get(field) !== state(field) ? field : null;
}

function hits(field, target, answer) {
  if (target.contains(field)) return true;
  if (!answer.includes("hx-swap-oob")) return false;
  for (let part = field; part; part = part.parentElement) if (part.id && answer.includes(`id="${part.id}"`)) return true;
  return false;
}

function put(target, { elt, answer, style, select }) {
  if (target.isConnected) window.htmx.swap(target, answer, { swapStyle: style, swapDelay: 0, settleDelay: 20 }, { select, contextElement: elt });
}

function release() {
  for (const [target, content] of [...waiting]) { waiting.delete(target); keeping(document, () => put(target, content)); }
}

function before(event) {
  const { target, xhr, elt, etc, serverResponse, shouldSwap } = event.detail;
  if (!shouldSwap || !target) return;
  const gone = sent.get(xhr) || new Map();
  const field = midway(gone);
  waiting.delete(target); // what came before is older
  if (field && hits(field, target, serverResponse)) {
    const style = etc?.swapOverride || elt.closest("[hx-swap]")?.getAttribute("hx-swap") || "innerHTML";
    waiting.set(target, { elt, answer: serverResponse, style, select: elt.closest("[hx-select]")?.getAttribute("hx-select") });
    event.detail.shouldSwap = false;
    return;
  }
  const had = pending = remember(document, gone);
  queueMicrotask(() => after(had)); // an answer that added nothing tells of no swap
}

function after(had) {
  if (!pending || (had && had !== pending)) return;
  const kept = pending;
  pending = null;
  restore(kept);
}

document.addEventListener("htmx:beforeRequest", (event) => sent.set(event.detail.xhr, went(event.detail.elt)));
document.addEventListener("htmx:beforeSwap", before);
document.addEventListener("htmx:afterSwap", () => after(), true);
document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { composing = false; setTimeout(release); });
document.addEventListener("focusout", () => setTimeout(() => { if (!midway(new Map())) release(); }));
document.addEventListener("focusin", (event) => finished.delete(event.target));
