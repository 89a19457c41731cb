// Runs in the browser of somebody who put the app on their home screen, beside its pages. Without a connection it answers
// with one page that says so. It keeps nothing and reads nothing: what was typed lies in its own tab (words.js).

const PAGE = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Offline</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 sans-serif; }
body { max-width: 30rem; margin: 4rem auto; padding: 0 1rem; }
a { color: inherit; display: inline-block; padding: 0.75rem 0; }
</style>
</head>
<body>
<h1>You are offline</h1>
<p>What you typed is still here, in this tab. Keep it open.</p>
<p><a href="">Try again</a></p>
</body>
</html>`;

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  event.respondWith(fetch(event.request).catch(() => new Response(PAGE, { headers })));
});
