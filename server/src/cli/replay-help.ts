import { REPLAY_COMMANDS, REPLAY_FLAGS } from './replay-flags.ts'

export function replayHelp(version: string): string {
  const flags = REPLAY_FLAGS.map(({ flag, hint, help, of }) => {
    return { of, left: `  --${flag} ${hint}`.trimEnd(), help }
  })
  const width = Math.max(...flags.map(({ left }) => left.length)) + 2
  const list = (title: string, shown: typeof flags) => [
    title,
    ...shown.map(({ left, help }) => left.padEnd(width) + help),
    '',
  ]
  const everywhere = flags.filter(({ of }) => of.length === REPLAY_COMMANDS.length)
  const only = (command: string) => flags.filter(({ of }) => of.length === 1 && of[0] === command)
  return [
    `Sluice ${version}: re-publishes records, by a running Sluice`,
    '',
    'Usage: sluice replay plan --topic NAME [flags]      says what would happen; writes nothing',
    '       sluice replay plan --spec FILE               the same, of a spec as JSON',
    '       sluice replay run --plan HASH --confirm TARGET --why TEXT    carries a plan out and follows it',
    '       sluice replay status [ID]                    the jobs, or one of them',
    '',
    ...list('Everywhere:', everywhere),
    ...list('plan:', only('plan')),
    ...list('run:', only('run')),
    'PLACE is oldest, offset:1200, offsets:0:1200,1:80, bookmark:ID, group:NAME, or a time: now-15m, 2026-11-21T07:16Z,',
    'epoch milliseconds. A time without a zone is UTC.',
    '',
    'A job runs in the server: it goes on when this command ends. Ctrl-C asks what to do; without a terminal the job is',
    'left running.',
    '',
    'Exit codes: 0 the plan may be begun, or the job is completed; 1 the plan is blocked, or the job ended otherwise',
    '(failed, aborted, completed with gaps); 2 an error; 3 the job waits for a person; 130 left running by Ctrl-C.',
    '',
    'Examples:',
    '  sluice replay plan --topic orders --from bookmark:q8w2n5k1m0zx --target sandbox --unlimited',
    '  sluice replay plan --topic orders.DLT --target origin --cel \'headers["kafka_dlt-exception-fqcn"].contains("Timeout")\' --json',
    "  sluice replay run --plan 3f9a… --confirm orders.sandbox --why 'rebuild the read model'",
    '  sluice replay status k3v9q2m7x1ab --json | jq .written',
  ].join('\n')
}
