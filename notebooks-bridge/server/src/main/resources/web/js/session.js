// Who is signed in: a token that this tab keeps until it is closed. It is sent to this service only, and never stands in an address.
const TOKEN = "fringe-token";
const ASKED = "fringe-sign-in";

/** The token; empty for none, or for one that has expired. */
export function token() {
  const kept = JSON.parse(sessionStorage.getItem(TOKEN) || "{}");
  return kept.until > Date.now() ? kept.token : "";
}

export function keep(token, seconds) {
  sessionStorage.setItem(TOKEN, JSON.stringify({ token, until: Date.now() + seconds * 1000 }));
}

export function end() {
  sessionStorage.removeItem(TOKEN);
}

/** What requests of this page carry. */
export function headers() {
  const now = token();
  return now ? { Authorization: `Bearer ${now}` } : {};
}

/** Goes to the issuer, by an authorization code with PKCE; the browser comes back to where it is now. */
export async function begin() {
  const verifier = random(48);
  const state = random(24);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  sessionStorage.setItem(ASKED, JSON.stringify({ verifier, state, back: location.pathname + location.search }));
  const response = await fetch(`/api/v1/sign-in?${new URLSearchParams({ state, challenge: base64(new Uint8Array(hash)) })}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  location.assign(answer.address);
}

/** Back from the issuer: exchanges the code, and returns where the person was. */
export async function finish(answer) {
  const asked = JSON.parse(sessionStorage.getItem(ASKED) || "{}");
  sessionStorage.removeItem(ASKED);
  history.replaceState(null, "", "/");
  if (!asked.state || asked.state !== answer.get("state")) throw new Error("This sign-in was not begun here: sign in again.");
  if (answer.has("error")) throw new Error(`The sign-in was refused: ${answer.get("error_description") || answer.get("error")}`);
  const response = await fetch("/api/v1/sign-in", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code: answer.get("code"), verifier: asked.verifier }) });
  const told = await response.json();
  if (!response.ok) throw new Error(told.detail);
  keep(told.token, told.seconds);
  return asked.back;
}

function random(bytes) {
  return base64(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Base64 for addresses, without padding (RFC 4648, section 5). */
function base64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
