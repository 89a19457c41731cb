// On a home screen the app has a page of its own for when there is no connection. A browser in which nobody put it there
// keeps no trace of that.

if (matchMedia("(display-mode: standalone)").matches) {
  navigator.serviceWorker?.register("/offline.js");
}
