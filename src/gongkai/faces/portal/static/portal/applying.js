// The form of an application: what is public already as one types or pastes, and a draft that stays on this device.
// The page works without it: then both stand on the next page, or nowhere.
(function () {
  "use strict";
  var WAIT_MS = 500;
  var DAYS = 7;
  var PREFIX = "gongkai-apply-";
  // Numbers of identity papers, marks of the form and files are kept nowhere.
  var NEVER = ["identity_number", "agent_number", "identity_kept", "agent_kept", "token", "visit", "website", "consent", "attachments", "go", "csrfmiddlewaretoken"];

  function store() {
    try { return window.localStorage; } catch (refused) { return null; }
  }

  var sent = document.querySelector("[data-sent]");
  if (sent && store()) {
    try {
      if (store().getItem(PREFIX + sent.dataset.sent) !== null) { sent.hidden = false; }
      store().removeItem(PREFIX + sent.dataset.sent);
    } catch (refused) { /* nothing was kept */ }
  }

  var form = document.querySelector("form[data-apply]");
  if (!form) { return; }

  // ---- what is public already
  function near() {
    var found = form.querySelector("[data-near-found]");
    var said = form.querySelector("[data-near-said]");
    var fields = ["subject", "document_number", "content"].map(function (name) { return form.elements[name]; });
    var timer = 0;
    var asking = null;
    var last = "";

    function words() { return fields.map(function (field) { return field.value; }).join("\n"); }

    function show(told) {
      var list = found.querySelector("ul");
      var hints = found.querySelector("[data-near-hints]");
      list.replaceChildren.apply(list, told.known.map(function (each) {
        var item = document.createElement("li");
        var link = document.createElement("a");
        var what = document.createElement("span");
        link.href = each.url;
        link.target = "_blank";
        link.rel = "nofollow noopener";
        link.textContent = each.title;
        var outside = document.createElement("span");
        outside.className = "unseen";
        outside.textContent = "（在新窗口打开）";
        link.append(outside);
        what.className = "soft small";
        what.textContent = " " + [each.kind, each.organ, each.day].filter(Boolean).join(" · ");
        item.append(link, what);
        return item;
      }));
      hints.replaceChildren.apply(hints, told.hints.map(function (each) {
        var line = document.createElement("p");
        var cite = document.createElement("span");
        line.textContent = "您写的像是" + each.meant_for + "，该找“" + each.name + "”。" + each.advice;
        cite.className = "cite";
        cite.textContent = each.cite;
        line.append(cite);
        return line;
      }));
      list.hidden = !told.known.length;
      found.hidden = !told.known.length && !told.hints.length;
      var parts = [];
      if (told.known.length) { parts.push("找到 " + told.known.length + " 条已经公开的，列在描述的下面"); }
      if (told.hints.length) { parts.push("也许该找“" + told.hints.map(function (each) { return each.name; }).join("、") + "”"); }
      var text = parts.length ? parts.join("；") + "。" : "";
      if (said.textContent !== text) { said.textContent = text; }
    }

    function ask() {
      var text = words();
      if (text === last) { return; }
      last = text;
      if (asking) { asking.abort(); }
      if (text.trim().length < 4) { show({ known: [], hints: [] }); return; }
      asking = new AbortController();
      var body = new FormData();
      body.append("text", text);
      body.append("visit", form.elements.visit.value);
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      fetch(form.dataset.near, { method: "POST", body: body, signal: asking.signal, credentials: "same-origin" })
        .then(function (answer) { if (!answer.ok) { last = ""; throw new Error("not told"); } return answer.json(); })
        .then(function (told) { if (words() === text) { show(told); } })
        // Nothing shown is no fault: the next page shows the same.
        .catch(function () { return null; });
    }

    fields.forEach(function (field) {
      // "input" comes for what is pasted, dropped, dictated or undone as well as for what is typed.
      field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
    });
    if (words().trim()) { ask(); }
  }
  if (form.dataset.near) { near(); }

  // ---- the draft
  var key = PREFIX + form.dataset.apply;
  var bar = document.querySelector("[data-draft]");
  if (!bar || !store()) { return; }
  var note = bar.querySelector("[data-draft-said]");

  function kept() {
    try {
      var told = JSON.parse(store().getItem(key) || "null");
      if (!told || !told.at || Date.now() - told.at > DAYS * 86400000) { store().removeItem(key); return {}; }
      return told.fields || {};
    } catch (refused) { return {}; }
  }

  function mine() {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && field.type !== "submit" && field.type !== "button" && field.type !== "file" && NEVER.indexOf(field.name) < 0;
    });
  }

  function save() {
    var fields = kept();
    mine().forEach(function (field) {
      if (field.type === "radio") {
        if (field.checked) { fields[field.name] = field.value; }
      } else if (field.type === "checkbox") {
        fields[field.name] = field.checked ? "on" : "";
      } else {
        fields[field.name] = field.value;
      }
    });
    try {
      store().setItem(key, JSON.stringify({ at: Date.now(), fields: fields }));
      tell("草稿（不含证件号）保存在这台设备上，" + DAYS + " 天后或者提交后清除；公用的电脑请在离开前清除。");
    } catch (full) { /* not kept, then */ }
  }

  function tell(text) {
    if (note.textContent !== text) { note.textContent = text; }
    bar.hidden = false;
  }

  function restore() {
    var fields = kept();
    var some = false;
    mine().forEach(function (field) {
      var told = fields[field.name];
      if (!told || field.type === "hidden") { return; }
      if (field.type === "radio") {
        if (field.value === told && !form.querySelector('[name="' + field.name + '"]:checked')) { field.checked = true; some = true; }
      } else if (field.type === "checkbox") {
        if (!field.checked) { field.checked = true; some = true; }
      } else if (!field.value) {
        field.value = told;
        some = true;
      }
    });
    return some;
  }

  bar.querySelector("[data-draft-clear]").addEventListener("click", function () {
    try { store().removeItem(key); } catch (refused) { /* nothing was kept */ }
    note.textContent = "草稿已清除；这一页上填的还在，关掉页面就没有了。";
    bar.querySelector("button").hidden = true;
  });
  var again = !form.querySelector(".field-wrong") && restore();
  if (again) {
    tell("已填上您上次在这台设备上没有提交的草稿（不含证件号），请核对。公用的电脑请在离开前清除。");
    var first = form.elements.subject || form.elements.applicant_name;
    if (first) { first.dispatchEvent(new Event("input", { bubbles: true })); }
  } else if (Object.keys(kept()).length) {
    save();
  }
  form.addEventListener("input", function (event) { if (event.isTrusted) { bar.querySelector("button").hidden = false; save(); } });
}());
