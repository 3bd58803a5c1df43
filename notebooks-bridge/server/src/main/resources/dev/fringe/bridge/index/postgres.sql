-- What dev.fringe.bridge.sky and AdqlFunctions do, for PostgreSQL; the same tests hold both. Angles are degrees, vectors are unit vectors.
-- A region is an array: its kind (1 circle, 2 range, 3 polygon), then its numbers as RegionText reads them.
-- A rim is an array of vectors, x1 y1 z1 x2 y2 z2 ..., its inside on the left. Rims that are a micro-arcsecond apart touch: 5e-12 rad.

CREATE FUNCTION sky_vector(ra float8, decl float8) RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY[cosd(decl) * cosd(ra), cosd(decl) * sind(ra), sind(decl)];
END $$;

CREATE FUNCTION sky_cross(a float8[], b float8[]) RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN ARRAY[a[2] * b[3] - a[3] * b[2], a[3] * b[1] - a[1] * b[3], a[1] * b[2] - a[2] * b[1]];
END $$;

-- Radians.
CREATE FUNCTION sky_angle(a float8[], b float8[]) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN atan2(sqrt((a[2] * b[3] - a[3] * b[2]) ^ 2 + (a[3] * b[1] - a[1] * b[3]) ^ 2 + (a[1] * b[2] - a[2] * b[1]) ^ 2),
    a[1] * b[1] + a[2] * b[2] + a[3] * b[3]);
END $$;

CREATE FUNCTION sky_require_position(ra float8, decl float8) RETURNS void LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF NOT abs(ra) <= 720 THEN
    RAISE EXCEPTION 'right ascension % is not from 0 to 360 degrees', ra;
  ELSIF NOT abs(decl) <= 90 THEN
    RAISE EXCEPTION 'declination % is not from -90 to 90 degrees', decl;
  END IF;
END $$;

CREATE FUNCTION sky_require_circle(ra float8, decl float8, radius float8) RETURNS void LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  PERFORM sky_require_position(ra, decl);
  IF NOT (radius >= 0 AND radius <= 180) THEN
    RAISE EXCEPTION 'radius % is not from 0 to 180 degrees', radius;
  END IF;
END $$;

CREATE FUNCTION sky_region(region text) RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  words text[] := string_to_array(btrim(regexp_replace(upper(region), '[\s,()]+', ' ', 'g')), ' ');
  first int := 2;
  n float8[];
  count int;
BEGIN
  WHILE words[first] IN ('ICRS', 'J2000', 'FK5', 'UNKNOWNFRAME', 'BARYCENTER', 'GEOCENTER', 'TOPOCENTER', 'UNKNOWNREFPOS', 'SPHERICAL2') LOOP
    first := first + 1;
  END LOOP;
  n := words[first:];
  count := cardinality(n);
  IF words[1] IN ('POINT', 'POSITION') AND count = 2 THEN
    PERFORM sky_require_position(n[1], n[2]);
    RETURN ARRAY[1, n[1], n[2], 0];
  ELSIF words[1] = 'CIRCLE' AND count = 3 THEN
    PERFORM sky_require_circle(n[1], n[2], n[3]);
    RETURN ARRAY[1, n[1], n[2], n[3]];
  ELSIF words[1] = 'RANGE' AND count = 4 THEN
    IF 'Infinity' IN (abs(n[1]), abs(n[2])) THEN
      n[1] := CASE WHEN abs(n[1]) = 'Infinity' THEN 0 ELSE n[1] END;
      n[2] := CASE WHEN abs(n[2]) = 'Infinity' THEN 360 ELSE n[2] END;
    END IF;
    n[3] := greatest(n[3], -90);
    n[4] := least(n[4], 90);
    PERFORM sky_require_position(n[1], n[3]), sky_require_position(n[2], n[4]);
    IF n[3] > n[4] THEN
      RAISE EXCEPTION 'the declinations from % to % are none: the lower one stands first', n[3], n[4];
    END IF;
    RETURN 2 || n;
  ELSIF words[1] = 'POLYGON' AND count BETWEEN 6 AND 2000 AND count % 2 = 0 THEN
    RETURN 3 || n;
  END IF;
  RAISE EXCEPTION '"%" is no region: write CIRCLE ra dec radius, RANGE ra1 ra2 dec1 dec2 or POLYGON ra1 dec1 ra2 dec2 ra3 dec3 ..., in degrees',
    left(region, 80);
END $$;

-- Degrees of right ascension that a range spans; its declinations are [4] and [5].
CREATE FUNCTION sky_width(region float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN region[3] < region[2] THEN region[3] - region[2] + 360 ELSE least(region[3] - region[2], 360) END
$$;

-- A corner of a rim, counted from 0; after the last one comes the first.
CREATE FUNCTION sky_corner(rim float8[], k int) RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  at CONSTANT int := 3 * k % cardinality(rim);
BEGIN
  RETURN ARRAY[rim[at + 1], rim[at + 2], rim[at + 3]];
END $$;

-- Steradians of what lies on the left.
CREATE FUNCTION sky_rim_area(rim float8[]) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  o CONSTANT float8[] := sky_corner(rim, 0);
  a float8[];
  b float8[] := o;
  area float8 := 0;
BEGIN
  FOR k IN 1 .. cardinality(rim) / 3 LOOP
    a := b;
    b := sky_corner(rim, k);
    area := area + 2 * atan2(o[1] * (a[2] * b[3] - a[3] * b[2]) + o[2] * (a[3] * b[1] - a[1] * b[3]) + o[3] * (a[1] * b[2] - a[2] * b[1]),
      1 + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] + o[1] * a[1] + o[2] * a[2] + o[3] * a[3] + o[1] * b[1] + o[2] * b[2] + o[3] * b[3]);
  END LOOP;
  RETURN CASE WHEN area < 0 THEN area + 4 * pi() ELSE area END;
END $$;

-- Whether sides have a point in common that is an end of neither.
CREATE FUNCTION sky_rims_cross(one float8[], other float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a float8[];
  b float8[] := sky_corner(one, 0);
  c float8[];
  d float8[];
  n float8[];
  m float8[];
  sc float8;
  sd float8;
  sa float8;
  sb float8;
BEGIN
  FOR i IN 1 .. cardinality(one) / 3 LOOP
    a := b;
    b := sky_corner(one, i);
    n := sky_cross(a, b);
    d := sky_corner(other, 0);
    FOR j IN 1 .. cardinality(other) / 3 LOOP
      c := d;
      d := sky_corner(other, j);
      sc := n[1] * c[1] + n[2] * c[2] + n[3] * c[3];
      sd := n[1] * d[1] + n[2] * d[2] + n[3] * d[3];
      IF sc * sd < 0 AND least(abs(sc), abs(sd)) > 1e-15 THEN
        m := sky_cross(c, d);
        sa := m[1] * a[1] + m[2] * a[2] + m[3] * a[3];
        sb := m[1] * b[1] + m[2] * b[2] + m[3] * b[3];
        IF sc * sa < 0 AND sc * sb > 0 AND least(abs(sa), abs(sb)) > 1e-15 THEN
          RETURN true;
        END IF;
      END IF;
    END LOOP;
  END LOOP;
  RETURN false;
END $$;

-- The smaller side of a polygon.
CREATE FUNCTION sky_rim(corners float8[]) RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rim float8[] := '{}';
  back float8[] := '{}';
  v float8[];
BEGIN
  FOR k IN 1 .. cardinality(corners) BY 2 LOOP
    IF NOT (abs(corners[k]) <= 720 AND abs(corners[k + 1]) <= 90) THEN
      PERFORM sky_require_position(corners[k], corners[k + 1]);
    END IF;
    v := sky_vector(corners[k], corners[k + 1]);
    -- Some writers repeat the first corner at the end, or one in between.
    IF k = 1 OR (v <> sky_corner(rim, cardinality(rim) / 3 - 1) AND NOT (k = cardinality(corners) - 1 AND v = sky_corner(rim, 0))) THEN
      rim := rim || v;
      back := v || back;
    END IF;
  END LOOP;
  IF cardinality(rim) < 9 THEN
    RAISE EXCEPTION 'the corners are no polygon: at least 3 different ones are needed';
  END IF;
  RETURN CASE WHEN sky_rim_area(rim) > 2 * pi() THEN back ELSE rim END;
END $$;

-- The rim of a polygon, or of the pieces of a range: parallels are drawn by great circles 0.25 degrees long.
CREATE FUNCTION sky_rims(region float8[]) RETURNS SETOF float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 1 AS $$
DECLARE
  least_size CONSTANT float8 := 1e-8;
  width float8;
  pieces int;
  steps int;
  low float8;
  high float8;
  ra float8;
  corners float8[];
BEGIN
  IF region[1] = 3 THEN
    RETURN NEXT sky_rim(region[2:]);
    RETURN;
  END IF;
  width := greatest(sky_width(region), least_size);
  pieces := ceil(width / 90);
  width := width / pieces;
  steps := greatest(1, ceil(width / 0.25));
  low := CASE WHEN region[5] - region[4] < least_size THEN greatest(-90, region[4] - least_size / 2) ELSE region[4] END;
  high := CASE WHEN region[5] - region[4] < least_size THEN least(90, region[5] + least_size / 2) ELSE region[5] END;
  FOR piece IN 0 .. pieces - 1 LOOP
    ra := region[2] + piece * width;
    SELECT array_agg(v ORDER BY o, c) INTO corners FROM (
      SELECT s, sky_vector(CASE low WHEN -90 THEN 0 ELSE ra + s * width / steps END, low)
        FROM generate_series(0, CASE low WHEN -90 THEN 0 ELSE steps END) AS s
      UNION ALL SELECT steps + 1, sky_vector(ra + width, (low + high) / 2)
      UNION ALL SELECT steps + 2 + s, sky_vector(CASE high WHEN 90 THEN 0 ELSE ra + width - s * width / steps END, high)
        FROM generate_series(0, CASE high WHEN 90 THEN 0 ELSE steps END) AS s
      UNION ALL SELECT 2 * steps + 3, sky_vector(ra, (low + high) / 2)
    ) AS corner(o, vector), LATERAL unnest(vector) WITH ORDINALITY AS u(v, c);
    RETURN NEXT corners;
  END LOOP;
END $$;

-- A position sees the rim turn once about it if it is inside.
CREATE FUNCTION sky_rim_has(rim float8[], v float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a float8[];
  b float8[] := sky_corner(rim, 0);
  turn float8 := 0;
BEGIN
  FOR k IN 1 .. cardinality(rim) / 3 LOOP
    a := b;
    b := sky_corner(rim, k);
    turn := turn + atan2(v[1] * (a[2] * b[3] - a[3] * b[2]) + v[2] * (a[3] * b[1] - a[1] * b[3]) + v[3] * (a[1] * b[2] - a[2] * b[1]),
      a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
        - (v[1] * a[1] + v[2] * a[2] + v[3] * a[3]) * (v[1] * b[1] + v[2] * b[2] + v[3] * b[3]));
  END LOOP;
  RETURN turn > pi();
END $$;

-- Radians.
CREATE FUNCTION sky_rim_distance(rim float8[], v float8[]) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a float8[];
  b float8[] := sky_corner(rim, 0);
  n float8[];
  ab float8;
  av float8;
  bv float8;
  nearest float8 := 'Infinity';
BEGIN
  FOR k IN 1 .. cardinality(rim) / 3 LOOP
    a := b;
    b := sky_corner(rim, k);
    ab := a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
    av := a[1] * v[1] + a[2] * v[2] + a[3] * v[3];
    bv := b[1] * v[1] + b[2] * v[2] + b[3] * v[3];
    IF bv > ab * av AND av > ab * bv THEN
      n := sky_cross(a, b);
      nearest := least(nearest, asin(least(1, abs(v[1] * n[1] + v[2] * n[2] + v[3] * n[3]) / sqrt(n[1] ^ 2 + n[2] ^ 2 + n[3] ^ 2))));
    ELSE
      nearest := least(nearest, sky_angle(v, a), sky_angle(v, b));
    END IF;
  END LOOP;
  RETURN nearest;
END $$;

-- Whether a rim or what is inside has a position.
CREATE FUNCTION sky_rim_holds(rim float8[], v float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN sky_rim_has(rim, v) OR sky_rim_distance(rim, v) <= 5e-12;
END $$;

-- From 0 to 360.
CREATE FUNCTION sky_wrap(degrees float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT degrees - 360 * floor(degrees / 360)
$$;

CREATE FUNCTION sky_range_has(region float8[], ra float8, decl float8) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT decl BETWEEN region[4] - 3e-10 AND region[5] + 3e-10
    AND (sky_width(region) >= 360 OR abs(decl) = 90
      OR abs(sky_wrap(ra - region[2] - sky_width(region) / 2 + 180) - 180) <= sky_width(region) / 2 + 3e-10)
$$;

CREATE FUNCTION sky_ra(v float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT atan2d(v[2], v[1]) $$;

CREATE FUNCTION sky_decl(v float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT atan2d(v[3], sqrt(v[1] ^ 2 + v[2] ^ 2)) $$;

-- Two arcs of right ascension have a point in common.
CREATE FUNCTION sky_ranges_meet(one float8[], other float8[]) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT one[4] <= other[5] AND other[4] <= one[5] AND (sky_range_has(one, other[2], one[4]) OR sky_range_has(other, one[2], other[4]))
$$;

CREATE FUNCTION sky_circle_touches(circle float8[], region float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  v CONSTANT float8[] := sky_vector(circle[2], circle[3]);
  reach CONSTANT float8 := radians(circle[4]) + 5e-12;
  rim float8[];
BEGIN
  IF region[1] = 1 THEN
    RETURN sky_angle(v, sky_vector(region[2], region[3])) <= reach + radians(region[4]);
  ELSIF region[1] = 2 AND (circle[4] = 0 OR sky_range_has(region, circle[2], circle[3])) THEN
    RETURN sky_range_has(region, circle[2], circle[3]);
  END IF;
  FOR rim IN SELECT sky_rims(region) LOOP
    IF sky_rim_has(rim, v) OR sky_rim_distance(rim, v) <= reach THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$;

CREATE FUNCTION sky_rims_meet(one float8[], other float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF sky_rim_has(one, sky_corner(other, 0)) OR sky_rim_has(other, sky_corner(one, 0)) OR sky_rims_cross(one, other) THEN
    RETURN true;
  END IF;
  FOR k IN 0 .. cardinality(one) / 3 - 1 LOOP
    IF sky_rim_distance(other, sky_corner(one, k)) <= 5e-12 THEN
      RETURN true;
    END IF;
  END LOOP;
  FOR k IN 0 .. cardinality(other) / 3 - 1 LOOP
    IF sky_rim_distance(one, sky_corner(other, k)) <= 5e-12 THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$;

CREATE FUNCTION sky_intersect(one float8[], other float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF one[1] = 1 THEN
    RETURN sky_circle_touches(one, other);
  ELSIF other[1] = 1 THEN
    RETURN sky_circle_touches(other, one);
  ELSIF one[1] = 2 AND other[1] = 2 THEN
    RETURN sky_ranges_meet(one, other);
  END IF;
  RETURN EXISTS (SELECT FROM sky_rims(one) AS l(p), sky_rims(other) AS m(q) WHERE sky_rims_meet(p, q));
END $$;

CREATE FUNCTION sky_rim_has_rim(outside float8[], inside float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  FOR k IN 0 .. cardinality(inside) / 3 - 1 LOOP
    IF NOT sky_rim_holds(outside, sky_corner(inside, k)) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN NOT sky_rims_cross(outside, inside);
END $$;

-- All of a polygon: corners, and where its sides come nearest to a pole.
CREATE FUNCTION sky_range_has_rim(region float8[], rim float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a float8[];
  b float8[] := sky_corner(rim, 0);
  n float8[];
  peak float8;
  rise float8;
  fall float8;
BEGIN
  FOR k IN 1 .. cardinality(rim) / 3 LOOP
    a := b;
    b := sky_corner(rim, k);
    n := sky_cross(a, b);
    peak := acosd(least(1, abs(n[3]) / sqrt(n[1] ^ 2 + n[2] ^ 2 + n[3] ^ 2)));
    rise := n[1] * a[2] - n[2] * a[1];
    fall := n[1] * b[2] - n[2] * b[1];
    IF NOT sky_range_has(region, sky_ra(a), sky_decl(a)) OR (rise > 0 AND fall < 0 AND region[5] < peak)
      OR (rise < 0 AND fall > 0 AND region[4] > -peak) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN (NOT sky_rim_has(rim, ARRAY[0, 0, 1]) OR (sky_width(region) >= 360 AND region[5] = 90))
    AND (NOT sky_rim_has(rim, ARRAY[0, 0, -1]) OR (sky_width(region) >= 360 AND region[4] = -90));
END $$;

CREATE FUNCTION sky_contain(outside float8[], inside float8[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  v float8[] := sky_vector(inside[2], inside[3]);
  rim float8[];
  r float8;
BEGIN
  IF outside[1] = 1 AND inside[1] = 1 THEN
    RETURN sky_angle(sky_vector(outside[2], outside[3]), v) + radians(inside[4]) <= radians(outside[4]) + 5e-12;
  ELSIF outside[1] = 1 AND outside[4] <= 90 THEN
    v := sky_vector(outside[2], outside[3]);
    FOR rim IN SELECT sky_rims(inside) LOOP
      FOR k IN 0 .. cardinality(rim) / 3 - 1 LOOP
        IF NOT sky_angle(v, sky_corner(rim, k)) <= radians(outside[4]) + 5e-12 THEN
          RETURN false;
        END IF;
      END LOOP;
    END LOOP;
    RETURN true;
  ELSIF outside[1] = 1 THEN
    RETURN NOT sky_circle_touches(ARRAY[1, outside[2] + 180, -outside[3], greatest(0, 180 - outside[4])], inside);
  ELSIF outside[1] = 3 AND inside[1] = 1 THEN
    rim := sky_rim(outside[2:]);
    RETURN CASE WHEN inside[4] = 0 THEN sky_rim_holds(rim, v)
      ELSE sky_rim_has(rim, v) AND sky_rim_distance(rim, v) >= radians(inside[4]) - 5e-12 END;
  ELSIF outside[1] = 3 THEN
    RETURN (SELECT bool_and(sky_rim_has_rim(sky_rim(outside[2:]), q)) FROM sky_rims(inside) AS m(q));
  ELSIF inside[1] = 3 THEN
    RETURN sky_range_has_rim(outside, sky_rim(inside[2:]));
  ELSIF inside[1] = 2 THEN
    RETURN outside[4] <= inside[4] AND inside[5] <= outside[5] AND (sky_width(outside) >= 360 OR (
      sky_width(inside) <= sky_width(outside) AND sky_range_has(outside, inside[2], outside[4]) AND sky_range_has(outside, inside[3], outside[4])));
  END IF;
  r := inside[4];
  IF r = 0 OR NOT sky_range_has(outside, inside[2], inside[3]) THEN
    RETURN sky_range_has(outside, inside[2], inside[3]);
  ELSIF abs(inside[3]) + r >= 90 THEN
    RETURN sky_width(outside) >= 360 AND (inside[3] + r >= 90 OR inside[3] + r <= outside[5]) AND (inside[3] + r < 90 OR outside[5] = 90)
      AND (inside[3] - r > -90 OR outside[4] = -90) AND (inside[3] - r <= -90 OR inside[3] - r >= outside[4]);
  END IF;
  RETURN inside[3] + r <= outside[5] AND inside[3] - r >= outside[4] AND (sky_width(outside) >= 360 OR (
    sky_range_has(outside, inside[2] - asind(sind(r) / cosd(inside[3])), inside[3])
    AND sky_range_has(outside, inside[2] + asind(sind(r) / cosd(inside[3])), inside[3])
    AND 2 * asind(sind(r) / cosd(inside[3])) <= sky_width(outside)));
END $$;

CREATE FUNCTION region_intersects(one text, other text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN coalesce(sky_intersect(sky_region(one), sky_region(other)), false);
END $$;

CREATE FUNCTION adql_point(ra float8, decl float8) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT 'POINT ICRS ' || ra || ' ' || decl
$$;

CREATE FUNCTION adql_circle(ra float8, decl float8, radius float8) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  PERFORM sky_require_circle(ra, decl, radius);
  RETURN 'CIRCLE ICRS ' || ra || ' ' || decl || ' ' || radius;
END $$;

-- The centre of a region that is a point.
CREATE FUNCTION sky_as_point(point text) RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  region CONSTANT float8[] := sky_region(point);
BEGIN
  IF region[1] = 1 AND region[4] = 0 THEN
    RETURN region[2:3];
  END IF;
  RAISE EXCEPTION '"%" is no point', left(point, 80);
END $$;

CREATE FUNCTION adql_circle_at(point text, radius float8) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  centre CONSTANT float8[] := sky_as_point(point);
BEGIN
  RETURN adql_circle(centre[1], centre[2], radius);
END $$;

CREATE FUNCTION adql_polygon(VARIADIC corners float8[]) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rim float8[];
BEGIN
  IF array_position(corners, NULL) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  rim := sky_rim(corners);
  IF sky_rims_cross(rim, rim) THEN
    RAISE EXCEPTION 'the corners are no polygon: its sides cross';
  END IF;
  RETURN 'POLYGON ICRS ' || array_to_string(corners, ' ');
END $$;

CREATE FUNCTION adql_polygon_of(VARIADIC points text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  corners float8[] := '{}';
BEGIN
  IF array_position(points, NULL) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  FOR k IN 1 .. cardinality(points) LOOP
    corners := corners || sky_as_point(points[k]);
  END LOOP;
  RETURN adql_polygon(VARIADIC corners);
END $$;

CREATE FUNCTION adql_box(ra float8, decl float8, width float8, height float8) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT adql_polygon(ra - width / 2, low, ra + width / 2, low, ra + width / 2, high, ra - width / 2, high)
  FROM (SELECT greatest(-90, decl - height / 2), least(90, decl + height / 2)) AS s(low, high)
$$;

CREATE FUNCTION adql_contains(inside text, outside text) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN sky_contain(sky_region(outside), sky_region(inside))::int;
END $$;

CREATE FUNCTION adql_intersects(one text, other text) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN sky_intersect(sky_region(one), sky_region(other))::int;
END $$;

CREATE FUNCTION adql_distance(ra1 float8, dec1 float8, ra2 float8, dec2 float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT degrees(atan2(
    sqrt((cosd(dec2) * sind(ra2 - ra1)) ^ 2 + (cosd(dec1) * sind(dec2) - sind(dec1) * cosd(dec2) * cosd(ra2 - ra1)) ^ 2),
    sind(dec1) * sind(dec2) + cosd(dec1) * cosd(dec2) * cosd(ra2 - ra1)))
$$;

CREATE FUNCTION adql_in_circle(ra float8, decl float8, centre_ra float8, centre_dec float8, radius float8) RETURNS int
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (adql_distance(ra, decl, centre_ra, centre_dec) <= radius + 3e-10)::int
$$;

CREATE FUNCTION adql_distance_of(one text, other text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  a CONSTANT float8[] := sky_as_point(one);
  b CONSTANT float8[] := sky_as_point(other);
BEGIN
  RETURN adql_distance(a[1], a[2], b[1], b[2]);
END $$;

-- Square degrees.
CREATE FUNCTION adql_area(region text) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r CONSTANT float8[] := sky_region(region);
BEGIN
  RETURN CASE r[1]
    WHEN 1 THEN 2 * pi() * (1 - cosd(r[4])) * (180 / pi()) ^ 2
    WHEN 2 THEN sky_width(r) * (sind(r[5]) - sind(r[4])) * 180 / pi()
    ELSE sky_rim_area(sky_rim(r[2:])) * (180 / pi()) ^ 2 END;
END $$;

CREATE FUNCTION adql_centroid(region text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r CONSTANT float8[] := sky_region(region);
  rim float8[];
  a float8[];
  b float8[];
  n float8[];
  w float8;
  v float8[] := ARRAY[0, 0, 0];
BEGIN
  IF r[1] = 1 THEN
    RETURN adql_point(r[2], r[3]);
  END IF;
  FOR rim IN SELECT sky_rims(r) LOOP
    b := sky_corner(rim, 0);
    FOR k IN 1 .. cardinality(rim) / 3 LOOP
      a := b;
      b := sky_corner(rim, k);
      n := sky_cross(a, b);
      w := sky_angle(a, b) / sqrt(n[1] ^ 2 + n[2] ^ 2 + n[3] ^ 2);
      v := ARRAY[v[1] + w * n[1], v[2] + w * n[2], v[3] + w * n[3]];
    END LOOP;
  END LOOP;
  RETURN adql_point(sky_wrap(sky_ra(v)), sky_decl(v));
END $$;

CREATE FUNCTION adql_coord1(point text) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT (sky_as_point(point))[1] $$;

CREATE FUNCTION adql_coord2(point text) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT (sky_as_point(point))[2] $$;

-- Half is rounded away from 0, which PostgreSQL's own does for decimal fractions alone.
CREATE FUNCTION adql_round(x float8, digits int DEFAULT 0) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT round(x::numeric, digits)::float8
$$;

CREATE FUNCTION adql_truncate(x float8, digits int DEFAULT 0) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trunc(x::numeric, digits)::float8
$$;

CREATE FUNCTION adql_mod(x int, y int) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT mod(x, y) $$;

CREATE FUNCTION adql_mod(x bigint, y bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT mod(x, y) $$;

CREATE FUNCTION adql_mod(x float8, y float8) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT x - y * trunc(x / y) $$;

CREATE FUNCTION adql_rand(seed int DEFAULT 0) RETURNS float8 LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT random() $$;
