// What a person can do to photographs, as the server does it.

// Sends it; the answer, or an error whose message is for people.
async function send(address, content) {
  let answer;
  try {
    answer = await fetch(address, {
      method: content === undefined ? "GET" : "POST",
      headers: content === undefined ? {} : { "Content-Type": "application/json" },
      body: content === undefined ? undefined : JSON.stringify(content),
    });
  } catch {
    throw new Error("The gallery does not answer, so nothing was done. Is ./colorize up running?");
  }
  if (!answer.ok) throw new Error((await answer.text()) || `The gallery refused (${answer.status}).`);
  return answer.status === 204 ? null : answer.json();
}

export const remove = (paths) => send("/delete", { paths });

export const retry = (paths) => send("/retry", { paths });

export const wish = (path, vividness, network) => send("/wish", { path, vividness, network });

export const choices = () => send("/choices");

// The browser saves it while it comes.
export async function zip(paths) {
  const { zip: order } = await send("/zip", { paths });
  save(`/zip/${order}`);
}

export function save(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
