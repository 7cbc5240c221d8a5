// A photograph on a stage: before and after under one seam, zoomed and moved together.

import { prepareCompare } from "./compare.js";
import { element } from "./elements.js";
import { after, before, nameOf } from "./photograph.js";

const step = 1.5;
const handle = 28;

export class Stage {
  #coming = new Map();
  #photograph = null;
  #ratio = 1;
  #zoom = 1;
  #x = 0;
  #y = 0;
  #pointers = new Map();
  #full = false;
  #seam = false;

  constructor(changed) {
    this.changed = changed;
    this.before = element("img", { className: "before", draggable: false, decoding: "async" });
    this.after = element("img", { className: "after", draggable: false, decoding: "async" });
    this.range = element("input", { type: "range", min: "0", max: "100", value: "50", step: "any" });
    this.message = element("p", { className: "message" });
    this.sheet = element(
      "div",
      { className: "sheet compare" },
      this.before,
      this.after,
      element("span", { className: "seam" }),
      element("span", { className: "tag old" }, "Before"),
      element("span", { className: "tag new" }, "After"),
      this.range,
    );
    this.element = element("div", { className: "stage" }, this.sheet, this.message);
    prepareCompare(this.sheet, (event) => this.#movesSeam(event));
    this.#listen();
    new ResizeObserver(() => this.#place()).observe(this.element);
  }

  get zoom() {
    return this.#zoom;
  }

  show(photograph, ratio) {
    if (this.#photograph?.path !== photograph.path) {
      this.clear();
      this.#full = false;
      this.#zoom = 1;
      this.#x = this.#y = 0;
    }
    this.#photograph = photograph;
    this.#ratio = ratio;
    const name = nameOf(photograph);
    this.before.alt = `${name}, in black and white`;
    this.after.alt = `${name}, in colour`;
    this.range.setAttribute("aria-label", `${name}: how much of it is before`);
    this.#load();
    this.#place();
  }

  // No picture is loaded for a viewer that is closed.
  clear() {
    this.#photograph = null;
    for (const picture of [this.before, this.after]) {
      this.#stop(picture);
      picture.removeAttribute("src");
    }
  }

  #stop(picture) {
    this.#coming.get(picture)?.setAttribute("src", "");
    this.#coming.delete(picture);
  }

  zoomBy(factor, x = this.element.clientWidth / 2, y = this.element.clientHeight / 2) {
    const zoom = Math.min(this.#mostZoom(), Math.max(1, this.#zoom * factor));
    const grown = zoom / this.#zoom;
    // The point under the pointer stays where it is.
    const fromMiddle = { x: x - this.element.clientWidth / 2, y: y - this.element.clientHeight / 2 };
    this.#x = fromMiddle.x - (fromMiddle.x - this.#x) * grown;
    this.#y = fromMiddle.y - (fromMiddle.y - this.#y) * grown;
    this.#zoom = zoom;
    if (zoom > 1 && !this.#full) {
      this.#full = true;
      this.#load();
    }
    this.#place();
  }

  zoomIn() {
    this.zoomBy(step);
  }

  zoomOut() {
    this.zoomBy(1 / step);
  }

  fit() {
    this.#zoom = 1;
    this.#x = this.#y = 0;
    this.#place();
  }

  move(x, y) {
    this.#x += x;
    this.#y += y;
    this.#place();
  }

  #load() {
    const size = this.#full ? "Full" : "Screen";
    const old = before(this.#photograph, size);
    const colour = after(this.#photograph, size);
    this.sheet.hidden = old === null && colour === null;
    this.sheet.classList.toggle("alone", old === null || colour === null);
    this.sheet.classList.toggle("is-waiting", ["waiting", "missing"].includes(this.#photograph.state));
    this.message.hidden = !this.sheet.hidden;
    this.message.textContent = this.#photograph.message ?? "It cannot be shown.";
    this.#set(this.before, old);
    this.#set(this.after, colour);
  }

  // The picture that is shown stays until the new one is there.
  #set(picture, address) {
    picture.hidden = address === null;
    picture.dataset.wanted = address ?? "";
    if (address === null || picture.getAttribute("src") === address) return;
    if (!picture.getAttribute("src")) {
      picture.src = address;
      return;
    }
    this.#stop(picture);
    const next = new Image();
    this.#coming.set(picture, next);
    next.src = address;
    next.decode().then(
      () => picture.dataset.wanted === address && picture.setAttribute("src", address),
      () => {},
    );
  }

  #fitted() {
    const width = Math.min(this.element.clientWidth, this.element.clientHeight * this.#ratio);
    return { width, height: width / this.#ratio };
  }

  // Up to two screen pixels for each of the photograph's.
  #mostZoom() {
    const own = this.#photograph?.result?.width || 2 * this.element.clientWidth;
    return Math.max(4, (2 * own) / Math.max(1, this.#fitted().width));
  }

  #place() {
    const fitted = this.#fitted();
    const width = fitted.width * this.#zoom;
    const height = fitted.height * this.#zoom;
    const spareX = Math.max(0, (width - this.element.clientWidth) / 2);
    const spareY = Math.max(0, (height - this.element.clientHeight) / 2);
    this.#x = Math.min(spareX, Math.max(-spareX, this.#x));
    this.#y = Math.min(spareY, Math.max(-spareY, this.#y));
    const { style } = this.sheet;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${(this.element.clientWidth - width) / 2 + this.#x}px, ${(this.element.clientHeight - height) / 2 + this.#y}px)`;
    this.element.classList.toggle("is-zoomed", this.#zoom > 1);
    this.changed(this.#zoom);
  }

  // Zoomed in, only the handle moves the seam: the rest moves the photograph.
  #movesSeam(event) {
    if (this.#pointers.size > 1) return false;
    if (this.#zoom === 1) return true;
    if (this.#seam) return true;
    const box = this.sheet.getBoundingClientRect();
    return event.type === "pointerdown" && Math.abs(event.clientX - box.left - (box.width * this.range.value) / 100) < handle;
  }

  #listen() {
    const stage = this.element;
    stage.addEventListener("wheel", (event) => {
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      this.zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    stage.addEventListener("dblclick", (event) => {
      const box = stage.getBoundingClientRect();
      if (this.#zoom > 1) this.fit();
      else this.zoomBy(Math.max(2, this.#mostZoom() / 2), event.clientX - box.left, event.clientY - box.top);
    });
    stage.addEventListener("pointerdown", (event) => {
      this.#seam = this.#zoom > 1 && this.#pointers.size === 0 && this.#movesSeam(event);
      this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    }, { capture: true });
    stage.addEventListener("pointermove", (event) => this.#drag(event), { capture: true });
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, (event) => {
        this.#pointers.delete(event.pointerId);
        this.#seam = false;
      });
    }
  }

  #drag(event) {
    const last = this.#pointers.get(event.pointerId);
    if (!last) return;
    const here = { x: event.clientX, y: event.clientY };
    if (this.#pointers.size === 2) {
      const other = [...this.#pointers].find(([id]) => id !== event.pointerId)[1];
      const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y);
      const box = this.element.getBoundingClientRect();
      this.zoomBy(apart(here) / Math.max(1, apart(last)), (here.x + other.x) / 2 - box.left, (here.y + other.y) / 2 - box.top);
    } else if (this.#zoom > 1 && !this.#seam) {
      this.move(here.x - last.x, here.y - last.y);
    }
    this.#pointers.set(event.pointerId, here);
  }
}
