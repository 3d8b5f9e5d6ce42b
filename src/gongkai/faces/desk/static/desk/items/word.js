// What of a pasted piece of HTML is text, and what is only how another program showed it? Word and WPS first of all.
//
// Takes the HTML of a clipboard and gives clean HTML, the sources of its pictures in their order, and in words what was left out.
// The server cleans once more (texts/clean): here it is done so that the officer sees at once what will stay.

const KEPT = new Set(["P", "H2", "H3", "H4", "STRONG", "EM", "U", "SUB", "SUP", "UL", "OL", "LI", "BLOCKQUOTE", "TABLE", "TBODY",
  "TR", "TD", "TH", "CAPTION", "A", "IMG", "FIGURE", "FIGCAPTION", "BR"]);
const RENAMED = { B: "STRONG", I: "EM", H1: "H2", H5: "H4", H6: "H4", DIV: "P", INS: "U", CENTER: "P", ADDRESS: "P", PRE: "P" };
const GONE = {
  SCRIPT: "脚本", STYLE: "", META: "", LINK: "", TITLE: "", XML: "", NOSCRIPT: "", TEMPLATE: "", IFRAME: "内嵌页面",
  OBJECT: "内嵌对象", EMBED: "内嵌对象", FORM: "表单", INPUT: "表单", SELECT: "表单", TEXTAREA: "表单", BUTTON: "表单",
  VIDEO: "音视频", AUDIO: "音视频", SVG: "矢量图", CANVAS: "画布", MATH: "公式", BASE: "", DEL: "修订中删去的文字",
};
const BLOCKS = "p,h2,h3,h4,ul,ol,table,blockquote,figure";
export const PLACES = ["doc-title", "doc-number", "doc-to", "doc-attachment-note", "doc-signature", "doc-date", "center", "right"];
const NUMBERED = /^[\s\u00a0]*(?:[0-9]{1,3}|[a-zA-Z]|[ivxlc]+)[.)、．）][\s\u00a0]*$/;
const BULLET = /^[\s\u00a0]*[·•●○◦■□▪▫◆◇➢➤✓Øüolnq§\-–—*\uf000-\uf0ff][\s\u00a0]*$/;
const CHINESE = "[\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]";
const BROKEN_LINE = new RegExp(`(${CHINESE})[ \\t]*[\\r\\n]+[ \\t]*(?=${CHINESE})`, "g");

// What would act or set a style is read as text, for the policy of this page reports it even in a document that nobody shows.
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ACTING = /([\s"'/])(on[a-z]+|style)(?=\s*=)/gi;
export const quiet = (html) => html.replace(/<style\b[\s\S]*?(?:<\/style\s*>|$)/gi, "").replace(TAG, (tag) => tag.replace(ACTING, "$1data-was-$2"));
const styleOf = (node) => (node.getAttribute("data-was-style") || "").toLowerCase();

export function cleaned(html) {
  const told = new Map();
  const say = (what, count = 1) => { if (what) { told.set(what, (told.get(what) || 0) + count); } };
  const body = new DOMParser().parseFromString(quiet(html), "text/html").body;
  leaveOut(body, say);
  lists(body);
  headings(body);
  emphasis(body);
  rename(body);
  const pictures = attributes(body, say);
  unwrap(body);
  paragraphs(body);
  return { html: body.innerHTML, pictures, told: [...told].map(([what, count]) => `${what} ${count} 处`) };
}

function all(body, selector) { return [...body.querySelectorAll(selector)]; }

function leaveOut(body, say) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) { comments.push(walker.currentNode); }
  comments.forEach((node) => node.remove());
  for (const node of all(body, "*")) {
    if (!node.isConnected) { continue; }
    const name = node.tagName.toUpperCase();
    const style = styleOf(node);
    if (name in GONE) { say(GONE[name]); node.remove(); }
    else if (/mso-element:\s*comment|mso-comment-reference/.test(style) || /msocomment/i.test(node.className)) { say("批注"); node.remove(); }
    else if (/display:\s*none|mso-hide:\s*all/.test(style)) { say("隐藏的文字"); node.remove(); }
    else if (name.startsWith("V:") || name.startsWith("W:")) { node.remove(); }
  }
}

// Word tells a list by paragraphs that carry their own marker. 一、（一） and the like are part of an official text and stay as
// words; 1. and dots become lists.
function lists(body) {
  const open = [];
  let last = null;
  for (const paragraph of all(body, "p,h1,h2,h3,h4,h5,h6")) {
    const told = /mso-list:\s*[^;"]*level(\d)/.exec(styleOf(paragraph));
    if (!told) { open.length = 0; last = null; continue; }
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/.test(styleOf(span)));
    const said = marker ? marker.textContent : "";
    const kind = BULLET.test(said) ? "ul" : NUMBERED.test(said) ? "ol" : "";
    if (!kind || /^h\d$/i.test(paragraph.tagName)) {
      if (marker) { marker.replaceWith(said.replace(/[\s\u00a0]+/g, "")); }
      open.length = 0; last = null;
      continue;
    }
    if (marker) { marker.remove(); }
    if (last && last.nextElementSibling !== paragraph) { open.length = 0; }
    const level = Number(told[1]);
    while (open.length && (open[open.length - 1].level > level || (open[open.length - 1].level === level && open[open.length - 1].kind !== kind))) { open.pop(); }
    let here = open[open.length - 1];
    if (!here || here.level < level) {
      const list = document.createElement(kind);
      const holder = here && here.list.lastElementChild;
      if (holder) { holder.append(list); } else { paragraph.before(list); }
      here = { level, kind, list };
      open.push(here);
    }
    const item = document.createElement("li");
    here.list.append(item);
    item.append(paragraph);
    last = open[0].list;
  }
}

function headings(body) {
  for (const paragraph of all(body, "p")) {
    const told = /mso-outline-level:\s*(\d)/.exec(styleOf(paragraph));
    const level = told ? Number(told[1]) : /^MsoTitle$/.test(paragraph.className) ? 1 : 0;
    if (level >= 1 && level <= 3 && paragraph.textContent.trim()) { swap(paragraph, `h${level + 1}`); }
  }
  // One title a page: what was level 1 elsewhere is level 2 here, and so on.
  if (body.querySelector("h1")) {
    for (const heading of all(body, "h1,h2,h3,h4,h5,h6")) {
      const level = Number(heading.tagName[1]);
      if (!heading.hasAttribute("data-done")) { swap(heading, `h${Math.min(4, level + 1)}`); }
    }
  }
}

function swap(node, name) {
  const made = document.createElement(name);
  made.append(...node.childNodes);
  if (node.hasAttribute("data-was-style")) { made.setAttribute("data-was-style", node.getAttribute("data-was-style")); }
  made.setAttribute("data-done", "");
  node.replaceWith(made);
  return made;
}

function emphasis(body) {
  for (const node of all(body, "span,font,b,i,strong,em")) {
    const style = styleOf(node);
    if (/^(b|strong)$/i.test(node.tagName) && /(^|[;\s])font-weight:\s*(normal|400)/.test(style)) { node.replaceWith(...node.childNodes); continue; }
    const wanted = [];
    if (/(^|[;\s])font-weight:\s*(bold|[6-9]00)/.test(style)) { wanted.push("strong"); }
    if (/(^|[;\s])font-style:\s*italic/.test(style)) { wanted.push("em"); }
    if (/(^|[;\s])text-decoration[a-z-]*:\s*[^;]*underline/.test(style)) { wanted.push("u"); }
    if (/(^|[;\s])vertical-align:\s*super/.test(style)) { wanted.push("sup"); }
    if (/(^|[;\s])vertical-align:\s*sub/.test(style)) { wanted.push("sub"); }
    for (const name of wanted) {
      const made = document.createElement(name);
      made.append(...node.childNodes);
      node.append(made);
    }
  }
}

function rename(body) {
  for (const node of all(body, "*")) {
    const name = RENAMED[node.tagName.toUpperCase()];
    if (!name) { continue; }
    if (node.tagName === "INS" || (name === "P" && node.querySelector("p,h1,h2,h3,h4,ul,ol,table,div,figure"))) {
      node.replaceWith(...node.childNodes);
    } else { swap(node, name.toLowerCase()); }
  }
}

function attributes(body, say) {
  const pictures = [];
  let looks = 0;
  for (const node of all(body, "*")) {
    const name = node.tagName;
    const kept = {};
    if (name === "TD" || name === "TH") {
      for (const span of ["colspan", "rowspan"]) {
        const count = Number.parseInt(node.getAttribute(span) || "1", 10);
        if (count > 1 && count < 1000) { kept[span] = String(count); }
      }
    } else if (name === "A") {
      const href = (node.getAttribute("href") || "").trim();
      if (/^(https?:|mailto:|tel:|\/(?!\/))/i.test(href)) { kept.href = href; }
      else { if (/^\s*(javascript|data|vbscript):/i.test(href)) { say("不安全的链接"); } node.replaceWith(...node.childNodes); continue; }
    } else if (name === "IMG") {
      const alt = node.getAttribute("alt") || "";
      // What programs put there by themselves says nothing of the picture.
      kept.alt = /^(图片|图像|picture|image)?\s*\d*$|\.(png|jpe?g|gif|bmp|emf|wmf)$|^(descript|说明|IMG_)/i.test(alt) ? "" : alt;
      pictures.push(node.getAttribute("src") || "");
      kept.src = `#picture-${pictures.length - 1}`;
    }
    const placed = placing(node);
    if (placed) { kept.class = placed; }
    if ([...node.attributes].some((each) => /^(data-was-)?on/i.test(each.name))) { say("脚本"); }
    if (/color|font-family|font-size|background/.test(styleOf(node)) || name === "FONT") { looks += 1; }
    for (const each of [...node.attributes]) { node.removeAttribute(each.name); }
    for (const [key, value] of Object.entries(kept)) { node.setAttribute(key, value); }
  }
  if (looks) { say("字体、字号、颜色", looks); }
  return pictures;
}

function placing(node) {
  if (!/^(P|H[234]|TD|TH)$/.test(node.tagName)) { return ""; }
  const part = PLACES.find((name) => node.classList.contains(name));
  const told = /(?:^|[;\s])text-align:\s*(center|right)/.exec(styleOf(node)) || /^(center|right)$/i.exec(node.getAttribute("align") || "");
  return part || (told ? told[1].toLowerCase() : "");
}

function unwrap(body) {
  for (const node of all(body, "*").reverse()) {
    if (!KEPT.has(node.tagName) || (node.tagName === "P" && node.closest("p p"))) { node.replaceWith(...node.childNodes); }
  }
}

function paragraphs(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    text.data = text.data.replace(BROKEN_LINE, "$1").replace(/[\r\n]+/g, " ").replace(/\u00a0/g, " ");
  }
  body.normalize();
  for (const block of all(body, "p,h2,h3,h4")) {
    // The indent of two characters is how a text looks, not part of it.
    const first = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
    if (first) { first.data = first.data.replace(/^[\s\u3000]+/, ""); }
    const image = block.querySelector("img");
    const empty = !block.textContent.trim() && !image;
    if (image && !block.textContent.trim() && block.querySelectorAll("img").length === 1 && block.tagName === "P") {
      const figure = document.createElement("figure");
      figure.append(image);
      block.replaceWith(figure);
    }
    if (empty && !block.closest("td,th,li")) { block.remove(); }
  }
  for (const cell of all(body, "td,th")) { if (!cell.querySelector(BLOCKS) && !cell.textContent.trim()) { cell.innerHTML = "<p></p>"; } }
}
