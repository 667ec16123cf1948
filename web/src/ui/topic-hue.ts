/** Hues that eyes tell apart, also beside each other. */
const HUES = 24

/** Degrees of the hue that goes with a topic's name, by FNV-1a: the same name has the same one on every page. */
export function topicHue(topic: string): number {
  let hash = 0x811c9dc5
  for (const character of topic) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  // The lowest bits of this hash follow the last character alone; the upper ones have seen all of the name.
  return (((hash >>> 0) >>> 8) % HUES) * (360 / HUES)
}
