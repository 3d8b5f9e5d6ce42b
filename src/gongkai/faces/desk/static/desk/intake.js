// Of the proofs only those of the chosen way of submission; a button to print. All of it is there without this.
(function () {
  "use strict";
  var print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
  var form = document.querySelector("[data-intake]");
  if (!form) { return; }
  var channel = form.querySelector("[name=channel]");
  function show() {
    form.querySelectorAll("[data-proof]").forEach(function (box) {
      var mine = box.dataset.proof === channel.value;
      var typed = Array.prototype.some.call(box.querySelectorAll("input"), function (field) { return field.value; });
      box.hidden = Boolean(channel.value) && !mine && !typed;
      if (mine) { box.open = true; }
    });
  }
  channel.addEventListener("change", show);
  show();
}());
