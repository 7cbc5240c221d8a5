// The gallery: hears what changes, shows it, and does what a person asks.

import * as actions from "./actions.js";
import { Album, states } from "./album.js";
import { ask } from "./ask.js";
import { listen } from "./changes.js";
import { fromInput, fromTransfer } from "./dropped.js";
import { button, element } from "./elements.js";
import { failed, notice, tell } from "./notices.js";
import { pace } from "./pace.js";
import { nameOf } from "./photograph.js";
import { Selection } from "./selection.js";
import { Tray } from "./tray.js";
import { Uploads } from "./uploads.js";
import { Viewer } from "./viewer.js";
import { Wall } from "./wall.js";

const find = (id) => document.getElementById(id);
const many = (number) => (number === 1 ? "1 photograph" : `${number.toLocaleString("en")} photographs`);

const album = new Album();
const selection = new Selection();
const uploads = new Uploads();
const viewer = new Viewer(find("viewer"), album, {
  remove: (photograph) => remove([photograph.path]),
  closed: (path) => path && wall.focus(path),
});
const wall = new Wall(find("wall"), album, selection, (photograph) => viewer.open(photograph));
new Tray(find("tray"), uploads);
uploads.addEventListener("change", () => (pace.isCalm = uploads.isBusy && !uploads.isHeld));
pace.addEventListener("change", () => document.body.classList.toggle("is-calm", pace.isCalm));

listen(
  (news) => {
    album.take(news);
    notice("storage", news.trouble ?? null, false);
  },
  (alive) => {
    uploads.alive = alive;
    document.body.classList.toggle("is-away", !alive);
    notice("away", alive ? null : "The gallery does not answer. Start it with ./colorize up: this page goes on by itself.", false);
  },
);

// Which are shown.
const filters = new Map(
  ["all", ...states].map((state) => {
    const made = button("", () => album.show(state), { className: `filter ${state}` });
    return [state, made];
  }),
);
find("filters").append(...filters.values());
find("search").addEventListener("input", (event) => album.search(event.target.value));
find("select-all").addEventListener("click", () => selection.setAll(album.shown.map((photograph) => photograph.path)));

const titles = { all: "All", waiting: "Waiting", missing: "Missing", done: "Done", rejected: "Rejected" };

album.addEventListener("change", () => {
  const counts = album.counts();
  for (const [state, filter] of filters) {
    filter.replaceChildren(titles[state], element("span", { className: "count" }, counts[state].toLocaleString("en")));
    filter.classList.toggle("some", counts[state] > 0);
    // Seldom is anything missing, and never for long.
    filter.hidden = state === "missing" && counts.missing === 0 && album.filter !== "missing";
    filter.setAttribute("aria-pressed", String(album.filter === state));
  }
  selection.keep((path) => album.find(path));
  document.body.classList.toggle("is-empty", album.known && counts.all === 0);
  find("select-all").hidden = album.shown.length === 0;
  find("empty").textContent = !album.known || album.shown.length > 0 ? "" : album.isNarrowed ? "None of the photographs is like that." : "No photographs yet.";
  document.title = counts.waiting > 0 ? `(${counts.waiting.toLocaleString("en")} waiting) Colorize` : "Colorize";
});

// What is done to those that are selected.
selection.addEventListener("change", () => {
  find("chosen").hidden = selection.size === 0;
  find("chosen-count").textContent = `${many(selection.size)} selected`;
});
find("chosen-clear").addEventListener("click", () => selection.setAll([]));
find("chosen-delete").addEventListener("click", () => remove(selection.paths));
find("chosen-zip").addEventListener("click", () => attempt(() => actions.zip(selection.paths), "The zip is on its way."));
find("chosen-retry").addEventListener("click", () => attempt(() => actions.retry(selection.paths), `${many(selection.size)}: coloured again.`));
find("wall").addEventListener("remove", (event) => remove(event.detail));

async function attempt(act, done) {
  try {
    await act();
    tell(done);
  } catch (error) {
    failed(error);
  }
}

async function remove(paths) {
  const what = paths.length === 1 ? nameOf({ path: paths[0] }) : many(paths.length);
  if (!(await ask(`Delete ${what}, as it came and in colour? This cannot be undone.`, "Delete"))) return;
  await attempt(() => actions.remove(paths), `${what}: deleted.`);
}

// What comes in.
function upload({ taken, leftOut }) {
  if (taken.length > 0) uploads.add(taken);
  if (leftOut.length === 0) return;
  const names = leftOut.slice(0, 3).map(({ path }) => path).join(", ");
  notice("left out", `${leftOut.length === 1 ? "1 file was" : `${leftOut.length.toLocaleString("en")} files were`} left out, since by name they are no photographs: ${names}${leftOut.length > 3 ? ", …" : ""}`);
}

for (const input of [find("files"), find("folder")]) {
  input.addEventListener("change", () => {
    upload(fromInput(input));
    input.value = "";
  });
}

const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
let depth = 0;
const drag = (change) => (event) => {
  if (!carriesFiles(event)) return;
  depth = Math.max(0, depth + change);
  document.body.classList.toggle("is-dragging", depth > 0);
};
addEventListener("dragenter", drag(1));
addEventListener("dragleave", drag(-1));
addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
addEventListener("drop", async (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  depth = 0;
  document.body.classList.remove("is-dragging");
  try {
    upload(await fromTransfer(event.dataTransfer));
  } catch (error) {
    failed(new Error(`What was dropped cannot be read: ${error.message}`));
  }
});
addEventListener("paste", async (event) => {
  if (event.clipboardData.files.length > 0) upload(await fromTransfer(event.clipboardData));
});
