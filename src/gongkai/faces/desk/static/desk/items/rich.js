// The editor of a text: what it may consist of, and a toolbar that goes by keyboard. The program behind it is ProseMirror with
// Tiptap, as django-prose-editor ships them; nothing here writes a style or runs a script of a document.

import { PLACES } from "./word.js";

export const PENDING = "pending:";

// `here` tells addresses: `files` that of our pictures, `waiting` that of the picture shown until one is uploaded.
export function makeEditor(kit, place, html, here, on) {
  const text = new DOMParser().parseFromString(html, "text/html").body;
  const editor = new kit.Editor({
    element: place,
    injectCSS: false,
    extensions: extensions(kit, here),
    content: text.innerHTML,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "body-label", "aria-describedby": "body-keys", id: "body-editor", lang: "zh-Hans" },
      transformPastedHTML: on.pasted,
      handleDOMEvents: { paste: on.noted },
      handlePaste: on.paste,
      handleDrop: on.drop,
      handleKeyDown: (view, event) => on.key(event),
    },
    onUpdate: on.changed,
    onSelectionUpdate: on.moved,
  });
  return { editor, lost: lost(text, editor) };
}

function extensions(kit, here) {
  const ours = addresses(here);
  const placed = (node) => node.extend({ addAttributes() { return { ...this.parent?.(), class: place }; } });
  return [
    kit.Document, placed(kit.Paragraph), kit.Text, kit.HardBreak, kit.Blockquote,
    placed(kit.Heading.configure({ levels: [2, 3, 4] })),
    kit.Bold, kit.Italic, kit.Underline, kit.Subscript, kit.Superscript,
    kit.BulletList, kit.OrderedList.extend({ addAttributes() { return {}; }, renderHTML() { return ["ol", 0]; } }), kit.ListItem,
    captioned(kit.Table).configure({ resizable: false }), kit.TableRow, kit.TableCell.extend(plainCell), kit.TableHeader.extend(plainCell),
    kit.Link.extend({ addKeyboardShortcuts() { return {}; } }).configure({ autolink: false, linkOnPaste: false, openOnClick: false, protocols: ["mailto", "tel"] }),
    picture(kit, here, ours), figure(kit, here, ours),
    kit.UndoRedo, kit.Gapcursor, kit.Dropcursor.configure({ color: false, class: "drop-here" }),
  ];
}

const place = {
  default: null,
  parseHTML: (node) => PLACES.find((name) => node.classList.contains(name)) || null,
  renderHTML: (attributes) => (attributes.class ? { class: attributes.class } : {}),
};

const plainCell = {
  addAttributes() {
    const span = (name) => ({ default: 1, parseHTML: (cell) => Math.min(999, Math.max(1, Number.parseInt(cell.getAttribute(name) || "1", 10) || 1)) });
    return { colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, rendered: false, parseHTML: () => null }, class: place };
  },
};

// The title of a table is told of the table as a whole: within it there are rows only.
function captioned(table) {
  return table.extend({
    addAttributes() {
      return { ...this.parent?.(), caption: { default: "", rendered: false, parseHTML: (node) => node.querySelector(":scope > caption")?.textContent.trim() || "" } };
    },
    parseHTML() { return [{ tag: "table" }, { tag: "table > caption", ignore: true }]; },
    renderHTML({ node }) { return node.attrs.caption ? ["table", ["caption", node.attrs.caption], ["tbody", 0]] : ["table", ["tbody", 0]]; },
  });
}

// A picture is one of ours or it is none: what stands elsewhere is neither shown nor asked for.
function addresses(here) {
  return (address) => {
    if (address.startsWith("#picture-")) { return PENDING + address.slice(9); }
    let found;
    try { found = new URL(address, location.href); } catch { return ""; }
    return found.origin === location.origin && found.pathname.startsWith(here.files) ? found.pathname : "";
  };
}

function imageFor(here) {
  const dom = document.createElement("span");
  const image = document.createElement("img");
  dom.className = "in-text";
  dom.contentEditable = "false";
  dom.append(image);
  const show = (attributes) => {
    const waits = attributes.src.startsWith(PENDING);
    const address = waits ? here.waiting : attributes.src;
    if (image.getAttribute("src") !== address) { image.src = address; }
    image.alt = attributes.alt || (waits ? "正在上传的图片" : "还没有替代文字的图片");
    dom.dataset.says = waits ? "正在上传" : attributes.alt ? "" : "缺替代文字";
  };
  return { dom, show };
}

function picture(kit, here, ours) {
  const src = (node) => ours(node.getAttribute("src") || "");
  return kit.Image.extend({
    inline: true,
    group: "inline",
    addAttributes() { return { src: { default: null, parseHTML: src }, alt: { default: "", parseHTML: (node) => node.getAttribute("alt") || "" } }; },
    parseHTML() { return [{ tag: "img[src]", getAttrs: (node) => (src(node) ? null : false) }]; },
    addNodeView() {
      return ({ node }) => {
        const made = imageFor(here);
        made.show(node.attrs);
        return { dom: made.dom, update: (now) => now.type === node.type && (made.show(now.attrs), true) };
      };
    },
    addInputRules() { return []; },
  }).configure({ inline: true });
}

// A picture that stands by itself; its content is the title below it.
function figure(kit, here, ours) {
  const image = (node) => node.querySelector("img[src]");
  const src = (node) => (image(node) ? ours(image(node).getAttribute("src")) : "");
  return kit.Node.create({
    name: "figure",
    group: "block",
    content: "inline*",
    isolating: true,
    draggable: true,
    addAttributes() {
      return {
        src: { default: null, rendered: false, parseHTML: src },
        alt: { default: "", rendered: false, parseHTML: (node) => image(node)?.getAttribute("alt") || "" },
      };
    },
    parseHTML() {
      return [{
        tag: "figure",
        priority: 60,
        getAttrs: (node) => (src(node) ? null : false),
        contentElement: (node) => node.querySelector("figcaption") || document.createElement("p"),
      }];
    },
    renderHTML({ node }) { return ["figure", ["img", { src: node.attrs.src, alt: node.attrs.alt }], ["figcaption", 0]]; },
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement("figure");
        const made = imageFor(here);
        const contentDOM = document.createElement("figcaption");
        const show = (now) => { made.show(now.attrs); contentDOM.classList.toggle("no-title", now.content.size === 0); };
        dom.append(made.dom, contentDOM);
        show(node);
        return { dom, contentDOM, update: (now) => now.type === node.type && (show(now), true), ignoreMutation: (change) => !contentDOM.contains(change.target) };
      };
    },
  });
}

// Whether the editor would silently lose words of a text that was saved: then it is not used for it.
function lost(before, editor) {
  const bare = (text) => text.replace(/\s+/g, "");
  before.querySelectorAll("table > caption").forEach((node) => node.remove());
  return bare(before.textContent) !== bare(editor.state.doc.textContent);
}

export const COMMANDS = {
  bold: ["粗体", (chain) => chain.toggleBold(), "bold"],
  italic: ["斜体", (chain) => chain.toggleItalic(), "italic"],
  underline: ["下划线", (chain) => chain.toggleUnderline(), "underline"],
  superscript: ["上标", (chain) => chain.toggleSuperscript(), "superscript"],
  subscript: ["下标", (chain) => chain.toggleSubscript(), "subscript"],
  bullets: ["项目符号", (chain) => chain.toggleBulletList(), "bulletList"],
  numbers: ["编号", (chain) => chain.toggleOrderedList(), "orderedList"],
  quote: ["引用", (chain) => chain.toggleBlockquote(), "blockquote"],
  undo: ["撤销", (chain) => chain.undo(), ""],
  redo: ["重做", (chain) => chain.redo(), ""],
  rowAbove: ["上方加行", (chain) => chain.addRowBefore(), ""],
  rowBelow: ["下方加行", (chain) => chain.addRowAfter(), ""],
  columnLeft: ["左侧加列", (chain) => chain.addColumnBefore(), ""],
  columnRight: ["右侧加列", (chain) => chain.addColumnAfter(), ""],
  rowGone: ["删行", (chain) => chain.deleteRow(), ""],
  columnGone: ["删列", (chain) => chain.deleteColumn(), ""],
  merge: ["合并单元格", (chain) => chain.mergeCells(), ""],
  split: ["拆分单元格", (chain) => chain.splitCell(), ""],
  header: ["表头单元格", (chain) => chain.toggleHeaderCell(), "tableHeader"],
  tableGone: ["删除表格", (chain) => chain.deleteTable(), ""],
};

// Makes the buttons of a toolbar work: those with `data-do` by the table above, the choice of a paragraph's level, and one
// stop of the Tab key for all, with the arrow keys between them.
export function toolbar(bar, editor) {
  const stops = [...bar.querySelectorAll("button,select")];
  const style = bar.querySelector("select");
  const go = (at) => { stops.forEach((each, place) => { each.tabIndex = place === at ? 0 : -1; }); stops[at].focus(); };
  stops.forEach((each, place) => { each.tabIndex = place ? -1 : 0; });
  bar.addEventListener("keydown", (event) => {
    const at = stops.indexOf(event.target);
    if (at < 0) { return; }
    const shown = stops.map((each, place) => [each, place]).filter(([each]) => !each.closest("[hidden]")).map(([, place]) => place);
    const here = shown.indexOf(at);
    const next = { ArrowRight: shown[(here + 1) % shown.length], ArrowLeft: shown[(here + shown.length - 1) % shown.length], Home: shown[0], End: shown[shown.length - 1] }[event.key];
    if (next !== undefined) { event.preventDefault(); go(next); }
    if (event.key === "Escape") { event.preventDefault(); editor.commands.focus(); }
  });
  for (const button of bar.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => {
      stops.forEach((each) => { each.tabIndex = each === button ? 0 : -1; });
      COMMANDS[button.dataset.do][1](editor.chain().focus()).run();
      // At once, so that what is typed next does not get lost between two frames.
      editor.view.focus();
    });
  }
  style.addEventListener("change", () => {
    const level = /^h([234])$/.exec(style.value);
    const chain = editor.chain().focus();
    const name = level ? "heading" : "paragraph";
    const kind = level || style.value === "p" ? null : style.value;
    (level ? chain.setHeading({ level: Number(level[1]) }) : chain.setParagraph()).updateAttributes(name, { class: kind }).run();
  });
  const show = () => {
    const level = [2, 3, 4].find((each) => editor.isActive("heading", { level: each }));
    style.value = level ? `h${level}` : PLACES.find((name) => editor.isActive("paragraph", { class: name })) || "p";
    for (const button of bar.querySelectorAll("[data-do]")) {
      const name = COMMANDS[button.dataset.do][2];
      if (name) { button.setAttribute("aria-pressed", String(editor.isActive(name))); }
    }
    const within = editor.isActive("table");
    for (const part of bar.querySelectorAll("[data-in-table]")) { part.hidden = !within; }
    if (!stops.some((each) => each.tabIndex === 0 && !each.closest("[hidden]"))) { stops[0].tabIndex = 0; }
  };
  show();
  return { show, focus: () => stops.find((each) => each.tabIndex === 0).focus() };
}
