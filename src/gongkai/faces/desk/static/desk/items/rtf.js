// Pictures of a paste from Word: its HTML names files that only that computer has, but the same clipboard holds their bytes as RTF.

const KINDS = [["\\pngblip", "image/png", "png"], ["\\jpegblip", "image/jpeg", "jpg"]];

// Gives, for every picture of the text in order, a file or null where its bytes are of a kind that no browser shows (wmf, emf).
export function picturesOf(rtf) {
  const found = [];
  let at = rtf.indexOf("\\pict");
  while (at >= 0) {
    const end = endOfGroup(rtf, at);
    // Each picture is told twice: the second time for programs that are older than 1997.
    if (!rtf.slice(Math.max(0, at - 40), at).includes("\\nonshppict")) { found.push(fileOf(rtf.slice(at, end), found.length + 1)); }
    at = rtf.indexOf("\\pict", end);
  }
  return found;
}

function endOfGroup(rtf, start) {
  let depth = 0;
  for (let at = start; at < rtf.length; at += 1) {
    if (rtf[at] === "{") { depth += 1; }
    if (rtf[at] === "}") { depth -= 1; if (depth < 0) { return at; } }
  }
  return rtf.length;
}

function fileOf(group, number) {
  const kind = KINDS.find(([word]) => group.includes(word));
  const digits = withoutInner(group).replace(/\\[a-z*]+-?\d* ?/gi, "").replace(/[^0-9a-f]/gi, "");
  if (!kind || digits.length < 16) { return null; }
  const bytes = new Uint8Array(digits.length >> 1);
  for (let at = 0; at < bytes.length; at += 1) { bytes[at] = Number.parseInt(digits.substr(at * 2, 2), 16); }
  return new File([bytes], `粘贴的图片${number}.${kind[2]}`, { type: kind[1] });
}

function withoutInner(group) {
  for (let before = ""; before !== group;) { before = group; group = group.replace(/\{[^{}]*\}/g, ""); }
  return group;
}

// A picture that stands within the text itself (data:…), as a file.
export function fileOfAddress(address, number) {
  const told = /^data:(image\/(?:png|jpeg|gif|webp));base64,([a-z0-9+/=\s]+)$/i.exec(address);
  if (!told) { return null; }
  const raw = atob(told[2].replace(/\s/g, ""));
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  return new File([bytes], `粘贴的图片${number}.${told[1].split("/")[1].replace("jpeg", "jpg")}`, { type: told[1] });
}
