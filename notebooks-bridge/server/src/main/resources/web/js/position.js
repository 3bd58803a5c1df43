// Positions as people write them, in ICRS.

const NUMBER = "[+-]?\\d+(?:\\.\\d+)?";

/**
 * Degrees of "60.0 -35.0", "4h00m00s -35d00m00s", "04:00:00 -35:00:00", "04 00 00 -35 00 00" or "J040000.0-350000";
 * undefined of anything else.
 */
export function parsePosition(given) {
  const text = given.trim().replaceAll("\u2212", "-").replaceAll(",", " ").replace(/\s+/g, " ");
  const compact = text.match(/^J?(\d{2})(\d{2})(\d{2}(?:\.\d+)?)([+-])(\d{2})(\d{2})(\d{2}(?:\.\d+)?)?$/i);
  if (compact) {
    const [, h, m, s, sign, d, dm, ds] = compact;
    return checked(15 * parts(h, m, s), (sign === "-" ? -1 : 1) * parts(d, dm, ds || "0"));
  }
  const degrees = text.match(new RegExp(`^(${NUMBER})(?:d|deg|\u00b0)? (${NUMBER})(?:d|deg|\u00b0)?$`));
  if (degrees) return checked(Number(degrees[1]), Number(degrees[2]));
  const units = text
    .replace(/[hdms:\u00b0'"\u2032\u2033]/gi, " ")
    .replace(/\s+/g, " ")
    .trim();
  const six = units.match(/^(\d+) (\d+) (\d+(?:\.\d+)?) ([+-]?)(\d+) (\d+) (\d+(?:\.\d+)?)$/);
  if (six) {
    const [, h, m, s, sign, d, dm, ds] = six;
    const isDegrees = /^\d+\s*[d\u00b0]/i.test(text);
    return checked((isDegrees ? 1 : 15) * parts(h, m, s), (sign === "-" ? -1 : 1) * parts(d, dm, ds));
  }
  return undefined;
}

function parts(a, b, c) {
  return Number(b) < 60 && Number(c) < 60 ? Number(a) + Number(b) / 60 + Number(c) / 3600 : NaN;
}

function checked(ra, dec) {
  return ra >= 0 && ra <= 360 && Math.abs(dec) <= 90 ? { ra: ra % 360, dec } : undefined;
}

/** Degrees of "5 arcmin", "2'", "30 arcsec" or "0.1". */
export function parseAngle(given) {
  const match = given.trim().match(/^(\d+(?:\.\d+)?)\s*(deg|d|\u00b0|arcmin|'|\u2032|arcsec|"|\u2033)?$/);
  if (!match) return undefined;
  const unit = match[2] || "deg";
  const scale = ["arcmin", "'", "\u2032"].includes(unit) ? 60 : ["arcsec", '"', "\u2033"].includes(unit) ? 3600 : 1;
  return Number(match[1]) / scale;
}
