// Attachments and pictures in the form: rows with the digest, the name, the order, and what was found in a file that readers do not see.

import { send } from "./upload.js";

export function files(form, on) {
  const lists = { attachment: form.querySelector("[data-attachments]"), picture: form.querySelector("[data-pictures]") };
  const pattern = document.getElementById("file-row");
  const chooser = form.querySelector("[data-choose]");
  const zone = form.querySelector("[data-drop-zone]");
  let busy = 0;

  function rowOf(digest, use) { return [...lists[use].children].find((row) => row.dataset.digest === digest); }

  function add(told, use) {
    const had = rowOf(told.digest, use);
    if (had) { return had; }
    const row = pattern.content.firstElementChild.cloneNode(true);
    row.dataset.digest = told.digest;
    const put = (name, value) => { row.querySelector(`[name=${name}]`).value = value; };
    put("file_digest", told.digest);
    put("file_use", use);
    put("file_name", told.name);
    put("file_order", String(lists[use].children.length + 1));
    row.querySelector("[name=file_drop]").value = `${use}:${told.digest}`;
    row.querySelector("[data-size]").textContent = told.size;
    row.querySelector("[data-open]").href = told.url;
    const image = row.querySelector("img");
    if (use === "picture") { image.src = told.url; row.querySelector(".file-buttons").replaceChildren(); } else { image.remove(); row.querySelector("[data-alt]").hidden = true; }
    const found = row.querySelector("[data-found]");
    found.replaceChildren(...told.traces.map((trace) => {
      const line = document.createElement("li");
      line.textContent = trace;
      return line;
    }));
    row.querySelector("[data-traces]").hidden = !told.traces.length;
    const clear = row.querySelector("[data-clear]");
    clear.value = `clear-${told.digest}`;
    clear.hidden = !told.clearable;
    scripted(row);
    label(row, told.name);
    lists[use].append(row);
    numbered(use);
    return row;
  }

  function label(row, name) {
    for (const each of row.querySelectorAll("[data-named]")) { each.setAttribute("aria-label", `${each.dataset.named}：${name}`); }
  }

  function scripted(part) {
    for (const each of part.querySelectorAll("[data-plain-only]")) { each.hidden = true; }
    for (const each of part.querySelectorAll("[data-rich-only]")) { each.hidden = false; }
  }

  function numbered(use) {
    [...lists[use].children].forEach((row, at) => { row.querySelector("[name=file_order]").value = String(at + 1); });
    lists[use].closest("[data-files]").querySelector("[data-none]").hidden = lists[use].children.length > 0;
  }

  async function upload(chosen, use) {
    busy += 1;
    const stored = [];
    for (const file of chosen) {
      on.say(`正在上传“${file.name}”……`, false);
      try {
        const told = await send(form.dataset.upload, file, on.token, { use });
        stored.push(told);
        add(told, use);
        on.say(told.traces.length ? `“${told.name}”传好了，里面有读者看不见的内容，请看它旁边的说明。` : `“${told.name}”传好了。`, false);
      } catch (failure) { on.say(failure.message, true); }
    }
    busy -= 1;
    if (stored.length) { on.changed(); }
    return stored;
  }

  chooser.hidden = false;
  chooser.querySelector("input").addEventListener("change", async (event) => {
    const input = event.target;
    await upload([...input.files], "attachment");
    input.value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) { return; }
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") { upload([...event.dataTransfer.files], "attachment"); }
    });
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row]");
    if (!button) { return; }
    const row = button.closest("li");
    const use = row.querySelector("[name=file_use]").value;
    if (button.dataset.row === "up" && row.previousElementSibling) { row.previousElementSibling.before(row); }
    if (button.dataset.row === "down" && row.nextElementSibling) { row.nextElementSibling.after(row); }
    if (button.dataset.row === "gone") {
      const name = row.querySelector("[name=file_name]").value;
      row.remove();
      on.say(`“${name}”已从这一稿移去。`, false);
      (lists[use].querySelector("input:not([type=hidden])") || chooser.querySelector("input")).focus();
    } else { button.focus(); }
    numbered(use);
    on.changed();
  });
  scripted(form);
  return { add, upload, rowOf, numbered, lists, busy: () => busy > 0 };
}
