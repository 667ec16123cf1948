/** One value as it was given, and where. Later ones win over earlier ones. */
export interface Setting {
  path: readonly string[]
  value: unknown
  where: string
}

export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
