const TOPIC_MAX = 120

/**
 * A name that any file system takes: letters, digits, `.`, `_` and `-`, which is all that topic names have, and nothing
 * first that would hide it or be a device on Windows.
 */
export function exportFilename(topics: readonly string[], extension: string, nowMs: number): string {
  const [first = 'messages', ...more] = topics
  const what = more.length === 0 ? first.slice(0, TOPIC_MAX) : `${topics.length}-topics`
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  return `sluice-${what}-${stamp}Z.${extension}`
}
