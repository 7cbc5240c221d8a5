// One photograph, as large as the window, with everything about it.

import { Details } from "./details.js";
import { button, element } from "./elements.js";
import { after, nameOf } from "./photograph.js";
import { Stage } from "./stage.js";

const nudge = 60;

export class Viewer {
  #dialog;
  #album;
  #path = null;

  constructor(dialog, album, { remove, closed }) {
    this.#dialog = dialog;
    this.#album = album;
    this.percent = element("output", { className: "percent", ariaLabel: "Zoom" });
    this.stage = new Stage((zoom) => (this.percent.textContent = `${Math.round(zoom * 100)} %`));
    this.details = new Details(remove);
    this.place = element("span", { className: "place" });
    this.previous = button("‹", () => this.#step(-1), { ariaLabel: "Previous photograph", className: "step previous" });
    this.next = button("›", () => this.#step(1), { ariaLabel: "Next photograph", className: "step next" });
    dialog.append(
      element(
        "div",
        { className: "top" },
        this.place,
        button("−", () => this.stage.zoomOut(), { ariaLabel: "Zoom out" }),
        this.percent,
        button("+", () => this.stage.zoomIn(), { ariaLabel: "Zoom in" }),
        button("Fit", () => this.stage.fit()),
        button("✕", () => dialog.close(), { ariaLabel: "Close", className: "close" }),
      ),
      element("div", { className: "scene" }, this.stage.element, this.previous, this.next),
      this.details.element,
    );
    dialog.addEventListener("keydown", (event) => this.#onKey(event));
    dialog.addEventListener("close", () => {
      const path = this.#path;
      this.#path = null;
      this.stage.clear();
      closed(path);
    });
    album.addEventListener("change", () => this.#refresh());
  }

  open(photograph) {
    this.#path = photograph.path;
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#refresh();
    this.#dialog.querySelector(".close").focus();
  }

  #refresh() {
    if (this.#path === null) return;
    const photograph = this.#album.find(this.#path);
    if (!photograph) {
      this.#dialog.close();
      return;
    }
    const { shown } = this.#album;
    const index = shown.indexOf(photograph);
    this.place.textContent = index < 0 ? nameOf(photograph) : `${index + 1} of ${shown.length}`;
    this.previous.disabled = index <= 0;
    this.next.disabled = index < 0 || index >= shown.length - 1;
    this.details.show(photograph);
    const ratio = this.#album.ratio(photograph);
    this.#dialog.style.setProperty("--ratio", ratio);
    this.stage.show(photograph, ratio);
    this.#prepare(shown[index + 1]);
  }

  // The next one is there before it is asked for.
  #prepare(photograph) {
    const address = photograph && after(photograph, "Screen");
    if (address) new Image().src = address;
  }

  #step(by) {
    const index = this.#album.shown.indexOf(this.#album.find(this.#path));
    const photograph = this.#album.shown[index + by];
    if (index < 0 || !photograph) return;
    this.#path = photograph.path;
    this.#refresh();
  }

  #onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select")) return;
    const zoomed = this.stage.zoom > 1;
    const act = {
      ArrowLeft: () => (zoomed ? this.stage.move(nudge, 0) : this.#step(-1)),
      ArrowRight: () => (zoomed ? this.stage.move(-nudge, 0) : this.#step(1)),
      ArrowUp: () => this.stage.move(0, nudge),
      ArrowDown: () => this.stage.move(0, -nudge),
      "+": () => this.stage.zoomIn(),
      "=": () => this.stage.zoomIn(),
      "-": () => this.stage.zoomOut(),
      0: () => this.stage.fit(),
      Delete: () => this.details.remove(this.#album.find(this.#path)),
    }[event.key];
    if (!act || ((event.key === "ArrowUp" || event.key === "ArrowDown") && !zoomed)) return;
    event.preventDefault();
    act();
  }
}
