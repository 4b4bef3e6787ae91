// Keeps parts of a page fresh: every element with data-poll is fetched again every two seconds.
// It stands still while nobody looks, and keeps the keyboard where it was.
"use strict";

(() => {
  const EVERY = 2000;
  const parts = [...document.querySelectorAll("[data-poll]")];
  const last = new Map(parts.map((part) => [part, part.innerHTML]));

  const fetchPart = async (part) => {
    const answer = await fetch(part.dataset.poll, { credentials: "same-origin" });
    if (answer.status === 401) {
      window.location.reload(); // the session ended: the page itself sends us to sign in
      return;
    }
    if (!answer.ok) return;
    show(part, await answer.text());
  };

  const show = (part, fresh) => {
    if (fresh === last.get(part)) return;
    last.set(part, fresh);
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.innerHTML = fresh;
    if (focused) document.getElementById(focused)?.focus();
  };

  const tick = async () => {
    if (!document.hidden) {
      // A poll that fails is no news: the next one comes in two seconds.
      await Promise.allSettled(parts.map(fetchPart));
    }
    window.setTimeout(tick, EVERY);
  };

  if (parts.length > 0) window.setTimeout(tick, EVERY);
})();
