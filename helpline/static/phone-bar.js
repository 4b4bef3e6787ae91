// The phone on every page of the console. The phone itself is in a window of its own, so that
// going from page to page ends no call; here is what it says, and what is asked of it.

import { PhoneView } from "./phone-view.js";

const PATIENCE_MS = 1_000; // a window that does not answer so long is closed
const LOOK_MS = 3_000;
const CLOSED = { shown: ["closed"], words: "", page: "", since: null, muted: false };

const channel = new BroadcastChannel("helpline-phone");
const root = document.querySelector('[data-phone="bar"]');
const view = new PhoneView(root);
let heardAt = 0;

channel.onmessage = ({ data }) => {
  if (!data.view) return;
  heardAt = Date.now();
  view.show(data.view);
};

const look = () => {
  const asked = Date.now();
  channel.postMessage({ deed: "tell" });
  window.setTimeout(() => heardAt < asked && view.show(CLOSED), PATIENCE_MS);
};

view.onDeed((deed, value) => channel.postMessage({ deed, value }));
root.querySelector("[data-open]").addEventListener("click", (event) => {
  event.preventDefault();
  window.open(event.target.href, "helpline-phone", "popup,width=460,height=720");
});
document
  .querySelector('form[action$="/sign-out"]')
  ?.addEventListener("submit", () => channel.postMessage({ deed: "turn-off" }));
look();
window.setInterval(look, LOOK_MS);
