// Remembers the language of the interface, and reads a text in it where there is one. Pages work
// without this file.
(function () {
  "use strict";
  var key = "councilgraph-language", root = document.documentElement;
  function show(input) {
    root.lang = input.id.slice(3);
    root.dir = input.dataset.dir || "ltr";
    read();
  }
  function read() {
    var text = document.getElementById("text-" + root.lang);
    if (text) text.checked = true;
  }
  function kept() {
    var asked = new URLSearchParams(location.search).get("ui");
    if (asked) return asked;
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }
  var found = kept();
  if (found) document.addEventListener("DOMContentLoaded", read);
  document.querySelectorAll("input[name=ui]").forEach(function (input) {
    if (found && input.id === "ui-" + found) input.checked = true;
    if (input.checked) show(input);
    input.addEventListener("change", function () {
      show(input);
      try {
        localStorage.setItem(key, root.lang);
      } catch (error) {
        // Nothing is remembered where nothing may be stored.
      }
    });
  });
})();
