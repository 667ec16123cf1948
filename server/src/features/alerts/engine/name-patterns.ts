/** Takes a name by the last pattern that fits it; patterns with `!` in front take names out. */
export type NameMatch = (name: string) => boolean

/** None at all takes every name; a list that only takes out begins with every name. */
export function namePatterns(patterns: readonly string[]): NameMatch {
  const parts = patterns.map((pattern) => {
    const out = pattern.startsWith('!')
    return { out, glob: out ? pattern.slice(1) : pattern }
  })
  const all = parts.every(({ out }) => out)
  return (name) => {
    let taken = all
    for (const { out, glob } of parts) if (taken === out && fits(glob, name)) taken = !out
    return taken
  }
}

/**
 * `*` is any text, `?` one character. Steps back to the last star only, so that no pattern takes longer than its length
 * times the name's: as a regular expression, stars in a row could take for ever.
 */
function fits(glob: string, name: string): boolean {
  let g = 0
  let star = -1
  let resume = 0
  for (let n = 0; n < name.length; ) {
    if (glob[g] === '*') {
      star = g
      resume = n
      g += 1
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === name[n])) {
      g += 1
      n += 1
    } else if (star >= 0) {
      g = star + 1
      resume += 1
      n = resume
    } else return false
  }
  while (glob[g] === '*') g += 1
  return g === glob.length
}
