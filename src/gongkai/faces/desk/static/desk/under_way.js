// What the worker does for this page is looked at again every few seconds; when it is over, the page comes anew. A link does it without this.
(function () {
  "use strict";
  var EVERY_MS = 3000;
  var box = document.querySelector("[data-under-way]");
  if (!box || !window.fetch) { return; }
  function chosen() {
    return Array.prototype.some.call(document.querySelectorAll("input[type=file]"), function (field) { return field.value; });
  }
  function look() {
    if (document.hidden || box.contains(document.activeElement)) { again(); return; }
    fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) { return; }
      return answer.text().then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(box.id);
        if (!fresh) { return; }
        if (!fresh.hasAttribute("data-under-way") && !chosen()) { location.reload(); return; }
        if (fresh.textContent !== box.textContent && !box.contains(document.activeElement)) { box.innerHTML = fresh.innerHTML; }
        if (fresh.hasAttribute("data-under-way")) { again(); }
      });
    }).catch(again);
  }
  function again() { setTimeout(look, EVERY_MS); }
  again();
}());
