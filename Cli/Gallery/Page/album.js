// Keeps the page in step with the containers, and uploads what is dropped, chosen or pasted.
"use strict";

const main = document.querySelector("main");
const news = document.getElementById("news");
const empty = main.querySelector(".empty");
const pause = 1000;
let tag = "";

function place(photographs) {
  const cards = new Map([...main.querySelectorAll(".photo")].map((card) => [card.dataset.key, card]));
  const wanted = new Set(photographs.map((photograph) => photograph.key));
  cards.forEach((card, key) => wanted.has(key) || card.remove());
  photographs.forEach((photograph, index) => {
    let card = cards.get(photograph.key);
    if (!card || card.dataset.version !== photograph.version) {
      const fresh = new DOMParser().parseFromString(photograph.html, "text/html").querySelector(".photo");
      if (card) card.replaceWith(fresh);
      card = fresh;
      card.querySelectorAll(".compare").forEach(prepareCompare);
    }
    if (main.children[index] !== card) main.insertBefore(card, main.children[index] || null);
  });
  empty.hidden = photographs.length > 0;
}

async function look() {
  try {
    const answer = await fetch("/photographs", { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") || "";
      place(await answer.json());
    }
    document.body.classList.remove("away");
  } catch {
    if (!document.body.classList.contains("away")) news.textContent = "The gallery is stopped. Start it again with ./colorize up.";
    document.body.classList.add("away");
  }
}

async function upload(file) {
  news.textContent = `Uploading ${file.name}…`;
  try {
    const answer = await fetch(`/photographs/${encodeURIComponent(file.name)}`, { method: "PUT", body: file });
    news.textContent = answer.ok ? "" : await answer.text();
  } catch {
    news.textContent = `${file.name} could not be uploaded. Is ./colorize up still running?`;
  }
  await look();
}

async function uploadAll(files) {
  for (const file of files) await upload(file);
}

document.getElementById("files").addEventListener("change", async (event) => {
  await uploadAll([...event.target.files]);
  event.target.value = "";
});
let depth = 0;
const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
addEventListener("dragenter", (event) => carriesFiles(event) && document.body.classList.toggle("dragging", ++depth > 0));
addEventListener("dragleave", (event) => carriesFiles(event) && document.body.classList.toggle("dragging", --depth > 0));
addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  depth = 0;
  document.body.classList.remove("dragging");
  uploadAll([...event.dataTransfer.files]);
});
addEventListener("paste", (event) => uploadAll([...event.clipboardData.files]));

(async () => {
  for (;;) {
    if (!document.hidden) await look();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
})();
