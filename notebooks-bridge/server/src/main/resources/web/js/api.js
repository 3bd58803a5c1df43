// The service's JSON API, as whoever is signed in.
import * as session from "./session.js";

/** Says why the service refused. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `The service answered ${status}.`);
    this.status = status;
    this.faults = problem.faults || [];
  }
}

/** A request of this service. */
export function ask(path, options = {}) {
  return fetch(path, { ...options, headers: { ...options.headers, ...session.headers() } });
}

export async function call(path, options = {}) {
  const response = await ask(path, { ...options, headers: { Accept: "application/json", ...options.headers } });
  const text = await response.text();
  let json = {};
  try {
    json = JSON.parse(text);
  } catch {
    json = { detail: text };
  }
  if (!response.ok) throw new Refused(response.status, json);
  return json;
}

export const products = (parameters) => call(`/api/v1/products?${parameters}`);
export const facets = () => call("/api/v1/facets");
export const cancel = (id) => call(`/api/v1/workflows/${encodeURIComponent(id)}`, { method: "DELETE" });

/** Who is asking, as the service has it; a token that is no good any more is forgotten. */
export async function access() {
  try {
    return await call("/api/v1/access");
  } catch (error) {
    if (error.status !== 401 || !session.token()) return {};
    session.end();
    return call("/api/v1/access");
  }
}
export const workflows = () => call("/api/v1/workflows");

export function product(did) {
  const colon = did.indexOf(":");
  const path = [did.slice(0, colon), ...did.slice(colon + 1).split("/")].map(encodeURIComponent).join("/");
  return call(`/api/v1/products/${path}`);
}

const yaml = (body) => ({ method: "POST", body, headers: { "Content-Type": "application/yaml" } });
export const check = (text) => call("/api/v1/workflows/check", yaml(text));
export const submit = (text) => call("/api/v1/workflows", yaml(text));

/** Server-Sent Events as they come, until the last; comes back by itself when the service was away. */
export async function listen(path, heard, isLast = () => false) {
  for (let isOver = false; !isOver; ) {
    try {
      const response = await ask(path, { headers: { Accept: "text/event-stream" } });
      if (response.status >= 400 && response.status < 500) return;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await reader.read(); !part.done && !isOver; part = await reader.read()) {
        const events = (rest + part.value).split("\n\n");
        rest = events.pop();
        for (const event of events) {
          const data = event.split("\n").find((line) => line.startsWith("data: "));
          if (!data) continue;
          const state = JSON.parse(data.slice(6));
          heard(state);
          isOver ||= isLast(state);
        }
      }
    } catch {
      // The service is away, or this page is being left.
    }
    if (!isOver) await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** The same service's path of an address: it may be seen under another name here than it knows. */
export function local(address) {
  const url = new URL(address, location.href);
  return url.pathname + url.search;
}
