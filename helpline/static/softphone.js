// A phone in the browser, whoever carries it. A page knows only what `Phone` says: its line, its
// call, and what can be done with them. Behind it stand Twilio, and the practice line, which has
// no sound. Both announce a "change" of state, and ask for a fresh "token" before the old one ends.

const SOON_MS = 60_000; // a fresh token is asked for so long before the old one ends
const REST_MS = 1_000; // between two tries to reach the carrier again
const CALLS = { ringing: "ringing", "in-progress": "talking" };

export class Phone extends EventTarget {
  line = "off"; // off, connecting, ready, reconnecting
  call = "none"; // none, ringing, talking
  muted = false;

  become(changes) {
    const changed = Object.entries(changes).some(([name, value]) => this[name] !== value);
    Object.assign(this, changes);
    if (changed) this.dispatchEvent(new Event("change"));
  }

  wantToken() {
    this.dispatchEvent(new Event("token"));
  }
}

export class TwilioPhone extends Phone {
  // What we make of the library: rung and silent by itself, telling nobody what happens here.
  static options({ edge, silence }) {
    const keys = [..."0123456789", "s", "h"].map((key) => `dtmf${key}`);
    const names = ["incoming", "outgoing", "disconnect", ...keys];
    return {
      ...(edge ? { edge } : {}),
      codecPreferences: ["opus", "pcmu"],
      logLevel: "silent",
      maxCallSignalingTimeoutMs: 30_000,
      publishEvents: false,
      sounds: Object.fromEntries(names.map((name) => [name, silence])),
      tokenRefreshMs: SOON_MS,
    };
  }

  constructor(settings) {
    super();
    this.settings = settings;
  }

  start(token) {
    this.become({ line: "connecting" });
    const device = new window.Twilio.Device(token, TwilioPhone.options(this.settings));
    this.device = device;
    device.on("registered", () => this.become({ line: "ready" }));
    device.on("unregistered", () => this.become({ line: "reconnecting" }));
    device.on("tokenWillExpire", () => this.wantToken());
    device.on("error", () => this.recover());
    device.on("incoming", (call) => this.ring(call));
    this.register();
  }

  register() {
    this.device.register().catch(() => this.recover());
  }

  // The library reconnects by itself, unless its token is what is wrong.
  recover() {
    if (this.line === "off" || this.device.state === "registered") return;
    this.become({ line: "reconnecting" });
    window.clearTimeout(this.again);
    this.again = window.setTimeout(() => this.wantToken(), 5 * REST_MS);
  }

  renew(token) {
    this.device.updateToken(token);
    if (this.device.state === "unregistered") this.register();
  }

  stop() {
    window.clearTimeout(this.again);
    this.device.removeAllListeners();
    this.device.destroy();
    this.become({ line: "off", call: "none", muted: false });
  }

  ring(call) {
    if (this.call !== "none") {
      call.reject();
      return;
    }
    this.current = call;
    call.on("accept", () => this.become({ call: "talking" }));
    call.on("mute", (muted) => this.become({ muted }));
    call.on("reconnecting", () => this.become({ line: "reconnecting" }));
    call.on("reconnected", () => this.become({ line: "ready" }));
    for (const end of ["cancel", "disconnect", "reject", "error"]) {
      call.on(end, () => this.over(call));
    }
    this.become({ call: "ringing" });
  }

  over(call) {
    if (this.current !== call) return;
    this.current = null;
    this.become({ call: "none", muted: false });
  }

  answer() {
    this.current?.accept();
  }

  decline() {
    this.current?.reject();
  }

  hangUp() {
    this.current?.disconnect();
  }

  mute(muted) {
    this.current?.mute(muted);
  }

  press(keys) {
    this.current?.sendDigits(keys);
  }
}

export class PracticePhone extends Phone {
  mark = null; // what the line last told us, in its own words
  mine = null; // the call that was answered here, and in no other window

  constructor({ address }) {
    super();
    this.address = address;
  }

  start(token) {
    this.become({ line: "connecting" });
    this.renew(token);
    window.addEventListener("offline", this.lose);
    this.listen();
  }

  renew(token) {
    this.token = token;
    this.renewed?.();
    window.clearTimeout(this.soon);
    const claims = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
    const rest = JSON.parse(claims).exp * 1000 - Date.now();
    this.soon = window.setTimeout(() => this.wantToken(), rest - SOON_MS);
  }

  stop() {
    window.clearTimeout(this.soon);
    window.removeEventListener("offline", this.lose);
    if (this.call === "talking") this.hangUp();
    this.become({ line: "off", call: "none", muted: false });
    this.lose();
  }

  lose = () => this.waiting?.abort();

  async listen() {
    while (this.line !== "off") {
      this.waiting = new AbortController();
      try {
        const told = await this.ask("listen", { seen: this.mark }, this.waiting.signal);
        if (this.line === "off") return;
        this.mark = told.mark;
        this.take(told.calls);
      } catch {
        if (this.line === "off") return;
        this.mark = null;
        this.become({ line: "reconnecting" });
        await new Promise((go) => window.setTimeout(go, REST_MS));
      }
    }
  }

  take(calls) {
    const found = calls.find((one) => one.sid === this.mine || one.status === "ringing");
    this.sid = found?.sid ?? null;
    if (!found) this.mine = null;
    const call = found ? CALLS[found.status] : "none";
    this.become({ line: "ready", call, muted: call === "talking" && this.muted });
  }

  async ask(path, words = {}, signal = undefined) {
    const answer = await fetch(`${this.address}/devices/${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      body: JSON.stringify(words),
      credentials: "omit",
      keepalive: path !== "listen",
      signal,
    });
    if (answer.status === 401) await this.freshToken();
    if (!answer.ok) throw new Error(`the line said ${answer.status}`);
    return answer.json();
  }

  freshToken() {
    this.become({ line: "reconnecting" });
    const renewed = new Promise((go) => (this.renewed = go));
    this.wantToken();
    return renewed;
  }

  act(deed, words) {
    if (this.sid) this.ask(`calls/${this.sid}/${deed}`, words).catch(() => {});
  }

  answer() {
    this.mine = this.sid;
    this.act("accept");
  }

  decline() {
    this.act("reject");
  }

  hangUp() {
    this.act("hangup");
  }

  mute(muted) {
    this.act(muted ? "mute" : "unmute");
    this.become({ muted });
  }

  press(keys) {
    this.act("keys", { keys });
  }
}

export const phoneOf = (settings) =>
  settings.kind === "practice" ? new PracticePhone(settings) : new TwilioPhone(settings);
