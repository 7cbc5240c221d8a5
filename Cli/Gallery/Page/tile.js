// One photograph on the wall.

import { element } from "./elements.js";
import { fetchPicture, leavePicture } from "./pictures.js";
import { after, before, nameOf, stateInWords } from "./photograph.js";

export class Tile {
  #picture = null;
  #address = null;
  #photograph = null;

  constructor({ open, pick, measured }) {
    this.open = element("button", { type: "button", className: "open", tabIndex: -1, onclick: () => open(this.#photograph) });
    this.check = element("input", {
      type: "checkbox",
      tabIndex: -1,
      onclick: (event) => pick(this.#photograph, event.target.checked, event.shiftKey),
    });
    this.name = element("span", { className: "name" });
    this.state = element("span", { className: "state" });
    this.measured = measured;
    this.element = element(
      "li",
      {},
      this.open,
      element("label", { className: "pick" }, this.check),
      element("p", { className: "caption" }, this.name, this.state),
    );
  }

  get photograph() {
    return this.#photograph;
  }

  place(box, index, count) {
    const { style } = this.element;
    style.transform = `translate(${box.left}px, ${box.top}px)`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    this.element.setAttribute("aria-posinset", index + 1);
    this.element.setAttribute("aria-setsize", count);
  }

  show(photograph, chosen) {
    this.check.checked = chosen;
    this.element.classList.toggle("is-chosen", chosen);
    if (this.#photograph === photograph) return;
    this.#photograph = photograph;
    const name = nameOf(photograph);
    this.element.dataset.path = photograph.path;
    this.element.className = `tile ${photograph.state}${chosen ? " is-chosen" : ""}`;
    this.check.setAttribute("aria-label", `Select ${name}`);
    this.name.textContent = name;
    this.name.title = photograph.path;
    this.state.textContent = photograph.state === "done" ? "" : stateInWords(photograph);
    this.#showPicture(photograph, name);
  }

  drop() {
    if (this.#picture) leavePicture(this.#picture);
    this.element.remove();
  }

  #showPicture(photograph, name) {
    const colour = after(photograph, "Tile");
    const address = colour ?? before(photograph, "Tile");
    if (address === null) {
      this.#explain(photograph.message ?? "It cannot be shown.", name);
      return;
    }
    if (this.#picture && this.#address === address) return;
    const picture = element("img", { alt: `${name}, in ${colour ? "colour" : "black and white"}`, decoding: "async", draggable: false });
    const last = this.#picture;
    picture.onload = () => {
      this.measured(this.#photograph, picture.naturalWidth / picture.naturalHeight);
      last?.remove();
      picture.classList.add("is-there");
    };
    picture.onerror = () => picture.getAttribute("src") && this.#explain("It cannot be shown.", name);
    // The picture before stays below until the new one is there.
    const stays = last?.classList.contains("is-there");
    if (last && !stays) leavePicture(last);
    this.open.replaceChildren(...(stays ? [last, picture] : [picture]));
    this.#picture = picture;
    this.#address = address;
    fetchPicture(picture, address);
  }

  #explain(message, name) {
    this.#picture = null;
    this.open.replaceChildren(element("span", { className: "unseen" }, `${name}: `), element("span", { className: "reason" }, message));
  }
}
