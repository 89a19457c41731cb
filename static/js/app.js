// What the app itself runs in every browser, on every page, beside Streamlit. The server joins the files to one script.
// One file here does one thing, imports what it needs from page.js, and is imported below. That is all it takes.

import "./connect.js";
import "./downloads.js";
import "./install.js";
import "./language.js";
import "./leave_now.js";
import "./links.js";
import "./print.js";
import "./read_aloud.js";
import "./row_form.js";
import "./scheme.js";
import "./session_end.js";
import "./sign_in.js";
import "./typing.js";

document.documentElement.dataset.appScript = "runs";
