// The page on which a text is written. Without this script it is a form like any other; with it the text is written as it will
// look, and kept while it is typed.

import { asked, ready } from "./dialogs.js";
import { files as makeFiles } from "./files.js";
import { keeping } from "./keeping.js";
import { pictures as makePictures } from "./pictures.js";
import { makeEditor, toolbar } from "./rich.js";
import { send } from "./upload.js";

const form = document.querySelector("form[data-editing]");
const area = form.elements.body;
const here = { files: form.dataset.files, waiting: form.dataset.waiting };
let editor = null;
let bar = null;
let keeper = null;

const say = (words, wrong) => {
  const box = document.querySelector(wrong ? "[data-wrong]" : "[data-said]");
  box.textContent = words;
  document.querySelector(wrong ? "[data-said]" : "[data-wrong]").textContent = "";
};
const ours = (address) => {
  try {
    const found = new URL(address, location.href);
    return found.origin === location.origin && found.pathname.startsWith(here.files) ? found.pathname : "";
  } catch { return ""; }
};
const files = makeFiles(form, { say, token: () => keeper.token(), changed: () => keeper.changed() });
const pictures = makePictures(files, { say, ours });

// The editor calls a text without words empty: a picture or a table alone is one all the same.
function blank() { return editor.isEmpty && !/<(img|table)/.test(editor.getHTML()); }

function gather() { if (editor) { area.value = blank() ? "" : editor.getHTML(); } }

function asHtml(text) {
  const holder = document.createElement("div");
  holder.append(...text.split(/\r?\n/).filter((line) => line.trim()).map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line.trim();
    return paragraph;
  }));
  return holder.innerHTML;
}

function onKey(event) {
  if (event.isComposing) { return false; }
  if (event.key === "Escape") { bar.focus(); return true; }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); link(); return true; }
  return false;
}

async function link() {
  const had = editor.getAttributes("link").href || "";
  if (!had && editor.state.selection.empty) { say("请先选中要加链接的文字，再按“链接”。", true); return; }
  const told = await asked("link", { href: had, had: had && "1" });
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!told) { editor.commands.focus(); return; }
  if (told.go === "gone" || !told.href.trim()) { chain.unsetLink().run(); return; }
  const href = told.href.trim();
  if (!chain.setLink({ href: /^(https?:|mailto:|tel:|\/)/i.test(href) ? href : `https://${href}` }).run()) { say("这个链接不能用，请写成 https:// 开头的网址。", true); }
}

async function table() {
  const within = editor.isActive("table");
  const told = await asked("table", within ? { caption: editor.getAttributes("table").caption, within: "1" } : { rows: "3", columns: "3", fresh: "1" });
  if (!told) { editor.commands.focus(); return; }
  const chain = editor.chain().focus();
  if (!within) { chain.insertTable({ rows: Math.max(1, Number(told.rows) || 3), cols: Math.max(1, Number(told.columns) || 3), withHeaderRow: told.header === "1" }); }
  chain.updateAttributes("table", { caption: told.caption.trim() }).run();
}

// A document that somebody has on their computer, read by the server.
async function docx(input) {
  const file = input.files[0];
  input.value = "";
  if (!file) { return; }
  let where = "replace";
  if (!blank()) {
    const told = await asked("import", {});
    if (!told) { say("没有导入，正文没有动。", false); return; }
    where = told.go;
  }
  say(`正在读“${file.name}”……`, false);
  try {
    const told = await send(form.dataset.import, file, keeper.token);
    for (const each of told.pictures) { files.add(each, "picture"); }
    if (where === "replace") { editor.commands.setContent(told.html, { emitUpdate: true }); }
    else { editor.commands.insertContentAt(editor.state.doc.content.size, told.html); }
    if (told.title && !form.elements.title.value.trim()) { form.elements.title.value = told.title; }
    say(`已从“${file.name}”导入正文${told.pictures.length ? `和 ${told.pictures.length} 张图片` : ""}，可以撤销。${told.notes.join("；")}`, false);
    pictures.sync();
    keeper.changed();
  } catch (failure) { say(failure.message, true); }
}

// The parts of an official document, marked by the server's reading of it.
async function structure() {
  const body = new FormData();
  body.append("body", editor.getHTML());
  try {
    const answer = await fetch(form.dataset.structure, { method: "POST", body, headers: { "X-CSRFToken": keeper.token() }, redirect: "error" });
    const told = await answer.json();
    if (!answer.ok) { throw new Error(told.reason); }
    editor.commands.setContent(told.html, { emitUpdate: true });
    say(`${told.note}不要的可以撤销。`, false);
  } catch (failure) { say(`没有标出公文结构：${failure.message || "连不上服务器"}`, true); }
  editor.commands.focus();
}

function groups() {
  const attribute = form.elements.attribute;
  const genre = form.elements.genre;
  const show = () => {
    for (const part of form.querySelectorAll("[data-for]")) {
      const [name, ...values] = part.dataset.for.split(" ");
      const wanted = values.includes((name === "attribute" ? attribute : genre).value) || part.querySelector(".field-wrong") !== null;
      part.hidden = !wanted;
      // What is hidden is not sent, but not forgotten either.
      for (const each of part.querySelectorAll("input,select,textarea")) { each.disabled = !wanted; }
    }
  };
  for (const each of [attribute, genre].flat()) { (each.length && !each.options ? [...each] : [each]).forEach((one) => one.addEventListener("change", show)); }
  show();
}

function restore(typed) {
  for (const [name, values] of Object.entries(typed)) {
    if (name.startsWith("file_") || ["key", "mark", "based_on", "seat", "written"].includes(name)) { continue; }
    const target = form.elements[name];
    if (target && target !== area) { target.value = values[0]; }
  }
  form.elements.genre.dispatchEvent(new Event("change", { bubbles: true }));
  if (typed.body) { editor.commands.setContent(typed.body[0], { emitUpdate: true }); }
  const uses = typed.file_use || [];
  uses.forEach((use, at) => {
    const digest = typed.file_digest[at];
    const row = files.add({ digest, name: typed.file_name[at], url: `${here.files}${digest}/`, size: "", traces: [] }, use);
    if (use === "picture") { row.querySelector("[name=file_alt]").value = typed.file_alt[at]; }
  });
  pictures.sync();
}

async function start() {
  keeper = keeping(form, { gather, restore });
  groups();
  ready();
  form.addEventListener("submit", (event) => {
    if (editor && pictures.waiting()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say("图片还在上传，请等它传完再保存。", true);
    }
    gather();
  }, { capture: true });
  const kit = await import(form.dataset.editor);
  const holder = form.querySelector("[data-rich]");
  const lines = [...form.elements.written].find((each) => each.checked)?.value === "lines";
  const made = makeEditor(kit, holder.querySelector("[data-place]"), lines ? asHtml(area.value) : area.value, here, {
    pasted: pictures.pasted,
    noted: pictures.noted,
    paste: pictures.paste,
    drop: pictures.drop,
    key: onKey,
    changed: () => { keeper.changed(); pictures.sync(); },
    moved: () => bar?.show(),
  });
  if (made.lost) {
    made.editor.destroy();
    say("这一稿里有编辑器不认识的写法，为免丢字，正文按网页代码（HTML）显示。", true);
    form.dataset.ready = "plain";
    return;
  }
  editor = made.editor;
  bar = toolbar(holder.querySelector("[role=toolbar]"), editor);
  editor.on("transaction", bar.show);
  pictures.use(editor);
  for (const each of form.elements.written) { each.checked = each.value === "html"; }
  form.elements.rich.value = "1";
  holder.hidden = false;
  area.hidden = true;
  form.querySelector("[data-plain]").hidden = true;
  form.querySelector("label[for=id_body]").addEventListener("click", () => editor.commands.focus());
  const act = { link, table, structure, picture: () => pictures.button() };
  for (const button of holder.querySelectorAll("[data-ask]")) { button.addEventListener("click", () => act[button.dataset.ask]()); }
  const input = form.querySelector("[data-docx]");
  input.addEventListener("change", () => docx(input));
  for (const gone of form.querySelectorAll("[data-without-script]")) { gone.hidden = true; }
  form.dataset.ready = "1";
}

start();
