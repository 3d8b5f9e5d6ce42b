// Nothing typed is lost: kept on the server every few seconds, in this browser while the server cannot be reached, and the
// page warns before it is left. It says so in words, and who else is at the same text.

const AFTER_TYPING = 2500;
const AT_THE_LATEST = 10000;
const LOOK_AROUND = 15000;

export function keeping(form, on) {
  const data = form.dataset;
  const kept = document.querySelector("[data-kept]");
  const trouble = document.querySelector("[data-trouble]");
  const place = `gongkai-item:${data.person}:${form.elements.key.value}`;
  const field = form.elements.csrfmiddlewaretoken;
  let dirty = data.restored === "1";
  let sending = false;
  let again = false;
  let leaving = false;
  let timer = 0;
  let first = 0;

  function say(words, wrong) {
    kept.textContent = wrong ? "" : words;
    if (trouble.textContent !== (wrong ? words : "")) { trouble.textContent = wrong ? words : ""; }
  }

  function typed() {
    const body = new FormData(form);
    for (const each of form.elements) {
      if (each.disabled && each.name && !body.has(each.name)) { body.append(each.name, each.value); }
    }
    for (const [name, value] of [...body]) { if (value instanceof File) { body.delete(name); } }
    body.delete("csrfmiddlewaretoken");
    return body;
  }

  function changed() {
    dirty = true;
    const now = Date.now();
    first ||= now;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, Math.max(0, Math.min(AFTER_TYPING, first + AT_THE_LATEST - now)));
  }

  async function save() {
    if (sending) { again = true; return; }
    sending = true;
    first = 0;
    on.gather();
    const body = typed();
    try {
      await post(body);
    } catch (failure) {
      keepHere(body);
      say(failure.message, true);
    }
    sending = false;
    if (again) { again = false; changed(); }
  }

  async function post(body, secondTime = false) {
    let answer;
    try {
      answer = await fetch(data.autosave, { method: "POST", body, headers: { "X-CSRFToken": field.value, Accept: "application/json" } });
    } catch {
      throw new Error("没有保存成功，内容还在这个页面上（连不上服务器，已先留在这台电脑的浏览器里，连上之后会自动保存）。");
    }
    if (answer.status === 403 && !secondTime && await renewed()) { return post(body, true); }
    if (answer.status === 401 || answer.status === 403) {
      throw new Error("没有保存成功，内容还在这个页面上：登录已经过期或者换了人，请在新窗口登录，这里会接着自动保存。");
    }
    const told = await answer.json().catch(() => null);
    if (!answer.ok || !told) { throw new Error(`没有保存成功，内容还在这个页面上：${told?.reason || `服务器答复 ${answer.status}，稍后会再试。`}`); }
    form.elements.mark.value = told.mark;
    say(`已自动保存 ${told.at}`, false);
    forget();
    show(told);
  }

  // Whoever logged in again in another window has a new mark for forms; only the same person may go on with this one.
  async function renewed() {
    const told = await ask();
    if (!told || told.person !== data.person) { return false; }
    field.value = told.token;
    return true;
  }

  async function ask() {
    try {
      const answer = await fetch(data.presence, { headers: { Accept: "application/json" }, redirect: "error" });
      return answer.ok ? await answer.json() : null;
    } catch { return null; }
  }

  function show(told) {
    const box = document.querySelector("[data-present]");
    const names = box.querySelector("[data-names]");
    const times = box.querySelector("[data-times]");
    const who = told.present.map((each) => each.name).join("、");
    if (names.textContent !== (who && `${who}正在改这一稿`)) { names.textContent = who && `${who}正在改这一稿`; }
    times.textContent = told.present.map((each) => `${each.name} ${each.at} 还在`).join("，");
    box.hidden = !who;
    const newer = document.querySelector("[data-newer]");
    const based = Number(form.elements.based_on.value || 0);
    if (newer && told.newest > based && newer.hidden) {
      newer.hidden = false;
      newer.querySelector("[data-which]").textContent = `第 ${told.newest} 稿（${told.newest_by}）`;
    }
  }

  function keepHere(body) {
    const told = {};
    for (const [name, value] of body) { (told[name] ||= []).push(value); }
    try { localStorage.setItem(place, JSON.stringify({ at: Date.now(), typed: told })); } catch { /* A full or forbidden store: the page itself still has it. */ }
  }

  function forget() { try { localStorage.removeItem(place); } catch { /* Nothing was kept there. */ } }

  function offer() {
    let found = null;
    try { found = JSON.parse(localStorage.getItem(place) || "null"); } catch { forget(); }
    const box = document.querySelector("[data-local]");
    if (!found || !box) { return; }
    box.hidden = false;
    box.querySelector("[data-when]").textContent = new Date(found.at).toLocaleString("zh-CN", { hour12: false });
    box.querySelector("[data-take]").addEventListener("click", () => { box.hidden = true; on.restore(found.typed); changed(); });
    box.querySelector("[data-drop]").addEventListener("click", () => { box.hidden = true; forget(); });
  }

  async function look() {
    const told = await ask();
    if (!told) { return; }
    if (told.person === data.person) { field.value = told.token; }
    show(told);
    if (dirty && trouble.textContent && !sending) { save(); }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => { leaving = true; window.clearTimeout(timer); });
  window.addEventListener("online", () => { if (dirty) { save(); } });
  window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) { event.preventDefault(); } });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.setInterval(look, LOOK_AROUND);
  look();
  offer();
  return { changed, say, token: () => field.value };
}
