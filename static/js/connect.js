// Tells Streamlit where its server is, so that it opens its connection at once. Otherwise it asks two addresses whether
// they are one, the first of which never is, and a third what other sites may say to the page: none may.

window.__streamlit = {
  BACKEND_BASE_URL: `${location.origin}/`,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};
