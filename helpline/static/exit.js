// Leaving leaves no step back where scripts run: by the link, or by pressing Shift three times.
"use strict";
const link = document.getElementById("exit");
let times = 0;
function leave(event) {
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(link.href);
  if (link.dataset.shuts) shut();
}
// Only once we are on the way: an old browser may not know how to do this.
function shut() {
  const token = document.querySelector("[name=token]").value;
  navigator.sendBeacon(link.dataset.shuts, new URLSearchParams({ token }));
}
link.addEventListener("click", leave);
document.addEventListener("keyup", (event) => {
  times = event.key === "Shift" ? times + 1 : 0;
  if (times === 3) leave(event);
});
