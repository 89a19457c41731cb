// Prints the page that stands here, as the browser does. Nothing is sent to the server.

import { onEvent } from "./page.js";

onEvent("click", ".st-key-print_page button", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  window.print();
});
