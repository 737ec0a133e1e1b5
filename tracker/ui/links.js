// Links inside the tracker without loading the page anew: the address changes as if the reader had gone back or
// forward in history, which the platform follows by itself. Without this script every link still works.
(() => {
  if (window.trackerLinks) return;
  window.trackerLinks = true;
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest && event.target.closest(".tl a[href^='./']");
    if (!link) return;
    event.preventDefault();
    history.pushState({}, "", new URL(link.getAttribute("href"), location.href));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    const main = document.querySelector("[data-testid=stMain]");
    if (main) main.scrollTo(0, 0);
    if (link.closest(".menu") && window.innerWidth < 768) {
      const fold = document.querySelector("[data-testid=stSidebarCollapseButton] button");
      if (fold) fold.click();
    }
  });
})();
