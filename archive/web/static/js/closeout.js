// The closeout table by keyboard: j and k go from row to row, e opens one. The focus is on a row's pencil,
// because single keys do nothing inside a field; Shift+Tab from there reaches the row's fields.
import { on } from "./main.js";

const rows = () => [...document.querySelectorAll(".duties tbody tr")];
const current = () => document.activeElement?.closest?.(".duties tbody tr");
const reach = (row) => row?.querySelector("a.btn.icon, a");

function step(by) {
  const all = rows();
  const here = all.indexOf(current());
  const next = reach(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by]);
  if (!next) return false;
  next.focus();
  next.closest("tr").scrollIntoView({ block: "nearest" });
  return true;
}

on("j", () => step(1));
on("k", () => step(-1));
on("e", () => {
  const opener = current()?.querySelector("a.btn.icon");
  if (!opener) return false;
  location.assign(opener.href);
  return true;
});
