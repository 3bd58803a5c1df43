// What the page shows is said by its address: /, /?product=DID, /?workflows, /?workflow=ID, /?new.
import * as api from "./api.js";
import { failure } from "./dom.js";

const main = document.getElementById("main");
const asked = new URLSearchParams(location.search);

async function view() {
  if (asked.has("product")) return (await import("./product.js")).show(main, asked.get("product"));
  if (asked.has("workflows")) return (await import("./workflows.js")).showAll(main);
  if (asked.has("workflow")) return (await import("./workflows.js")).showOne(main, asked.get("workflow"));
  if (asked.has("new")) return (await import("./workflow-form.js")).show(main, asked.get("input") || "");
  return (await import("./search.js")).show(main, asked);
}

function current() {
  if (asked.has("new")) return "new";
  return asked.has("workflows") || asked.has("workflow") ? "workflows" : "search";
}

document.querySelector(`nav a[data-view="${current()}"]`).setAttribute("aria-current", "page");
view().catch((error) => main.replaceChildren(failure(error)));
api.access().then((about) => {
  const who = about.visitor ? `Signed in as ${about.visitor}.` : "You see what is public.";
  document.getElementById("access").textContent =
    about.signIn === true ? who : "Sign-in is not set up: whoever reaches this service may read everything.";
});
