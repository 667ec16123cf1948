import type { ReplayWarning } from '@sluice/shared/replay-plan'
import { configsOf, type Ground, numberIn, warning, wordMs, wordTime } from './ground.ts'
import { isThere, type KnownTopic } from './read-ground.ts'
import type { TargetTally } from './survey-tally.ts'

/** Bounds that brokers have beyond every time there is. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER
/** Times of a replay that lie so far behind now are old among new ones. */
const OLD_MS = 86_400_000
const HINT = 'Write them with the time of writing (timestamp: now), or shift them.'

/** What a target would make of the times that records keep. */
export function warnOfTimes(ground: Ground): ReplayWarning[] {
  return ground.targets.flatMap((topic) => {
    const tally = ground.surveyed.tally.targets.get(topic.topic)
    return tally === undefined ? [] : ofTopic(ground, topic, tally)
  })
}

function ofTopic(ground: Ground, topic: KnownTopic, tally: TargetTally): ReplayWarning[] {
  const configs = configsOf(ground, topic)
  const kept = ground.spec.fidelity.timestamp.by !== 'now'
  if (!kept) return []
  if (configs.get('message.timestamp.type') === 'LogAppendTime') {
    const where = ground.spec.provenance
      ? 'The original stands in the header sluice-replay-timestamp.'
      : 'The original is lost, since provenance headers are off.'
    const message = `"${topic.topic}" puts its own time on each record (LogAppendTime). ${where}`
    return [
      warning('target-log-append-time', ground.spec.provenance ? 'note' : 'accept', message, {
        topic: topic.topic,
      }),
    ]
  }
  return [...bounds(ground, topic, tally), ...retention(ground, topic, tally), ...mixed(ground, topic, tally)]
}

function bounds(ground: Ground, topic: KnownTopic, { first, last }: TargetTally): ReplayWarning[] {
  const configs = configsOf(ground, topic)
  const both = numberIn(configs, 'message.timestamp.difference.max.ms') ?? UNBOUNDED
  const before = Math.min(numberIn(configs, 'message.timestamp.before.max.ms') ?? UNBOUNDED, both)
  const after = Math.min(numberIn(configs, 'message.timestamp.after.max.ms') ?? UNBOUNDED, both)
  const { now } = ground
  const warnings: ReplayWarning[] = []
  if (first !== null && Number(first) < now - before) {
    const message = `"${topic.topic}" refuses records older than ${wordMs(before)} (message.timestamp.before.max.ms), and the oldest selected is of ${wordTime(first)}. ${HINT}`
    warnings.push(warning('target-timestamp-before', 'block', message, { topic: topic.topic }))
  }
  if (last !== null && Number(last) > now + after) {
    const message = `"${topic.topic}" refuses records of more than ${wordMs(after)} in the future (message.timestamp.after.max.ms), and the newest selected is of ${wordTime(last)}. ${HINT}`
    warnings.push(warning('target-timestamp-after', 'block', message, { topic: topic.topic }))
  }
  return warnings
}

function retention(ground: Ground, topic: KnownTopic, { first, last }: TargetTally): ReplayWarning[] {
  const configs = configsOf(ground, topic)
  const keepMs = numberIn(configs, 'retention.ms')
  const deletes = configs.get('cleanup.policy')?.includes('delete') !== false
  if (!deletes || keepMs === null || keepMs < 0 || first === null || last === null) return []
  if (Number(first) >= ground.now - keepMs) return []
  const all = Number(last) < ground.now - keepMs
  const which = all ? 'All that is selected' : 'A part of what is selected'
  const message = `${which} is older than "${topic.topic}" keeps records (retention.ms, ${wordMs(keepMs)}): Kafka deletes it again soon after it was written. Write it with the time of writing, or raise the retention first.`
  return [warning('target-retention-deletes', 'accept', message, { topic: topic.topic })]
}

function mixed(ground: Ground, topic: KnownTopic, { first }: TargetTally): ReplayWarning[] {
  const old = first !== null && Number(first) < ground.now - OLD_MS
  if (!old || !isThere(topic) || ground.filled?.has(topic.topic) !== true) return []
  const message = `Old times will stand behind newer ones in "${topic.topic}": a search by time no longer finds all of a time in one place, Kafka Streams may drop the records as late, and segments roll more often.`
  return [warning('timestamps-mixed', 'note', message, { topic: topic.topic })]
}
