// Sending one file, and what came of it in words.

// Gives what the server told of the stored file, or throws an Error with one sentence for the officer.
export async function send(address, file, token, more = {}) {
  const body = new FormData();
  body.append("file", file, file.name);
  for (const [name, value] of Object.entries(more)) { body.append(name, value); }
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token(), Accept: "application/json" }, redirect: "error" });
  } catch {
    throw new Error(`“${file.name}”没有传上去：连不上服务器，请过一会儿再传。`);
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) { return told; }
  throw new Error(told?.reason || sentence(answer.status, file.name));
}

function sentence(status, name) {
  if (status === 413) { return `“${name}”太大，没有传上去，请压缩之后再传。`; }
  if (status === 401 || status === 403) { return `“${name}”没有传上去：登录已经过期，请在新窗口登录之后再传。`; }
  return `“${name}”没有传上去（${status}），请过一会儿再传。`;
}
