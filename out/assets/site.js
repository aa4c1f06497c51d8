// Remembers the language of the interface. Pages work without this file.
(function () {
  "use strict";
  var key = "councilgraph-language", root = document.documentElement;
  function show(input) {
    root.lang = input.id.slice(3);
    root.dir = input.dataset.dir || "ltr";
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
