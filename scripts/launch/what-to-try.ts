import type { Sample } from './samples.ts'

/** The last thing the launcher prints: the address, and where a newcomer looks first. */
export function whatToTry(place: {
  url: string
  bootstrap: string[] | null
  samples: readonly Sample[]
}): string {
  const lines = ['', `  Open  ${place.url}`, '']
  if (place.bootstrap) {
    if (place.samples.includes('library')) {
      lines.push('  Try   the topic rental.book-rented: its newest messages are on screen at once')
      lines.push(
        '        "Partitions", partition 2, then its log start: the first rental that log still holds',
      )
    }
    if (place.samples.includes('trading'))
      lines.push('        the topic trading.ticks: "Live" shows trades as they are made')
    lines.push('        ⌘K or Ctrl+K goes anywhere, ? lists the keys')
    lines.push(
      `        your own client on ${place.bootstrap.join(',')}, such as kcat -b ${place.bootstrap[0]} -L`,
    )
  }
  lines.push('', '  Ctrl-C ends everything.', '')
  return lines.join('\n')
}
