// Shortcuts of the reviewer's screen: n and p go from change to change, m to the next doubt that waits. Everything works without.
(function () {
  "use strict";
  function off() {
    try { return localStorage.getItem("desk-keys") === "off"; } catch (error) { return false; }
  }
  function typing(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  }
  function seen(node) {
    for (var fold = node.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
    }
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
  }
  function list(what) { return Array.prototype.slice.call(document.querySelectorAll(what)); }
  // From where the focus stands; before the first and behind the last it goes round.
  function step(nodes, by) {
    if (!nodes.length) { return null; }
    var at = nodes.indexOf(document.activeElement);
    if (at < 0) { return by > 0 ? nodes[0] : nodes[nodes.length - 1]; }
    return nodes[(at + by + nodes.length) % nodes.length];
  }
  var keys = {
    "n": function () { return step(list("[data-change]"), 1); },
    "p": function () { return step(list("[data-change]"), -1); },
    "j": function () { return step(list("[data-change]"), 1); },
    "k": function () { return step(list("[data-change]"), -1); },
    "m": function () { return step(list(".doubt:not(.answered)"), 1); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || off()) { return; }
    var found = keys[event.key] && keys[event.key]();
    if (found) {
      seen(found);
      event.preventDefault();
    }
  });
})();
