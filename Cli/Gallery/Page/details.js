// What there is to say of one photograph, and what can be done with it.

import * as actions from "./actions.js";
import { button, element } from "./elements.js";
import { failed, tell } from "./notices.js";
import { download, folderOf, nameOf, stateInWords } from "./photograph.js";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const titles = { unet: "U-Net", ensemble: "Ensemble", resnet: "ResNet" };
const titleOf = (network) => titles[network] ?? network;

const size = (bytes) => (bytes < 1e6 ? `${number.format(bytes / 1e3)} kB` : `${number.format(bytes / 1e6)} MB`);

const fact = (name, value) => (value ? element("div", {}, element("dt", {}, name), element("dd", {}, value)) : null);

export class Details {
  #photograph = null;

  constructor(remove) {
    this.remove = remove;
    this.name = element("h2", { id: "viewer-name" });
    this.about = element("div", { className: "about" });
    this.wish = element("form", { className: "wish", hidden: true });
    this.deeds = element("div", { className: "buttons" });
    this.element = element("aside", { className: "details", ariaLabel: "About this photograph" }, this.name, this.about, this.wish, this.deeds);
    this.wish.addEventListener("submit", (event) => this.#send(event));
  }

  show(photograph) {
    const another = this.#photograph?.path !== photograph.path;
    this.#photograph = photograph;
    this.name.textContent = nameOf(photograph);
    this.about.replaceChildren(...this.#about(photograph));
    this.deeds.replaceChildren(...this.#deeds(photograph));
    if (another) this.#offer();
  }

  #about(photograph) {
    const { result } = photograph;
    const folder = folderOf(photograph);
    return [
      folder ? element("p", { className: "folder" }, folder) : null,
      element("p", { className: `state ${photograph.state}` }, photograph.message ?? stateInWords(photograph)),
      result?.classes.length ? this.#classes(result.classes) : null,
      element(
        "dl",
        {},
        fact("Size", result?.width ? `${number.format(result.width)} × ${number.format(result.height)} pixels` : ""),
        fact("File", size(photograph.bytes)),
        fact("Came", day.format(new Date(photograph.time))),
        fact("Network", result?.network ? titleOf(result.network) : ""),
        fact("Vividness", result?.vividness === null || result?.vividness === undefined ? "" : number.format(result.vividness)),
        fact("Model set", result?.model ?? ""),
      ),
    ].filter((part) => part !== null);
  }

  #classes(classes) {
    return element(
      "div",
      { className: "seen" },
      element("h3", {}, "Looks most like"),
      element(
        "ul",
        {},
        ...classes.map(({ name, probability }) => {
          const share = element("meter", { min: 0, max: 1, value: probability, ariaLabel: name });
          return element("li", {}, element("span", {}, name), share, element("span", { className: "share" }, `${Math.round(100 * probability)} %`));
        }),
      ),
    );
  }

  #deeds(photograph) {
    const again = photograph.state === "rejected" ? "Try again" : "Colour again";
    return [
      photograph.state !== "rejected" && photograph.result
        ? element("a", { className: "button primary", href: download(photograph, "colorized"), download: "" }, "Download")
        : null,
      element("a", { className: "button", href: download(photograph, "grayscale"), download: "" }, "Original"),
      button(again, () => this.#again()),
      button("Delete", () => this.remove(this.#photograph)),
    ].filter((part) => part !== null);
  }

  async #again() {
    try {
      await actions.retry([this.#photograph.path]);
      tell(`${nameOf(this.#photograph)} is coloured again.`);
    } catch (error) {
      failed(error);
    }
  }

  // The choices are those of the model set that is in use at this moment.
  async #offer() {
    const { path } = this.#photograph;
    let choices;
    try {
      choices = await actions.choices();
    } catch {
      this.wish.hidden = true;
      return;
    }
    if (this.#photograph?.path !== path) return;
    this.wish.hidden = choices.networks.length === 0;
    this.#fill(choices);
  }

  #fill({ networks, vivid }) {
    const { result } = this.#photograph;
    const select = element(
      "select",
      { id: "wish-network" },
      element("option", { value: "" }, "As the settings say"),
      ...networks.map((network) => element("option", { value: network, selected: network === result?.network }, titleOf(network))),
    );
    const range = element("input", { type: "range", id: "wish-vividness", min: "0", max: "1", step: "0.1", value: String(result?.vividness ?? 0.5) });
    const shown = element("output", {}, number.format(range.value));
    const note = element("p", { className: "note" });
    const update = () => {
      const fixed = select.value !== "" && !vivid.includes(select.value);
      range.disabled = fixed;
      shown.textContent = fixed ? "fixed" : number.format(range.value);
      note.textContent = fixed ? `${titleOf(select.value)} has one vividness: its own.` : "From faithful to vivid.";
    };
    range.addEventListener("input", update);
    select.addEventListener("change", update);
    const vividness = vivid.length > 0
      ? [element("label", { htmlFor: "wish-vividness" }, "Vividness ", shown), range, note]
      : [];
    this.wish.replaceChildren(
      element("h3", {}, "Colour it in another way"),
      element("label", { htmlFor: "wish-network" }, "Network"),
      select,
      ...vividness,
      element("button", { className: "primary" }, "Colour it so"),
    );
    update();
  }

  async #send(event) {
    event.preventDefault();
    const network = this.wish.querySelector("select").value || null;
    const range = this.wish.querySelector("input");
    const vividness = range && !range.disabled ? Number(range.value) : null;
    try {
      await actions.wish(this.#photograph.path, vividness, network);
      tell(`${nameOf(this.#photograph)} is being coloured again. The colours before stay until the new ones are there.`);
    } catch (error) {
      failed(error);
    }
  }
}
