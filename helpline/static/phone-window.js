// The window that is the phone: it asks for the microphone, registers with the carrier, rings,
// tells every page of the console how it stands, and does what they ask.

import { PhoneView } from "./phone-view.js";
import { Ringtone } from "./ringtone.js";
import { phoneOf } from "./softphone.js";

const STILL_HERE_MS = 30_000;

const root = document.querySelector('[data-phone="window"]');
const channel = new BroadcastChannel("helpline-phone");
const view = new PhoneView(root);

let phone = null;
let ringtone = null;
let trouble = "off"; // why there is no phone: off, asking, refused, no-microphone, …
let isMine = false; // whether this window is the phone; a second one would be a second voice
let about = { words: "", page: "" };
let since = null;
let told = "gone"; // what our house last heard from this window: ready, gone, or unknown
let telling = Promise.resolve();

// --- what is shown, here and on every page

// Ready is who is connected, and whom our house will ring here.
const isKnown = () => phone.line === "ready" && told === "ready";

const now = () => {
  const on = phone !== null && phone.line !== "off";
  const shown = [];
  if (!on) shown.push(trouble);
  else if (phone.line === "reconnecting") shown.push("reconnecting");
  if (on && phone.call !== "none") shown.push(phone.call);
  else if (on && phone.line !== "reconnecting") shown.push(isKnown() ? "ready" : "connecting");
  return { shown, ...about, since, muted: on && phone.muted };
};

const tell = () => {
  view.show(now());
  if (isMine) channel.postMessage({ view: now() });
};

const stopped = (reason) => {
  const isKnown = root.querySelector(`[data-say][data-when~="${CSS.escape(reason)}"]`);
  trouble = isKnown ? reason : "failed";
  const was = phone;
  phone = null;
  was?.stop();
  ringtone?.ring(false);
  about = { words: "", page: "" };
  since = null;
  tell();
};

// --- what is asked of our own house

const ask = (path, words = {}, more = {}) =>
  fetch(path, {
    method: "POST",
    headers: { "X-CSRFToken": root.dataset.csrf },
    body: new URLSearchParams(words),
    credentials: "same-origin",
    ...more,
  });

const REFUSALS = { 401: "signed-out", 403: "no-desk" };

// Asked anew every few minutes by nobody, so it is a poll: an open window keeps no session alive.
const freshToken = async () => {
  const answer = await ask(root.dataset.token);
  if (answer.status === 429) {
    await new Promise((go) => window.setTimeout(go, 2_500));
    return freshToken();
  }
  if (!answer.ok) throw new Error(REFUSALS[answer.status] ?? "failed");
  return (await answer.json()).token;
};

// A call counts as being at work; merely standing open does not.
const sendReport = async () => {
  const state = phone?.line === "ready" ? "ready" : "gone";
  if (state === "gone" && told === "gone") return;
  const isAtWork = phone?.call === "talking";
  const path = isAtWork ? root.dataset.report : `${root.dataset.report}?poll=1`;
  const answer = await ask(path, { state }, { keepalive: true }).catch(() => null);
  told = answer?.ok ? state : "unknown";
  if (answer?.status === 401 && phone?.call === "none") stopped("signed-out");
  else tell();
};

// One after the other: an older word must not arrive last.
const report = () => {
  telling = telling.then(sendReport, sendReport);
};

const findOutWho = async () => {
  const answer = await fetch(`${root.dataset.call}?poll=1`, { credentials: "same-origin" });
  if (answer.ok && phone?.call !== "none") about = await answer.json();
  tell();
};

// --- the phone

const changed = () => {
  if (phone === null) return;
  ringtone.ring(phone.call === "ringing");
  if (phone.call === "none") about = { words: "", page: "" };
  if (phone.call === "talking") since ??= Date.now();
  else since = null;
  tell();
  report();
  if (phone.call !== "none") findOutWho().catch(() => {});
};

const renew = async () => {
  try {
    phone?.renew(await freshToken());
  } catch (refusal) {
    if (phone?.call === "none") stopped(refusal.message);
  }
};

// Nothing is heard yet: only whether it may be, and whether there is a microphone at all.
const listenIn = async () => {
  if (!navigator.mediaDevices) throw new Error("no-microphone");
  try {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of sound.getTracks()) track.stop();
  } catch (error) {
    throw new Error(error.name === "NotAllowedError" ? "refused" : "no-microphone");
  }
};

// Only one window may be the phone: the lock is kept until it closes.
const isOnlyWindow = () =>
  new Promise((only) => {
    if (!navigator.locks) return only(true); // without TLS there is neither lock nor microphone
    navigator.locks.request("helpline-phone", { ifAvailable: true }, (lock) => {
      only(lock !== null);
      return lock && new Promise(() => {});
    });
  });

const turnOn = async () => {
  ringtone ??= new Ringtone();
  trouble = "asking";
  tell();
  try {
    await listenIn();
    const token = await freshToken();
    phone = phoneOf(root.dataset);
    phone.addEventListener("change", changed);
    phone.addEventListener("token", renew);
    phone.start(token);
  } catch (reason) {
    stopped(reason.message);
  }
};

const DEEDS = {
  "turn-on": turnOn,
  "turn-off": () => stopped("off"),
  answer: () => phone?.answer(),
  decline: () => phone?.decline(),
  "hang-up": () => phone?.hangUp(),
  mute: () => phone?.mute(!phone.muted),
  press: (key) => phone?.press(key),
  tell,
};

view.onDeed((deed, value) => DEEDS[deed]?.(value));
channel.onmessage = ({ data }) => {
  if (isMine && data.deed !== "turn-on") DEEDS[data.deed]?.(data.value);
};
navigator.mediaDevices?.addEventListener("devicechange", async () => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const hears = devices.some((device) => device.kind === "audioinput");
  if (!hears && phone && phone.call === "none") stopped("no-microphone");
});
window.addEventListener("beforeunload", (event) => {
  if (phone && phone.call !== "none") event.preventDefault();
});
window.addEventListener("pagehide", () => {
  const wasOn = phone !== null;
  stopped("off");
  if (isMine) channel.postMessage({ view: { ...now(), shown: ["closed"] } });
  if (wasOn) sendReport();
});
window.setInterval(() => phone && report(), STILL_HERE_MS);
isMine = await isOnlyWindow();
if (!isMine) trouble = "elsewhere";
tell();
