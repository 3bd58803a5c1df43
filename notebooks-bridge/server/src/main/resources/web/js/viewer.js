// The image itself, by JS9: https://js9.si.edu
import { h } from "./dom.js";

const HOME = "/vendor/js9-3.9.0/";
const DISPLAY = "viewer";

export const COLOURS = ["inferno", "viridis", "magma", "plasma", "grey", "heat", "cool", "rainbow"].map((name) => [name, name]);
export const STRETCHES = [["asinh", "asinh"], ["log", "logarithmic"], ["sqrt", "square root"], ["linear", "linear"], ["power", "power"], ["histeq", "histogram"]];

/** An image in a box; made by `open`. */
class Viewer {
  constructor(js9, image) {
    this.js9 = js9;
    this.image = image;
    this.cards = String(js9.GetFITSHeader(false, { display: DISPLAY }) || "");
  }

  get header() {
    return this.image.raw.header;
  }

  colours(name) {
    this.js9.SetColormap(name, { display: DISPLAY });
  }

  stretch(name) {
    this.js9.SetScale(name, { display: DISPLAY });
  }

  /** How strongly brightness tells, and where the middle is: 0 to 10, 0 to 1. */
  contrast(contrast, bias) {
    this.js9.SetColormap(this.js9.GetColormap({ display: DISPLAY }).colormap, contrast, bias, { display: DISPLAY });
  }

  /** The part of the brightness that has colours: from some noise below the median to a share of the brightest. */
  limits(low, high) {
    this.js9.SetScale(this.js9.GetScale({ display: DISPLAY }).scale, low, high, { display: DISPLAY });
  }

  range() {
    return { low: this.image.raw.dmin ?? this.image.params.scalemin, high: this.image.raw.dmax ?? this.image.params.scalemax };
  }

  zoom(how) {
    this.js9.SetZoom(how, { display: DISPLAY });
  }

  /** Marks in a layer of their own, each {shape, ra, dec, ...}, in degrees and arcseconds. */
  layer(name, marks, colour, isShown) {
    const options = { display: DISPLAY };
    if (!this.js9.LookupShapeLayer?.(name, options) && !this.image.layers?.[name]) {
      this.js9.NewShapeLayer(name, { movable: false, selectable: false, evented: false, canvas: { zIndex: 200 } }, options);
    }
    this.js9.RemoveShapes(name, "all", options);
    if (!isShown) return;
    for (const mark of marks) {
      const at = this.js9.WCSToPix(mark.ra, mark.dec, options);
      const perPixel = this.pixelArcsec();
      const shape = mark.minor === undefined ? "circle" : "ellipse";
      const size = shape === "circle" ? { radius: mark.radius / perPixel } : { r1: mark.major / 2 / perPixel, r2: mark.minor / 2 / perPixel, angle: mark.angle };
      this.js9.AddShapes(name, shape, { x: at.x, y: at.y, color: colour, strokeWidth: 1.5, fill: mark.fill || "", ...size }, options);
    }
  }

  /** What is under the pointer: pixel from 1, position in degrees, brightness; undefined outside. */
  under(event) {
    const place = document.querySelector(`#${DISPLAY} canvas`).getBoundingClientRect();
    const at = this.js9.DisplayToImagePos({ x: event.clientX - place.left, y: event.clientY - place.top }, { display: DISPLAY });
    const [x, y] = [Math.round(at.x), Math.round(at.y)];
    const { width, height, data } = this.image.raw;
    if (!(x >= 1 && y >= 1 && x <= width && y <= height)) return undefined;
    const sky = this.js9.PixToWCS(at.x, at.y, { display: DISPLAY });
    return { x, y, ra: Number(sky.ra), dec: Number(sky.dec), value: data[(y - 1) * width + x - 1] };
  }

  pixelArcsec() {
    return Math.abs(this.header.CDELT2 ?? this.header.CD2_2 ?? 1 / 3600) * 3600;
  }

  /** Where a corner of what is shown is, in degrees. */
  corner(dx, dy) {
    const { naxis1, naxis2 } = { naxis1: this.header.NAXIS1, naxis2: this.header.NAXIS2 };
    return this.js9.PixToWCS(1 + dx * naxis1, 1 + dy * naxis2, { display: DISPLAY });
  }
}

function script(path) {
  return new Promise((resolve, reject) => {
    const element = h("script", { src: HOME + path });
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error("the image viewer could not be loaded")));
    document.head.append(element);
  });
}

/** Shows a FITS image in `box`, which must be in the page; `moved` hears of values under the pointer. */
export async function open(box, blob, name, moved) {
  window.JS9Prefs = {
    globalOpts: { helperType: "none", prefsFile: false, loadProxy: false, alerts: false, updateTitlebar: false, installDir: HOME, toolbarTooltips: false, resizeHandle: false, hiddenPluginDivs: true },
    imageOpts: { colormap: "inferno", scale: "asinh", inherit: false, valpos: false, wcsunits: "sexagesimal", onmousemove: undefined },
  };
  for (const file of ["js9support.css", "js9.css"]) document.head.append(h("link", { rel: "stylesheet", href: HOME + file }));
  const { width, height } = box.getBoundingClientRect();
  box.replaceChildren(h("div", { class: "JS9", id: DISPLAY, "data-width": `${Math.floor(width)}px`, "data-height": `${Math.floor(height)}px` }));
  await script("js9support.min.js");
  const ready = new Promise((resolve) => window.$(document).on("JS9:ready", resolve));
  await script("js9.min.js");
  await ready;
  const js9 = window.JS9;
  const image = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the image could not be shown within two minutes")), 120_000);
    js9.Load(blob, { filename: name, onload: (loaded) => { clearTimeout(late); resolve(loaded); } }, { display: DISPLAY });
  });
  js9.SetZoom("toFit", { display: DISPLAY });
  const viewer = new Viewer(js9, image);
  box.addEventListener("mousemove", (event) => moved(viewer.under(event)));
  return viewer;
}
