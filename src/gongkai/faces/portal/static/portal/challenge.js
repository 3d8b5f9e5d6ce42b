// A form that must show it was not filled by a program: a worker searches the number while the rest is being typed.
// Without this script, or where it fails, the sum in words beside it is answered instead.
(function () {
  "use strict";
  document.querySelectorAll("[data-challenge]").forEach(function (box) {
    var form = box.closest("form");
    var field = box.querySelector("[data-solution]");
    var said = box.querySelector("[data-said]");
    var sum = box.querySelector("[data-sum]");
    var answer = sum.querySelector("input");
    var waiting = null;
    var failed = false;

    function done(number) {
      if (number !== null) { field.value = number; }
      failed = number === null;
      sum.hidden = !failed;
      said.textContent = failed ? "浏览器没有算成，请回答下面的问题。" : "已自动核对，可以提交。";
      if (waiting) {
        var sender = waiting;
        waiting = null;
        if (!failed) { form.requestSubmit(sender.form === form ? sender : undefined); }
      }
    }

    if (field.value) { done(field.value); return; }
    if (!window.Worker) { return; }
    var worker = new Worker(box.dataset.worker);
    sum.hidden = true;
    said.textContent = "正在自动核对，一般几秒钟，您可以继续填写。";
    worker.onmessage = function (told) { worker.terminate(); done(told.data); };
    worker.onerror = function () { worker.terminate(); done(null); };
    worker.postMessage({ nonce: box.dataset.nonce, target: box.dataset.target, most: Number(box.dataset.most) });

    form.addEventListener("submit", function (event) {
      if (field.value || failed || (answer && answer.value)) { return; }
      event.preventDefault();
      waiting = event.submitter || form;
      said.textContent = "正在自动核对，核对完就提交，请稍候。";
    });
  });
}());
