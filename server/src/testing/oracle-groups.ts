import type { GroupKindsStage } from '#kafka/testing/group-kinds-stage.ts'
import { onlyValue } from '#kafka/testing/outcomes.ts'
import { whileSendingOffsets } from '#kafka/testing/transactional-committer.ts'
import { until } from '#kafka/testing/until.ts'
import { type KnownLog, KnownLogs } from './known-logs.ts'

/** Groups that only commit, drawn by chance over all partitions. */
export const DRAWN = 36
const DEADLINE_MS = 20_000

const at = (topic: string, partition: number, offset: number) => {
  const metadata = partition % 2 === 0 ? '' : `자리 ${offset}`
  return { topic, partition, offset: BigInt(offset), leaderEpoch: partition % 2 === 0 ? null : 0, metadata }
}

/** Everything that makes an offset more than a count of messages: deleted records, markers, aborted and open transactions. */
async function fillLogs(stage: GroupKindsStage): Promise<KnownLogs> {
  const logs = new KnownLogs(stage.seeder)
  for (const [topic, partitions] of Object.entries({ plain: 4, wide: 6, ledger: 3, empty: 2 }))
    await logs.create(topic, partitions)
  for (const partition of [0, 1, 2, 3]) await logs.append('plain', partition, 40)
  for (const partition of [0, 1, 2, 3, 4, 5]) await logs.append('wide', partition, 3 + partition)
  await logs.deleteBefore('plain', 1, 12)
  await logs.deleteBefore('wide', 5, 8)
  await logs.append('ledger', 0, 5)
  await logs.transaction('ledger', 0, 4, 'abort')
  await logs.transaction('ledger', 0, 3, 'commit')
  await logs.transaction('ledger', 1, 6, 'commit')
  await logs.transaction('ledger', 1, 5, 'abort')
  await logs.append('ledger', 2, 9)
  await logs.transaction('ledger', 2, 7, 'open')
  return logs
}

/** Fills the cluster with about fifty groups at rest, beside those of {@link GroupKindsStage}. */
export async function seedOracleGroups(stage: GroupKindsStage): Promise<KnownLogs> {
  const logs = await fillLogs(stage)
  await commitAll(stage, drawnGroups(logs.all()))
  await commitAll(stage, {
    'marker-record': [at('ledger', 0, 13), at('ledger', 1, 6)],
    'marker-position': [at('ledger', 0, 14), at('ledger', 1, 13)],
    'at-stable': [at('ledger', 2, 9)],
    'before-open': [at('ledger', 2, 4)],
    beyond: [at('plain', 0, 55), at('plain', 3, 40)],
    nothing: [at('empty', 0, 0), at('empty', 1, 0)],
    'members-classic': [at('plain', 0, 11), at('plain', 2, 40), at('wide', 2, 1)],
    'members-consumer': [at('plain', 1, 5), at('plain', 3, 39), at('wide', 4, 0)],
  })
  await Promise.all([
    membersOf(stage, 'classic'),
    membersOf(stage, 'consumer'),
    leftBehind(stage, 'left-classic', 'classic'),
    leftBehind(stage, 'left-consumer', 'consumer'),
    shareGroups(stage),
    deletedUnderway(stage, 'gone-underway'),
  ])
  return logs
}

/** Any place that there is, and those at every edge of a log. */
function drawnGroups(logs: readonly KnownLog[]): Record<string, ReturnType<typeof at>[]> {
  const draw = drawing(20_261_121)
  const groups: Record<string, ReturnType<typeof at>[]> = {}
  for (let index = 0; index < DRAWN; index += 1) {
    const picked = logs.filter(() => draw(5) < 2)
    const offsets = (picked.length > 0 ? picked : logs.slice(0, 1)).map(({ topic, partition, ...log }) => {
      const edges = [
        0,
        log.start,
        Math.max(0, log.start - 1),
        log.stable,
        Math.max(0, log.stable - 1),
        log.end,
      ]
      const edge = draw(2) === 0 ? edges[draw(edges.length)] : undefined
      return at(topic, partition, edge ?? draw(log.end + 1))
    })
    groups[`drawn-${String(index).padStart(2, '0')}`] = offsets
  }
  return groups
}

/** The same numbers each time. */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

async function commitAll(
  { writer }: GroupKindsStage,
  groups: Record<string, ReturnType<typeof at>[]>,
): Promise<void> {
  for (const [group, offsets] of Object.entries(groups))
    for (const outcome of await writer.commitGroupOffsets(group, offsets))
      if (!outcome.ok) throw outcome.fault
}

/** Two members of which one goes: the other has everything, also where nothing was ever committed. */
async function membersOf({ seeder, gateway }: GroupKindsStage, kind: 'classic' | 'consumer'): Promise<void> {
  const group = `members-${kind}`
  const join = (clientId: string) => seeder.join(group, 'plain', { kind, clientId })
  await join(`${kind}-stays`)
  const leaves = await join(`${kind}-leaves`)
  await leaves.leave()
  await until(
    async () => onlyValue(await gateway.describeGroups([{ group, kind }])),
    ({ state, members: [member] }) => state === 'Stable' && member?.assigned[0]?.partitions.length === 4,
    DEADLINE_MS,
  )
}

/** A group whose only member is gone, and what it had committed. */
async function leftBehind(
  stage: GroupKindsStage,
  group: string,
  kind: 'classic' | 'consumer',
): Promise<void> {
  const member = await stage.seeder.join(group, 'wide', { kind, clientId: group })
  await member.leave()
  await until(
    async () => onlyValue(await stage.gateway.describeGroups([{ group, kind }])).state,
    (state) => state === 'Empty',
    DEADLINE_MS,
  )
  await commitAll(stage, { [group]: [at('wide', 0, 1), at('wide', 3, 6)] })
}

/** Share groups without members, that were moved to where they stand. */
async function shareGroups({ writer }: GroupKindsStage): Promise<void> {
  const places = [at('plain', 0, 5), at('plain', 1, 12), at('plain', 2, 40), at('ledger', 0, 3)]
  for (const outcome of await writer.alterShareOffsets('share-moved', places))
    if (!outcome.ok) throw outcome.fault
}

/** Offsets sent in a transaction to a topic that was deleted before it was committed, beside one that is there. */
async function deletedUnderway({ kafka, gateway, seeder }: GroupKindsStage, group: string): Promise<void> {
  await seeder.createTopic({ name: 'doomed', partitions: 1 })
  await whileSendingOffsets(kafka.bootstrap, group, ['doomed', 'wide'], () => seeder.deleteTopic('doomed'))
  const committed = async () => onlyValue(await gateway.listGroupOffsets([group])).topics.length
  await until(committed, (count) => count > 0, DEADLINE_MS)
}
