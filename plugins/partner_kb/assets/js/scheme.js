/* A classic script, run before the page is drawn: the reader's scheme, else the system's. */
(function () {
  var scheme = null;
  try {
    scheme = localStorage.getItem("partner-kb.scheme");
  } catch (error) {
    // Forbidden: the system's choice holds.
  }
  if (scheme !== "slate" && scheme !== "default") {
    scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  }
  document.body.setAttribute("data-md-color-scheme", scheme);
})();
