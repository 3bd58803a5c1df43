// Elements from data. Whatever comes from people or files becomes text, never markup.

/** Makes an element: h("a", {href: "/", onclick: f}, "text", child). */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same of SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "href" || name === "src") element.setAttribute(name, safe(String(value)));
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** An address that is followed or loaded, never run. */
function safe(address) {
  const { protocol } = new URL(address, location.href);
  return ["http:", "https:", "blob:"].includes(protocol) ? address : "#";
}

/** Says something to people who don't see the page. */
export function say(text) {
  document.getElementById("status").textContent = text;
}

let labels = 0;

/** A form's field with its label. */
export function field(text, control, hint) {
  control.id ||= `field-${++labels}`;
  const note = hint && h("p", { class: "hint", id: `${control.id}-hint` }, hint);
  if (note) control.setAttribute("aria-describedby", note.id);
  return h("div", {}, h("label", { for: control.id }, text), control, note);
}

export function select(options, value, attributes = {}) {
  return h("select", attributes, options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
}

export function failure(error) {
  return h("p", { class: "error", role: "alert" }, error.message || String(error));
}
