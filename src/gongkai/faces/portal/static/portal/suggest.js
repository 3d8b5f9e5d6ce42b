// Suggestions while typing, in every field of search. The page works without them: then they stand beside the results.
// The combobox of WAI-ARIA 1.2: the focus stays in the field, arrows move through the list, Enter takes, Escape closes.
(function () {
  "use strict";
  var WAIT_MS = 160;
  var count = 0;

  function attach(field) {
    var list = document.createElement("ul");
    var said = document.createElement("p");
    var timer = 0;
    var asking = null;
    var at = -1;
    var composing = false;
    var typed = field.value;

    count += 1;
    list.id = "suggestions-" + count;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索建议");
    said.className = "unseen";
    said.setAttribute("role", "status");
    field.form.classList.add("suggesting");
    field.form.append(list, said);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.autocomplete = "off";

    function close() {
      clearTimeout(timer);
      if (asking) { asking.abort(); asking = null; }
      list.hidden = true;
      list.replaceChildren();
      at = -1;
      said.textContent = "";
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function option(text, number) {
      var item = document.createElement("li");
      item.id = list.id + "-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = text;
      // The field keeps the focus, so that the list does not close before the click arrives.
      item.addEventListener("mousedown", function (event) { event.preventDefault(); });
      item.addEventListener("click", function () { take(text); });
      return item;
    }

    function show(texts) {
      if (!texts.length || document.activeElement !== field) { close(); return; }
      list.replaceChildren.apply(list, texts.map(option));
      at = -1;
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
      said.textContent = "有 " + texts.length + " 条建议，用上下键选择。";
    }

    function ask() {
      var words = field.value.trim();
      if (asking) { asking.abort(); }
      if (!words) { close(); return; }
      asking = new AbortController();
      fetch("/search/suggest/?q=" + encodeURIComponent(words), { signal: asking.signal, credentials: "omit" })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (found) { if (field.value.trim() === words) { show(found.suggestions); } })
        // No suggestions is no fault: what was typed can be searched all the same.
        .catch(function () { return null; });
    }

    function later() {
      typed = field.value;
      clearTimeout(timer);
      if (!composing) { timer = setTimeout(ask, WAIT_MS); }
    }

    function move(by) {
      var items = list.children;
      if (at >= 0) { items[at].setAttribute("aria-selected", "false"); }
      // One place before the first is what was typed.
      at = (at + 1 + by + items.length + 1) % (items.length + 1) - 1;
      if (at < 0) {
        field.removeAttribute("aria-activedescendant");
        field.value = typed;
        return;
      }
      items[at].setAttribute("aria-selected", "true");
      items[at].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", items[at].id);
      field.value = items[at].textContent;
    }

    function take(text) {
      field.value = text;
      close();
      field.form.requestSubmit();
    }

    field.addEventListener("compositionstart", function () { composing = true; clearTimeout(timer); });
    field.addEventListener("compositionend", function () { composing = false; later(); });
    field.addEventListener("input", later);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", function (event) {
      // 229: keys that belong to an input method, in browsers that do not say isComposing at its last key.
      if (event.isComposing || event.keyCode === 229) { return; }
      if (event.key === "Escape" && !list.hidden) {
        field.value = typed;
        close();
        event.preventDefault();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) { ask(); } else { move(event.key === "ArrowDown" ? 1 : -1); }
        event.preventDefault();
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        take(field.value);
      }
    });
  }

  document.querySelectorAll("#site-q, #search-q").forEach(attach);
})();
