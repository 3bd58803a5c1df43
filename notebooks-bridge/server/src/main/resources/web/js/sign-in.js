// Signing in and out, in the page's head.
import * as api from "./api.js";
import { failure, h, say } from "./dom.js";
import * as session from "./session.js";

/** Says who is signed in, and lets people sign in or out. */
export function show(place, about) {
  if (about.signIn !== true) {
    place.replaceChildren("Sign-in is not set up: whoever reaches this service may read everything.");
    return;
  }
  const out = () => {
    session.end();
    location.reload();
  };
  place.replaceChildren(
    ...(about.visitor ? [`Signed in as ${about.visitor}. `, h("button", { type: "button", onclick: out }, "Sign out")] : ["You see what is public. ", h("button", { type: "button", onclick: () => begin(place, about) }, "Sign in")]),
  );
}

function begin(place, about) {
  if (about.fromPage) session.begin().catch((error) => place.append(failure(error)));
  else paste(about);
}

/** Where the issuer knows no client for this page: a token that was had elsewhere. */
function paste(about) {
  const input = h("input", { type: "password", id: "token", autocomplete: "off", required: true });
  const told = h("div", {});
  const use = async (event) => {
    event.preventDefault();
    session.keep(input.value.trim().replace(/^Bearer +/i, ""), 3600);
    try {
      await api.call("/api/v1/access");
      location.reload();
    } catch (error) {
      session.end();
      told.replaceChildren(failure(error));
    }
  };
  const dialog = h(
    "dialog",
    { "aria-labelledby": "sign-in-title", onclose: () => dialog.remove() },
    h("form", { onsubmit: use }, h("h2", { id: "sign-in-title" }, "Sign in"), h("p", {}, `Get an access token of ${about.issuer} for this service, and paste it. This tab forgets it when it is closed.`), h("label", { for: "token" }, "Token"), input, told, h("p", { class: "row" }, h("button", { type: "submit", class: "main" }, "Sign in"), h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"))),
  );
  document.body.append(dialog);
  dialog.showModal();
  say("Paste a token to sign in");
}
