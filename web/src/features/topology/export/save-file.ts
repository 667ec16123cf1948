/** Has the browser save a file that the page made. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the content by the time this turn ends; some take a little longer.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** What the file is called: of which cluster, and as of when. */
export function fileName(cluster: string, at: number, ending: string): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '')
  return `topology-${cluster.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 60)}-${time}Z.${ending}`
}
