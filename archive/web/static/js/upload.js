// Dropping files and folders: four at a time, with progress, retried by itself, skipped when there already,
// large ones in pieces that are taken up again after a lost connection or a reload (drop the file once more).
import { keeping } from "./keep.js";
import { say, toast, token } from "./main.js";

const AT_ONCE = 4;
const TRIES = 6;
const JUNK = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

const target = () => document.querySelector("[data-drop]");
let run = null;
let veil = null;
let depth = 0;

// ---- what was dropped, with its place in the folder

const readAll = (reader) => new Promise((resolve, reject) => {
  const found = [];
  const next = () => reader.readEntries((some) => { if (!some.length) resolve(found); else { found.push(...some); next(); } }, reject);
  next();
});

async function walk(entry, into) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    into.push({ file, path: entry.fullPath.replace(/^\//, "") });
  } else if (entry.isDirectory) {
    for (const child of await readAll(entry.createReader())) await walk(child, into);
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.());
  const plain = [...transfer.files].map((file) => ({ file, path: file.name }));
  if (!entries.some(Boolean)) return plain;
  const found = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

function pick(kind) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  if (kind === "folder") input.webkitdirectory = true;
  input.hidden = true;
  input.addEventListener("change", () => {
    begin([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    input.remove();
  });
  document.body.append(input);
  input.click();
}

// ---- the panel

function panel() {
  const box = document.createElement("section");
  box.className = "uploads";
  box.innerHTML = '<p class="vh" role="status"></p><div class="hd"><b></b><button type="button" class="btn xs end" data-again hidden></button><button type="button" class="btn xs g" data-hide></button></div><div class="bd"><progress max="1" value="0"></progress><p class="small quiet"></p></div><ul></ul>';
  const [again, hide] = [box.querySelector("[data-again]"), box.querySelector("[data-hide]")];
  again.textContent = say("upload_retry_all");
  again.addEventListener("click", () => {
    for (const job of run.jobs) if (job.state === "failed") Object.assign(job, { state: "waiting", tries: 0, after: 0 });
    pump();
  });
  hide.textContent = say("upload_hide");
  hide.addEventListener("click", () => { box.hidden = true; });
  document.body.append(box);
  return box;
}

function show() {
  const { jobs, box, skipped, system } = run;
  const done = jobs.filter((job) => job.state === "done").length;
  const failed = jobs.filter((job) => job.state === "failed");
  const whole = jobs.reduce((sum, job) => sum + job.file.size + 1, 0);
  const sent = jobs.reduce((sum, job) => sum + (job.state === "done" ? job.file.size + 1 : job.sent), 0);
  const over = done + failed.length === jobs.length;
  box.querySelector("progress").value = whole ? sent / whole : 1;
  document.getElementById("unfinished")?.remove(); // told of what an earlier visit left; here it goes on
  const broken = !over && (!navigator.onLine || (jobs.some((job) => job.tries) && !jobs.some((job) => job.state === "sending")));
  const heading = broken ? say("upload_broken", { n: done }) : over ? say(failed.length ? "upload_failed" : "upload_done", { n: failed.length || done, m: jobs.length }) : say("uploading", { n: done, m: jobs.length });
  const bar = box.querySelector("progress");
  bar.setAttribute("aria-label", heading);
  box.querySelector("b").textContent = heading;
  box.querySelector(".bd p").textContent = [skipped && say("upload_skipped", { n: skipped }), system && say("upload_system", { n: system })].filter(Boolean).join(" ");
  tell(box, heading, over);
  if (failed.length > run.failed) box.hidden = false; // put aside, and then something went wrong
  run.failed = failed.length;
  const list = box.querySelector("ul");
  keeping(list, () => list.replaceChildren(...[...failed, ...jobs.filter((job) => job.state === "sending")].slice(0, 30).map(line)));
  box.querySelector("[data-again]").hidden = failed.length < 2;
  if (over && !failed.length) setTimeout(() => { if (run?.box === box) { box.remove(); run = null; } }, 6000);
}

const SPOKEN = 5000; // ms between two sentences of progress for a screen reader
function tell(box, heading, over) {
  if (!over && Date.now() - run.told < SPOKEN) return;
  run.told = Date.now();
  const said = box.querySelector("[role=status]");
  if (said.textContent !== heading) said.textContent = heading;
}

function line(job) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.className = "cut";
  name.textContent = job.path;
  item.append(name);
  if (job.state === "failed") {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn xs";
    again.textContent = say("upload_retry");
    again.addEventListener("click", () => { job.state = "waiting"; job.tries = 0; pump(); });
    const why = document.createElement("span");
    why.className = "bad";
    why.textContent = job.why;
    item.append(again, why);
  } else {
    const share = document.createElement("span");
    share.className = "quiet";
    share.textContent = `${Math.round((100 * job.sent) / (job.file.size || 1))}%`;
    item.append(share);
  }
  return item;
}

// ---- sending

let announced = 0;
function announce() {
  const wait = Math.max(100, 600 - (Date.now() - announced));
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => {
    // An answer on its way does not know of the last files, and what would hear of them goes with it.
    if (document.querySelector("#poll.htmx-request")) { announce(); return; }
    announced = Date.now();
    document.body.dispatchEvent(new CustomEvent("uploaded"));
  }, wait);
}

const LARGE = 16 << 20; // bytes from which a file goes in pieces, so that a broken line costs little
const PIECE = 8 << 20;

function send(job) {
  job.state = "sending";
  if (job.file.size > LARGE) { nextPiece(job); return; }
  job.sent = 0;
  const form = new FormData();
  form.append("path", job.path);
  form.append("file", job.file, job.file.name);
  transmit(job, "POST", `/batches/${run.batch}/items`, form, (answer) => arrived(job, answer));
}

function transmit(job, method, path, body, then) {
  const request = new XMLHttpRequest();
  const before = job.offset || 0;
  request.open(method, `/api/v1${path}`);
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("Accept", "application/json");
  if (body instanceof Blob) request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.addEventListener("progress", (event) => { job.sent = Math.min(before + event.loaded, job.file.size); show(); });
  request.addEventListener("loadend", () => then(request));
  request.send(body);
}

const digest = async (blob) => {
  if (!crypto.subtle) return "";
  const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// A large file: announced once, then piece by piece; what the server has is never sent again.
async function nextPiece(job) {
  try {
    const body = { path: job.path, size: job.file.size };
    const known = job.upload ? await api(`/uploads/${job.upload}`) : await api(`/batches/${run.batch}/uploads`, "POST", body);
    job.upload = known.id;
    job.offset = job.sent = known.offset;
    if (known.item) { finished(job); return; }
    const piece = job.file.slice(job.offset, job.offset + PIECE);
    const check = await digest(piece);
    transmit(job, "PUT", `/uploads/${job.upload}?offset=${job.offset}${check && `&sha256=${check}`}`, piece, (answer) => sentPiece(job, answer));
  } catch (error) {
    if (error.status === 404 && job.upload) { job.upload = ""; failed(job, 0, error.message); return; } // forgotten meanwhile
    failed(job, error.status || 0, error.message);
  }
}

function sentPiece(job, request) {
  if (request.status !== 200 && request.status !== 409) { job.sent = job.offset; arrived(job, request); return; }
  if (request.status === 200) job.tries = 0;
  else if (++job.tries >= TRIES) { failed(job, 409, reason(request)); return; }
  nextPiece(job);
}

function finished(job) {
  job.state = "done";
  announce();
  pump();
}

function arrived(job, request) {
  if (request.status === 201) finished(job);
  else failed(job, request.status, reason(request));
}

function failed(job, status, why) {
  const passing = status === 0 || (status >= 500 && status !== 507);
  if (passing && ++job.tries < TRIES) {
    job.state = "waiting";
    job.after = Date.now() + Math.min(30000, 500 * 2 ** job.tries);
    setTimeout(pump, job.after - Date.now() + 10);
  } else {
    job.state = "failed";
    job.why = why;
  }
  pump();
}

function reason(request) {
  if (request.status === 401) return say("session_over");
  try { return JSON.parse(request.responseText).detail; } catch { return say(request.status ? "server_trouble" : "offline"); }
}

function pump() {
  if (!run) return;
  const now = Date.now();
  const free = AT_ONCE - run.jobs.filter((job) => job.state === "sending").length;
  const ready = navigator.onLine ? run.jobs.filter((job) => job.state === "waiting" && (job.after || 0) <= now) : [];
  for (const job of ready.slice(0, Math.max(free, 0))) send(job);
  show();
}

async function api(path, method = "GET", body = null) {
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  const given = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(given.detail || say("server_trouble")), { status: answer.status });
  return given;
}

/** What of a batch is there already: whole files, and large ones of which a part is. */
async function inBatch(batch) {
  const [whole, parts] = await Promise.all([api(`/batches/${batch}`), api(`/batches/${batch}/uploads?per_page=100`)]);
  return {
    known: new Set(whole.items.map((item) => `${item.path}\n${item.size}`)),
    begun: new Map(parts.items.map((part) => [`${part.path}\n${part.size}`, part.id])),
  };
}

/** Send files to the project of this page: into its batch, or into a new one that is then shown. */
export async function begin(found) {
  const place = target();
  const files = found.filter(({ path }) => !JUNK.test(path));
  if (!place) return;
  const system = found.length - files.length;
  if (!files.length) { toast(say(system ? "upload_system" : "drop_empty", { n: system })); return; }
  try {
    const own = place.dataset.batch;
    const batch = run?.batch || own || (await api(`/projects/${encodeURIComponent(place.dataset.drop)}/batches`, "POST")).id;
    const { known, begun } = own ? await inBatch(batch) : { known: new Set(), begun: new Map() };
    const fresh = files.filter(({ file, path }) => !known.has(`${path}\n${file.size}`));
    const jobs = fresh.map(({ file, path }) => ({ file, path, state: "waiting", sent: 0, tries: 0, after: 0, why: "", upload: begun.get(`${path}\n${file.size}`) || "" }));
    if (run) {
      run.jobs.push(...jobs);
      run.system += system;
    } else run = { batch, jobs, box: panel(), skipped: files.length - fresh.length, system, failed: 0, told: 0 };
    pump();
    if (!own) await open(`/batches/${batch}`);
  } catch (error) {
    toast(error.message);
  }
}

/** Show the batch without leaving the page, so that the files keep being sent. */
async function open(path) {
  const answer = await fetch(path);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  main.setAttribute("aria-busy", "true"); // until keys and clicks are heard
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  history.pushState({ opened: true }, "", path);
  htmx.process(main);
  (await import("./batch.js")).start();
  main.removeAttribute("aria-busy");
  announce(); // what arrived before the page could hear of it
}

window.addEventListener("popstate", () => location.reload());
window.addEventListener("online", pump);
window.addEventListener("offline", () => { if (run) show(); });
window.addEventListener("beforeunload", (event) => {
  if (run?.jobs.some((job) => job.state === "waiting" || job.state === "sending")) event.preventDefault();
});

// ---- the whole page is the place to drop on

const carriesFiles = (event) => target() && [...(event.dataTransfer?.types || [])].includes("Files");

function lift() {
  depth = 0;
  veil?.remove();
  veil = null;
}

function lower() {
  if (veil) return;
  veil = document.createElement("div");
  veil.className = "veil";
  veil.innerHTML = "<div><h2></h2><p></p></div>";
  veil.querySelector("h2").textContent = say("drop_title");
  veil.querySelector("p").textContent = say("drop_help", { project: target().dataset.name });
  document.body.append(veil);
}

document.addEventListener("dragenter", (event) => { if (carriesFiles(event)) { event.preventDefault(); depth += 1; lower(); } });
document.addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
document.addEventListener("dragleave", (event) => { if (carriesFiles(event) && --depth <= 0) lift(); });
document.addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  const waiting = dropped(event.dataTransfer);
  lift();
  try { begin(await waiting); } catch { toast(say("drop_unreadable")); }
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files || [])];
  if (files.length && target()) { event.preventDefault(); begin(files.map((file) => ({ file, path: file.name }))); }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  if (button) pick(button.dataset.pick);
});
