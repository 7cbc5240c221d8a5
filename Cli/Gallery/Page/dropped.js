// The files in what somebody drops, chooses or pastes: folders with all that is in them.

const photographs = /\.(jpe?g|jpe|jfif|png|webp|tiff?|gif|avif|bmp|p[bgpn]m)$/i;
const hidden = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$|__MACOSX\/)/i;

// What lies in a folder is taken if it is a photograph by its name; a single file is always taken.
export async function fromTransfer(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files = [];
  for (const entry of entries.filter((one) => one !== null)) {
    if (entry instanceof File) files.push({ file: entry, path: entry.name });
    else await walk(entry, "", files);
  }
  return sort(files);
}

export const fromInput = (input) =>
  sort([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name, inFolder: file.webkitRelativePath !== "" })));

function sort(files) {
  const taken = [];
  const leftOut = [];
  for (const one of files) {
    if (one.inFolder && hidden.test(one.path)) continue;
    (one.inFolder && !photographs.test(one.path) ? leftOut : taken).push(one);
  }
  return { taken, leftOut };
}

async function walk(entry, folder, files) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    files.push({ file, path: folder + entry.name, inFolder: folder !== "" });
    return;
  }
  const reader = entry.createReader();
  // A reader gives a hundred at a time.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const child of some) await walk(child, `${folder}${entry.name}/`, files);
  }
}
