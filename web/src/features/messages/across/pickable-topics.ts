/** What a picker lists: first those that were chosen when it opened, then what was found, Kafka's own topics last. */
export function pickableTopics(
  chosen: readonly string[],
  found: readonly string[],
  search: string,
): readonly string[] {
  const wanted = search.trim().toLowerCase()
  // Until the answer to this search is here, the last one stands in for it: only what fits may be shown of that.
  const fits = (name: string) => name.toLowerCase().includes(wanted)
  const others = found.filter((name) => fits(name) && !chosen.includes(name))
  const own = (name: string) => name.startsWith('__')
  return [
    ...chosen.filter(fits),
    ...others.filter((name) => !own(name)),
    ...others.filter((name) => own(name)),
  ]
}
