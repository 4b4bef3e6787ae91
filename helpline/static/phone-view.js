// Shows the phone's state in a page: the same in its own window and in the bar of every page.
// The sentences stand in the page, in its language; here they are only shown and hidden.

export class PhoneView {
  constructor(root) {
    this.root = root;
    this.title = document.title;
    this.said = "";
    window.setInterval(() => this.tick(), 1000);
  }

  // { shown: names of states, words, page, since: when the talk began, muted }
  show(view) {
    const isNew = (name) => view.shown.includes(name) && !this.view?.shown.includes(name);
    const hadFocus = this.root.contains(document.activeElement);
    const mayTakeFocus = isNew("ringing") || hadFocus;
    this.view = view;
    const names = view.muted ? [...view.shown, "muted"] : view.shown;
    for (const part of this.root.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").some((name) => names.includes(name));
    }
    this.root.dataset.state = view.shown.join(" ");
    this.root.querySelector("[data-words]").textContent = view.words;
    const page = this.root.querySelector("[data-page]");
    page.hidden = !view.page;
    page.href = view.page;
    this.root.querySelector('[data-deed="mute"]').setAttribute("aria-pressed", String(view.muted));
    this.tick();
    this.announce(view);
    if (mayTakeFocus) this.focus();
  }

  tick() {
    const clock = this.root.querySelector("[data-clock]");
    const since = this.view?.since ?? Date.now();
    const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    clock.hidden = !this.view?.since;
    clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }

  announce(view) {
    const sentences = [...this.root.querySelectorAll("[data-say]:not([hidden])")];
    const words = [...sentences.map((one) => one.textContent.trim()), view.words].join(" ").trim();
    if (words === this.said) return;
    this.said = words;
    this.root.querySelector("[data-announce]").textContent = words;
    document.title = view.shown.includes("ringing") ? `\u260e ${words}` : this.title;
  }

  // Ringing takes the keyboard only from a page where it is nowhere: who types, goes on typing.
  // From a button that has just gone, it moves to the next one.
  focus() {
    const active = document.activeElement;
    const isNowhere = !active || active === document.body || active.closest("[hidden]");
    if (isNowhere) this.root.querySelector("button[data-deed]:not([hidden])")?.focus();
  }

  onDeed(act) {
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-deed]");
      if (button) act(button.dataset.deed, button.value);
    });
  }
}
