// Shortcuts of the desk, listed at /desk/help/, where they can be switched off. Everything works without them.
(function () {
  "use strict";
  var NAME = "desk-keys";
  function off() {
    try { return localStorage.getItem(NAME) === "off"; } catch (error) { return false; }
  }
  function typing(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  }
  function step(by) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
    if (!rows.length) { return null; }
    var at = rows.findIndex(function (row) { return row.contains(document.activeElement); });
    var next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    return next.querySelector("a");
  }
  var keys = {
    "/": function () { return document.querySelector("[data-search]"); },
    "j": function () { return step(1); },
    "k": function () { return step(-1); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || off()) { return; }
    if (event.key === "?") {
      location.href = document.body.querySelector("[data-help]").href;
      return;
    }
    var found = keys[event.key] && keys[event.key]();
    if (found) {
      found.focus();
      event.preventDefault();
    }
  });
  // An open menu closes by Escape, and the focus goes back to what opened it.
  document.addEventListener("keydown", function (event) {
    var menu = document.querySelector(".account[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  var button = document.querySelector("[data-keys-switch]");
  if (button) {
    var show = function () { button.textContent = off() ? button.dataset.off : button.dataset.on; };
    button.parentElement.hidden = false;
    show();
    button.addEventListener("click", function () {
      try { localStorage.setItem(NAME, off() ? "on" : "off"); } catch (error) { return; }
      show();
    });
  }
})();
