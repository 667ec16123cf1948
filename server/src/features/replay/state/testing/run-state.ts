import {
  StateFrame,
  type StatePage,
  StateRequest,
  type StateRow,
  type StateSummary,
} from '@sluice/shared/replay-state'
import type { z } from 'zod'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { decodePayload } from '#features/messages/decode-message.ts'
import { openLogWalk } from '#features/messages/walk/log-walk.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { type BuildDeps, buildState } from '../build-state.ts'
import { exportState, type StateFormat } from '../export-state.ts'
import { readRows } from '../read-rows.ts'
import { type RowQuery, selectRows } from '../select-rows.ts'
import { StateShelf } from '../state-shelf.ts'

export type StateInput = z.input<typeof StateRequest>

export interface StateRun {
  frames: StateFrame[]
  state: StateSummary
  page(query?: Partial<RowQuery>): Promise<Pick<StatePage, 'rows' | 'searched' | 'sort'>>
  file(format: StateFormat, query?: Partial<RowQuery>): Promise<string>
}

const ALL = ['live', 'deleted', 'unknown', 'added', 'removed', 'changed', 'rewritten', 'same'] as const
const never = new AbortController().signal

/** Builds a state as the route does: the request through its schema, each frame checked against the contract. */
export async function runState(
  gateway: KafkaGateway,
  input: StateInput,
  more: Partial<Pick<BuildDeps, 'limits' | 'now'>> = {},
): Promise<StateRun> {
  const shelf = new StateShelf()
  const buffers = new BufferShares()
  const deps: BuildDeps = {
    gateway,
    shelf,
    now: Date.now,
    openWalk: (call, door, signal) => openLogWalk({ gateway: door, buffers, now: Date.now }, call, signal),
    ...more,
  }
  const call = { cluster: 'test', requestId: 'r1', request: StateRequest.parse(input) }
  const frames: StateFrame[] = []
  for await (const frame of buildState(deps, call, never)) frames.push(StateFrame.parse(frame))
  const end = frames.at(-1)
  if (end?.t !== 'end') throw new Error('The stream does not end with a state')
  const kept = shelf.find('test', end.state.id)
  const rowDeps = { gateway, decode: decodePayload }
  const select = (query: Partial<RowQuery>) =>
    selectRows(kept, { kinds: ALL, text: '', sort: 'place', descending: false, ...query }, never)
  return {
    frames,
    state: end.state,
    page: async (query = {}) => {
      const { rows, searched, sort } = await select(query)
      const read: StateRow[] = await readRows(rowDeps, kept, [...rows], never)
      return { rows: read, searched, sort }
    },
    file: async (format, query = {}) => {
      const { rows } = await select(query)
      const cell = (text: string | null) => text ?? ''
      const parts: string[] = []
      for await (const part of exportState({ ...rowDeps, cell }, kept, rows, format, never)) {
        parts.push(part.toString())
      }
      return parts.join('')
    },
  }
}
