import { setTimeout as sleep } from 'node:timers/promises'
import { GroupDetail, GroupList, type GroupSummary } from '@sluice/shared/groups'
import { GroupHistory } from '@sluice/shared/groups-history'
import { causeSentence } from '@sluice/shared/groups-sentence'
import { paths } from '@sluice/shared/paths'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { openScenarioClients, type ScenarioClients } from '#kafka/testing/scenario-clients.ts'
import { type SluiceProcess, startSluice } from './sluice-process.ts'

/** A real cluster, the clients that make trouble in it, and a Sluice that watches it at many times the usual pace. */
export interface LagStage {
  seeder: ClusterSeeder
  clients: ScenarioClients
  /** A commit by nobody who is a member. */
  commit(group: string, topic: string, offset: number, partition?: number): Promise<void>
  startSluice(pace: { intervalMs: number; windowMs: number }): Promise<LagPage>
  /** Does `step` with 0, 1, 2 …, until it says that it is enough or the stage closes. */
  keepOn(everyMs: number, step: (turn: number) => Promise<boolean | undefined>): Promise<void>
  close(): Promise<void>
}

/** What a page asks of Sluice. */
export interface LagPage {
  list(): Promise<GroupList>
  summary(group: string): Promise<GroupSummary | undefined>
  /** The state of a group and its sentence; null: it is not listed. */
  told(group: string): Promise<string | null>
  detail(group: string): Promise<GroupDetail>
  history(group: string): Promise<GroupHistory>
  status(path: string): Promise<number>
}

export function recordsOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({ timestamp: Date.now(), value: `v${at}` }))
}

export async function openLagStage(bootstrap: string[]): Promise<LagStage> {
  const [seeder, clients] = await Promise.all([createRealSeeder(bootstrap), openScenarioClients(bootstrap)])
  const writer = createRealWriter(connectionTo(bootstrap))
  const ending = new AbortController()
  const running: Promise<void>[] = []
  let sluice: SluiceProcess | null = null
  return {
    seeder,
    clients,
    commit: async (group, topic, offset, partition = 0) => {
      const place = { topic, partition, offset: BigInt(offset), leaderEpoch: null, metadata: '' }
      const [outcome] = await writer.commitGroupOffsets(group, [place])
      if (!outcome?.ok) throw outcome?.fault
    },
    startSluice: async ({ intervalMs, windowMs }) => {
      const pace = ['--lag-interval-ms', `${intervalMs}`, '--lag-window-ms', `${windowMs}`]
      sluice = startSluice(['--brokers', bootstrap.join(','), '--port', '0', ...pace])
      return pageOf(await sluice.url)
    },
    keepOn: (everyMs, step) => {
      const turns = async () => {
        for (let turn = 0; !ending.signal.aborted; turn += 1) {
          if ((await step(turn)) === false) return
          await sleep(everyMs)
        }
      }
      const all = turns()
      running.push(all)
      return all
    },
    close: async () => {
      ending.abort()
      await Promise.allSettled(running)
      sluice?.child.kill('SIGTERM')
      await sluice?.ended
      await Promise.all([seeder.close(), clients.close(), writer.close()])
    },
  }
}

function pageOf(url: string): LagPage {
  const get = async (path: string): Promise<unknown> => await (await fetch(url + path)).json()
  const list = async () => GroupList.parse(await get(`${paths.groups('local')}?pageSize=500`))
  const summary = async (name: string) => (await list()).groups.find(({ group }) => group === name)
  return {
    list,
    summary,
    told: async (group) => {
      const found = await summary(group)
      return found === undefined ? null : `${found.lagState} ${causeSentence(found.cause, Date.now())}`
    },
    detail: async (group) => GroupDetail.parse(await get(paths.group('local', group))),
    history: async (group) => GroupHistory.parse(await get(paths.groupHistory('local', group))),
    status: async (path) => (await fetch(url + path)).status,
  }
}
