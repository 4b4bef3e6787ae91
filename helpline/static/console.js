// Keeps parts of a page fresh: every element with data-poll is fetched again every two seconds.
// It stands still while nobody looks, and keeps the keyboard where it was. With data-mark the
// server is told what we have, and answers only what is new. With data-lost, the element of that
// name is shown while the part is old and cannot be fetched.
"use strict";

(() => {
  const EVERY = 2000;
  const LONGEST = 4000; // a server that hangs or a network that changed never answers
  const OLD = 10_000;
  const BEGUN = ["input", "select", "textarea", "details"].map((name) => `${name}[id]`).join(",");
  const parts = [...document.querySelectorAll("[data-poll]")];
  let ended = null;
  let leaving = false;
  const last = new Map(parts.map((part) => [part, part.innerHTML]));

  const fetchPart = async (part) => {
    const headers = part.dataset.mark ? { "If-None-Match": part.dataset.mark } : {};
    const signal = AbortSignal.timeout(LONGEST);
    const answer = await fetch(part.dataset.poll, { credentials: "same-origin", headers, signal });
    const field = answer.status === 401 && typed();
    if (field) return stay(field, await answer.text());
    if (answer.status === 401 || answer.status === 410) {
      leave(); // signed out, or erased: the page itself says what to do
      throw new Error(`the server said ${answer.status}`);
    }
    if (answer.status >= 500) throw new Error(`the server said ${answer.status}`);
    if (!answer.ok) return; // as it was, or no longer for us: it was heard all the same
    ended?.remove();
    ended = null;
    if (part.dataset.mark) part.dataset.mark = answer.headers.get("ETag") ?? "";
    show(part, await answer.text());
  };

  // Once: each further reload would break off the one before, and on a slow line none would end.
  const leave = () => {
    if (!leaving) window.location.reload();
    leaving = true;
  };

  // A field with words that a reload would lose: typed, or given back by the server.
  const typed = () =>
    [...document.querySelectorAll("textarea, input")].find(
      ({ type, value, defaultValue }) => value !== defaultValue || (type === "textarea" && value),
    );

  // Signed out: the server's own words stand where somebody writes, until it knows them again.
  const stay = (field, page) => {
    if (ended) return;
    ended = new DOMParser().parseFromString(page, "text/html").querySelector(".refused");
    if (ended) (field.form ?? document.getElementById("main")).prepend(ended);
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

  // Each part by itself: one that is slow holds up no other.
  const keepFresh = (part) => {
    const lost = document.getElementById(part.dataset.lost);
    let heardAt = Date.now();

    const look = async () => {
      try {
        await fetchPart(part);
        heardAt = Date.now();
      } catch {
        // A poll that fails is no news at first: the next one comes in two seconds.
      }
      if (lost) lost.hidden = Date.now() - heardAt < OLD;
    };

    const tick = async () => {
      if (!document.hidden) await look();
      window.setTimeout(tick, EVERY);
    };
    window.setTimeout(tick, EVERY);
  };

  parts.forEach(keepFresh);
})();
