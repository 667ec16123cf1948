import { OPTIONS } from '../config/options.ts'
import { SEARCH_FLAGS } from './search-flags.ts'

/** Flags of the server that say how to reach the brokers. */
const CONNECTION = /^(brokers|config|client-id|tls|sasl)/

export function searchHelp(version: string): string {
  const own = SEARCH_FLAGS.map(({ flag, hint, help }) => [`  --${flag} ${hint}`.trimEnd(), help] as const)
  const direct = OPTIONS.filter(({ flag }) => CONNECTION.test(flag)).map(
    ({ flag, hint, help }) => [`  --${flag} ${hint}`.trimEnd(), help] as const,
  )
  const width = Math.max(...[...own, ...direct].map(([left]) => left.length)) + 2
  const list = (flags: readonly (readonly [string, string])[]) =>
    flags.map(([left, help]) => left.padEnd(width) + help)
  return [
    `Sluice ${version}: the search of the messages page, for scripts`,
    '',
    'Usage: sluice search LINK [flags]               the query of a link, asked of the Sluice it points to',
    '       sluice search --topic NAME [flags]       asked of the Sluice at --url',
    '       sluice search --brokers HOST:PORT --topic NAME [flags]    without a server',
    '',
    'Writes one message a line as JSON (NDJSON): offsets as strings, payloads as text, as {"base64": …} where they are',
    'not UTF-8, and as null where they are null. Flags go before what the link says.',
    '',
    ...list(own),
    '',
    'PLACE is newest:100, oldest, offset:1200, offsets:0:1200,1:80, group:NAME, bookmark:ID (asked of a server), or a time:',
    'now-15m, 2026-11-21T07:16Z, epoch milliseconds. A time without a zone is UTC.',
    '',
    'Without a server:',
    ...list(direct),
    '',
    'Exit codes: 0 found, 1 nothing found, 2 an error or an incomplete answer (stderr says which), 130 stopped by Ctrl-C.',
    '',
    'Examples:',
    "  sluice search 'http://127.0.0.1:4400/clusters/local/topics/orders/messages?q=loan-7'",
    '  sluice search --topic orders --from now-1h --text loan-7 --all | jq -r .value',
    '  sluice search --brokers localhost:9092 --topic orders --key R-000917 --from oldest && echo it is there',
  ].join('\n')
}
