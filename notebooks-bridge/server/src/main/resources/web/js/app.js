// What the page shows is said by its address: /, /?product=DID, /?workflows, /?workflow=ID, /?new; /?state=... comes from the issuer.
import * as api from "./api.js";
import { failure } from "./dom.js";
import * as session from "./session.js";
import * as signIn from "./sign-in.js";

const main = document.getElementById("main");
const asked = new URLSearchParams(location.search);

async function view() {
  if (asked.has("state") && (asked.has("code") || asked.has("error"))) return location.replace(await session.finish(asked));
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
// Who is asking must be known first: a token that has expired would have all refused.
api
  .access()
  .then((about) => signIn.show(document.getElementById("access"), about))
  .then(view)
  .catch((error) => main.replaceChildren(failure(error)));
