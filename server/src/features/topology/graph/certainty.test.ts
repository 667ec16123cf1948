import { EVIDENCE_CLASSES, EVIDENCE_SOURCES } from '@sluice/shared/topology-evidence'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW, of } from '../testing/evidence-of.ts'
import { byClass, confidenceOf, type Piece, pieceValue, tierOf } from './certainty.ts'

const HOUR = 3_600_000
const piece = (...args: Parameters<typeof of>): Piece => ({ row: of(...args), link: 1 })
const certain = (...pieces: Piece[]) => confidenceOf(byClass(pieces, NOW))
const tier = (...pieces: Piece[]) => tierOf(certain(...pieces), byClass(pieces, NOW))

const PID = piece('census', 'session:1', 'writes', 'topic:t')
const HEADER = piece('headers', 'claim:source=a', 'writes', 'topic:t')
const GUESS = piece('inference', 'topic:s', 'causes', 'topic:t')
const MAY = piece('acls', 'principal:a', 'mayWrite', 'topic:t')

const anyPiece = fc
  .record({
    source: fc.constantFrom(...EVIDENCE_SOURCES),
    of: fc.constantFrom(...EVIDENCE_CLASSES),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
    link: fc.double({ min: 0, max: 1, noNaN: true }),
    age: fc.nat(48 * HOUR),
    count: fc.integer({ min: 1, max: 1_000 }),
  })
  .map(({ source, of: kind, weight, link, age, count }): Piece => {
    const changes = { class: kind, weight, count, firstSeen: NOW - age, lastSeen: NOW - age }
    return { row: of(source, 'session:1', 'writes', 'topic:t', changes), link }
  })

describe('how sure an edge is', () => {
  it('never falls by a piece more, and lies between nothing and certain', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 8 }), anyPiece, (pieces, more) => {
        const [before, after] = [certain(...pieces), certain(...pieces, more)]
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(1)
        expect(after).toBeGreaterThanOrEqual(before)
        expect(after).toBeGreaterThanOrEqual(Math.floor(pieceValue(more, NOW) * 1_000) / 1_000 - 0.001)
      }),
    )
  })

  it('does not depend on the order of its pieces', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 8 }), (pieces) => {
        expect(certain(...pieces.toReversed())).toBe(certain(...pieces))
      }),
    )
  })

  it('grows with the kinds of proof, and not with more of one kind', () => {
    expect(certain(PID, piece('producers', 'session:1', 'writes', 'topic:t'))).toBe(certain(PID))
    expect(certain(HEADER, GUESS)).toBeGreaterThan(certain(HEADER))
  })

  it('grows with how many records say so, and falls by half in its time', () => {
    const once = piece('headers', 'claim:source=a', 'writes', 'topic:t', { count: 1 })
    expect(certain(once)).toBeCloseTo(0.45)
    expect(certain(HEADER)).toBeCloseTo(0.9, 2)
    const old = piece('groups', 'group:g', 'reads', 'topic:t', { lastSeen: NOW - HOUR })
    expect(certain(old)).toBeCloseTo(0.495)
  })

  it.each([
    ['proven', [PID]],
    ['observed', [HEADER]],
    ['inferred', [GUESS]],
    ['permitted', [MAY]],
    ['suspected', [piece('inference', 'topic:s', 'causes', 'topic:t', { weight: 0.4 })]],
    // However sure they are, a guess stays one, and so does a likeness of names.
    ['inferred', [piece('inference', 'topic:s', 'causes', 'topic:t', { weight: 1 })]],
    ['suspected', [piece('headers', 'claim:source=a', 'writes', 'topic:t', { class: 'name', weight: 1 })]],
  ] as const)('is %s', (wanted, pieces) => {
    expect(tier(...pieces)).toBe(wanted)
  })
})
