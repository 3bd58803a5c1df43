// Numbers as people of the field write them.

export function bytes(n) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let i = 0;
  for (; n >= 1000 && i < units.length - 1; i++) n /= 1000;
  return `${i === 0 ? n : n.toPrecision(3)} ${units[i]}`;
}

function sexagesimal(value, digits) {
  const scale = 10 ** digits;
  let total = Math.round(value * 3600 * scale);
  const seconds = total % (60 * scale);
  total = (total - seconds) / (60 * scale);
  const two = (n) => String(n).padStart(2, "0");
  const [whole, part] = (seconds / scale).toFixed(digits).split(".");
  return [Math.floor(total / 60), total % 60].map(two).join(":") + ":" + two(whole) + (part ? "." + part : "");
}

/** Right ascension, degrees to hours. */
export function ra(degrees, digits = 2) {
  const hours = (((degrees % 360) + 360) % 360) / 15;
  const text = sexagesimal(hours, digits);
  return text.startsWith("24") ? sexagesimal(0, digits) : text;
}

export function dec(degrees, digits = 1) {
  return (degrees < 0 ? "\u2212" : "+") + sexagesimal(Math.abs(degrees), digits);
}

export function angle(degrees) {
  if (degrees >= 1) return `${degrees.toPrecision(3)}\u00b0`;
  if (degrees * 60 >= 1) return `${(degrees * 60).toPrecision(3)}\u2032`;
  return degrees * 3600 >= 0.1 ? `${(degrees * 3600).toPrecision(3)}\u2033` : `${(degrees * 3.6e6).toPrecision(3)} mas`;
}

export function frequency(hz) {
  return hz >= 1e9 ? `${(hz / 1e9).toPrecision(5)} GHz` : `${(hz / 1e6).toPrecision(5)} MHz`;
}

export function flux(jy) {
  const size = Math.abs(jy);
  if (size >= 1) return `${jy.toPrecision(4)} Jy`;
  return size >= 1e-3 ? `${(jy * 1e3).toPrecision(4)} mJy` : `${(jy * 1e6).toPrecision(4)} \u00b5Jy`;
}

export function time(text) {
  return text ? text.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC") : "";
}
