// Keeps parts of a page fresh: every element with data-poll is fetched again every two seconds.
// It stands still while nobody looks, and keeps the keyboard where it was. With data-mark the
// server is told what we have, and answers only what is new.
"use strict";

(() => {
  const EVERY = 2000;
  const BEGUN = ["input", "select", "textarea", "details"].map((name) => `${name}[id]`).join(",");
  const parts = [...document.querySelectorAll("[data-poll]")];
  const last = new Map(parts.map((part) => [part, part.innerHTML]));

  const fetchPart = async (part) => {
    const headers = part.dataset.mark ? { "If-None-Match": part.dataset.mark } : {};
    const answer = await fetch(part.dataset.poll, { credentials: "same-origin", headers });
    if (answer.status === 401 || answer.status === 410) {
      window.location.reload(); // signed out, or erased: the page itself says what to do
      return;
    }
    if (!answer.ok) return;
    if (part.dataset.mark) part.dataset.mark = answer.headers.get("ETag") ?? "";
    show(part, await answer.text());
  };

  const show = (part, fresh) => {
    if (fresh === last.get(part)) return;
    last.set(part, fresh);
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const begun = [...part.querySelectorAll(BEGUN)].map(remember);
    part.innerHTML = fresh;
    begun.forEach((restore) => restore());
    if (active) (document.getElementById(active.id) ?? standIn(part)).focus({ preventScroll: true });
  };

  // What had the keyboard is gone: stay where it was, on no other button.
  const standIn = (part) => {
    part.tabIndex = -1;
    return part;
  };

  // A form that somebody has begun to fill in stays as it is. What has no id is not theirs.
  const remember = ({ id, value, checked, open }) => () => {
    const now = document.getElementById(id);
    if (now) Object.assign(now, { value, checked, open });
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
