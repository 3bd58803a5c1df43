// The service's JSON API.

/** Says why the service refused. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `The service answered ${status}.`);
    this.status = status;
    this.faults = problem.faults || [];
  }
}

export async function call(path, options = {}) {
  const response = await fetch(path, { headers: { Accept: "application/json" }, ...options });
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
export const access = () => call("/api/v1/access").catch(() => ({}));
export const workflows = () => call("/api/v1/workflows");
export const cancel = (id) => call(`/api/v1/workflows/${encodeURIComponent(id)}`, { method: "DELETE" });

export function product(did) {
  const colon = did.indexOf(":");
  const path = [did.slice(0, colon), ...did.slice(colon + 1).split("/")].map(encodeURIComponent).join("/");
  return call(`/api/v1/products/${path}`);
}

const yaml = (body) => ({ method: "POST", body, headers: { "Content-Type": "application/yaml", Accept: "application/json" } });
export const check = (text) => call("/api/v1/workflows/check", yaml(text));
export const submit = (text) => call("/api/v1/workflows", yaml(text));

/** The same service's path of an address: it may be seen under another name here than it knows. */
export function local(address) {
  const url = new URL(address, location.href);
  return url.pathname + url.search;
}
