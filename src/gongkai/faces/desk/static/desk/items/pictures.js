// Pictures within a text: each is uploaded as a file, and each is asked for what it shows.

import { asked } from "./dialogs.js";
import { fileOfAddress, picturesOf } from "./rtf.js";
import { PENDING } from "./rich.js";
import { cleaned, quiet } from "./word.js";

const LONGEST_ALT = 300;
const isPicture = (file) => /^image\//.test(file.type);
let serial = 0;

export function pictures(files, on) {
  let editor = null;
  let clipboard = { rtf: "", images: [] };

  function each(visit) {
    editor.state.doc.descendants((node, pos) => { if (node.attrs.src) { visit(node, pos); } });
  }

  function change(wanted, attributes) {
    const tr = editor.state.tr;
    each((node, pos) => { if (wanted(node)) { tr.setNodeMarkup(pos, undefined, { ...node.attrs, ...attributes(node) }); } });
    if (tr.docChanged) { editor.view.dispatch(tr); }
  }

  function remove(address) {
    const places = [];
    each((node, pos) => { if (node.attrs.src === address) { places.push([pos, node.nodeSize]); } });
    const tr = editor.state.tr;
    for (const [pos, size] of places.reverse()) { tr.delete(pos, pos + size); }
    editor.view.dispatch(tr);
  }

  // What was pasted goes into the text at once; its pictures follow one by one as they are stored.
  function pasted(html) {
    if (/data-pm-slice/.test(html)) { return quiet(html); }
    const found = cleaned(html);
    const first = serial;
    serial += found.pictures.length;
    const told = found.told.length ? `粘贴时去掉了：${found.told.join("、")}。文字、表格、标题、列表都已保留，请核对。` : "";
    if (found.pictures.length) { fetchAll(found.pictures, first, told); } else if (told) { on.say(told, false); }
    return found.html.replace(/#picture-(\d+)/g, (_, number) => `#picture-${first + Number(number)}`);
  }

  async function fetchAll(sources, first, told) {
    const beside = picturesOf(clipboard.rtf);
    const images = clipboard.images;
    const within = /\/[0-9a-f]{64}\/?$/;
    let local = 0;
    const missing = [];
    const fresh = [];
    // The text is not yet in its place while the paste is being read.
    await new Promise((resolve) => { window.setTimeout(resolve, 0); });
    for (const [at, source] of sources.entries()) {
      const token = PENDING + (first + at);
      if (on.ours(source) && within.test(source)) { change((node) => node.attrs.src === token, () => ({ src: on.ours(source) })); continue; }
      const named = /^file:/i.test(source) || !/^(https?|data):/i.test(source);
      const file = fileOfAddress(source, at + 1) || (named ? beside[local] : null) || (sources.length === 1 && images[0]) || null;
      if (named) { local += 1; }
      const stored = file ? (await files.upload([file], "picture"))[0] : null;
      if (stored) {
        change((node) => node.attrs.src === token, () => ({ src: stored.url }));
        fresh.push(stored.url);
      } else { missing.push(at + 1); remove(token); }
    }
    if (!missing.length) { on.say(`${told}${fresh.length ? `放进了 ${fresh.length} 张图片。` : ""}`, false); } else {
      on.say(`${told}粘贴的内容里第 ${missing.join("、")} 张图片没有能取出来（剪贴板里没有它，或者它在别的网站上），请另存之后用“图片”插入。`, true);
    }
    sync();
    await askAll(fresh);
  }

  async function askAll(addresses) {
    for (const address of addresses) {
      let without = false;
      each((node) => { if (node.attrs.src === address && !node.attrs.alt) { without = true; } });
      if (!without) { continue; }
      const told = await asked("alt", { shown: address });
      if (told && told.alt.trim()) { change((node) => node.attrs.src === address, () => ({ alt: told.alt.trim().slice(0, LONGEST_ALT) })); }
    }
    editor.commands.focus();
  }

  function selected() {
    const { selection } = editor.state;
    if (selection.node?.attrs.src) { return { node: selection.node, pos: selection.from }; }
    const { $from } = selection;
    return $from.parent.type.name === "figure" ? { node: $from.parent, pos: $from.before() } : null;
  }

  // The button: a new picture where the cursor is, or what is told of the one that is chosen.
  async function button() {
    const chosen = selected();
    const told = await asked("picture", chosen ? { alt: chosen.node.attrs.alt, shown: chosen.node.attrs.src, chosen: "1" } : { fresh: "1" });
    if (!told) { editor.commands.focus(); return; }
    const alt = told.alt.trim().slice(0, LONGEST_ALT);
    if (chosen) {
      editor.view.dispatch(editor.state.tr.setNodeMarkup(chosen.pos, undefined, { ...chosen.node.attrs, alt }));
      editor.commands.focus();
      return;
    }
    if (!told.file?.size) { on.say("没有选图片文件，没有插入。", true); return; }
    const stored = (await files.upload([told.file], "picture"))[0];
    if (stored) { insert(stored, alt, told.title.trim()); }
  }

  function insert(stored, alt, title) {
    if (!stored.picture) { on.say(`“${stored.name}”不是图片，不能放进正文；需要的请作为附件上传。`, true); return; }
    editor.chain().focus().insertContent({ type: "figure", attrs: { src: stored.url, alt }, content: title ? [{ type: "text", text: title }] : [] }).run();
    sync();
  }

  async function take(chosen) {
    const stored = await files.upload(chosen.filter(isPicture), "picture");
    for (const each of stored) { insert(each, "", ""); }
    await askAll(stored.map((each) => each.url));
  }

  // Before the text of the clipboard is read: its pictures lie beside it.
  function noted(view, event) {
    const data = event.clipboardData;
    clipboard = { rtf: data?.getData("text/rtf") || "", images: [...(data?.files || [])].filter(isPicture) };
    return false;
  }

  function paste(view, event) {
    const data = event.clipboardData;
    if (!clipboard.images.length || data.getData("text/html").trim() || data.getData("text/plain").trim()) { return false; }
    take(clipboard.images);
    return true;
  }

  function drop(view, event) {
    const dropped = [...(event.dataTransfer?.files || [])];
    if (!dropped.length) { return false; }
    event.preventDefault();
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (at) { editor.commands.setTextSelection(at.pos); }
    take(dropped);
    const others = dropped.filter((file) => !isPicture(file));
    if (others.length) { files.upload(others, "attachment"); }
    return true;
  }

  // The list below the text says of each picture what the text says.
  function sync() {
    const seen = new Map();
    each((node) => { if (!node.attrs.src.startsWith(PENDING) && !seen.get(node.attrs.src)) { seen.set(node.attrs.src, node.attrs.alt || ""); } });
    for (const row of files.lists.picture.children) {
      const address = row.querySelector("[data-open]").getAttribute("href");
      const input = row.querySelector("[name=file_alt]");
      row.hidden = !seen.has(address);
      if (seen.has(address) && document.activeElement !== input) { input.value = seen.get(address); }
    }
  }

  files.lists.picture.addEventListener("input", (event) => {
    if (event.target.name !== "file_alt") { return; }
    const address = event.target.closest("li").querySelector("[data-open]").getAttribute("href");
    change((node) => node.attrs.src === address, () => ({ alt: event.target.value.trim() }));
  });

  function waiting() {
    let some = files.busy();
    each((node) => { some ||= node.attrs.src.startsWith(PENDING); });
    return some;
  }

  return { use: (made) => { editor = made; sync(); }, pasted, noted, paste, drop, button, sync, waiting };
}
