// Shows uploads: how far all are and each that is on its way, and errors until somebody has read them.

import { button, element } from "./elements.js";
import { unhurried } from "./pace.js";

const shownErrors = 50;
const staying = 4_000;
const pause = 500;

const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export class Tray {
  #area;
  #uploads;
  #timer = 0;
  #rows = new Map();

  constructor(area, uploads) {
    this.#area = area;
    this.#uploads = uploads;
    this.title = element("h2", { role: "status" });
    this.close = button("✕", () => this.#close(), { ariaLabel: "Close the list of uploads" });
    this.bar = element("progress", { max: 1, value: 0, ariaLabel: "All uploads" });
    this.running = element("ul", { className: "running" });
    this.errors = element("ul", { className: "errors" });
    area.append(element("div", { className: "head" }, this.title, this.close), this.bar, this.running, this.errors);
    uploads.addEventListener("change", unhurried(() => this.#draw(), pause));
  }

  #draw() {
    const uploads = this.#uploads;
    clearTimeout(this.#timer);
    this.#area.hidden = uploads.total === 0 && uploads.failed.length === 0;
    this.title.textContent = this.#inWords();
    this.close.hidden = uploads.isBusy;
    const moving = [...uploads.running].reduce((sum, batch) => sum + batch.sent, 0);
    this.bar.hidden = !uploads.isBusy;
    this.bar.value = uploads.total === 0 ? 0 : (uploads.stored + uploads.failed.length + moving) / uploads.total;
    this.#drawRunning();
    this.#drawErrors();
    if (!uploads.isBusy && uploads.failed.length === 0) this.#timer = setTimeout(() => this.#close(), staying);
  }

  #inWords() {
    const { total, stored, known, failed, isBusy, isHeld } = this.#uploads;
    if (isBusy && isHeld) return `Waiting for the gallery with ${count(total - stored, "photograph", "photographs")}`;
    if (isBusy) return `Uploading ${(stored + failed.length + 1).toLocaleString("en")} of ${total.toLocaleString("en")}`;
    const parts = [`${count(stored - known, "photograph", "photographs")} uploaded`];
    if (known > 0) parts.push(known === 1 ? "one was here already" : `${known.toLocaleString("en")} were here already`);
    if (failed.length > 0) parts.push(`${failed.length.toLocaleString("en")} failed`);
    return parts.join(", ");
  }

  #drawRunning() {
    for (const [batch, row] of this.#rows) {
      if (this.#uploads.running.has(batch)) continue;
      row.remove();
      this.#rows.delete(batch);
    }
    // Of those that go together, the one that is on its way.
    for (const batch of this.#uploads.running) {
      let row = this.#rows.get(batch);
      if (!row) {
        row = element("li", {}, element("span", { className: "name" }), element("progress", { max: 1 }));
        this.#rows.set(batch, row);
        this.running.append(row);
      }
      const { path, share } = batch.front;
      row.firstChild.textContent = row.lastChild.ariaLabel = path;
      row.lastChild.value = share;
    }
  }

  #drawErrors() {
    const { failed } = this.#uploads;
    const more = failed.length - shownErrors;
    this.errors.replaceChildren(
      ...failed.slice(0, shownErrors).map((upload) =>
        element(
          "li",
          {},
          element("p", {}, upload.error),
          button("Try again", () => this.#uploads.again(upload), { ariaLabel: `Try ${upload.path} again` }),
          button("✕", () => this.#uploads.dismiss(upload), { ariaLabel: `Close the message about ${upload.path}` }),
        ),
      ),
      ...(more > 0 ? [element("li", {}, `and ${more.toLocaleString("en")} more`)] : []),
    );
  }

  #close() {
    this.#uploads.failed = [];
    this.#area.hidden = true;
  }
}
