type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The JSON merge patch (RFC 7396) that makes `to` of `from`: what is missing in `to` is taken out by null. */
export function mergePatch(from: unknown, to: unknown): unknown {
  return isObject(from) && isObject(to) ? patchOf(from, to) : to;
}

function patchOf(from: Record<string, Json>, to: Record<string, Json>): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(from)) if (!(key in to)) patch[key] = null;
  for (const [key, value] of Object.entries(to)) {
    if (JSON.stringify(from[key]) !== JSON.stringify(value)) patch[key] = mergePatch(from[key], value);
  }
  return patch;
}

function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
