// Links and forms inside the tracker without loading the page anew: the address changes as if the reader had gone back
// or forward in history, which the platform follows by itself. Without this script every one of them still works.
(() => {
  if (window.trackerLinks) return;
  window.trackerLinks = true;
  const open = (address, from) => {
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    const main = document.querySelector("[data-testid=stMain]");
    if (main) main.scrollTo(0, 0);
    if (from.closest(".menu, form.find") && window.innerWidth < 768) {
      const fold = document.querySelector("[data-testid=stSidebarCollapseButton] button");
      if (fold) fold.click();
    }
  };
  const unfold = (kept) => {
    for (const one of document.querySelectorAll(".tl details.state[open]")) if (one !== kept) one.open = false;
  };
  document.addEventListener("click", (event) => {
    const within = event.target.closest ? event.target : document.body;
    const link = within.closest(".tl a[href^='./']");
    unfold(link ? null : within.closest("details.state"));
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!link) return;
    event.preventDefault();
    open(new URL(link.getAttribute("href"), location.href), link);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".tl form[action^='./']");
    if (!form || form.method !== "get") return;
    event.preventDefault();
    unfold(null);
    const address = new URL(form.getAttribute("action"), location.href);
    address.search = new URLSearchParams(new FormData(form));
    open(address, form);
  });
  // The platform holds a field of our markup at the value it was drawn with; what is typed stays where it does not see it.
  let typing = false;
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (!event.target.closest(".tl form[action^='./']")) return;
      event.stopPropagation();
      if (kind === "change" && event.target.type === "date" && !typing && event.target.checkValidity()) event.target.form.requestSubmit();
    }, true);
  }
  // A day picked is shown at once, one that is typed with Enter: each key would be a day of its own.
  document.addEventListener("keydown", (event) => {
    typing = true;
    if (event.key !== "Escape") return;
    const summary = document.querySelector(".tl details.state[open] > summary");
    unfold(null);
    if (summary) summary.focus();
  });
  document.addEventListener("pointerdown", () => { typing = false; }, true);
})();
