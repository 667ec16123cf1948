import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { edgeOf, graphOf, librarySaga, serviceNode, topicNode, writerNode } from '../topology.fixture.ts'
import { Captions, captionOf } from './caption.ts'
import { authorWords, captionSaid, readerWords } from './caption-words.ts'
import { eventWays } from './event-ways.ts'
import { AT, messageOf, sceneOf } from './played.fixture.ts'

const t = createTranslate(english)
const wayOf = eventWays(sceneOf(librarySaga()))
const told = (message: ReturnType<typeof messageOf>, way = wayOf(message)) =>
  captionOf({ message, at: AT, lateMs: 0 }, way, null)

describe('the caption of an event', () => {
  it('says who wrote what, with which key, what it holds, and who can read it', () => {
    const caption = told(
      messageOf('rental.book-rented', {
        key: 'R-000123',
        value: {
          target: 'R-000123',
          action: 'book-rented',
          information: { memberId: 'M-42', title: '토지', dueAt: '2026-11-29T00:00:00Z' },
          time: '2026-11-22T10:32:04.000Z',
        },
      }),
    )
    expect(caption).toMatchObject({ key: 'R-000123', gist: 'memberId M-42 · title 토지' })
    expect(captionSaid(caption, '10:32:04', t)).toBe(
      '10:32:04, rental.book-rented, R-000123, by rental, available to member, book, best-book',
    )
  })

  it('tells apart what is sure, likely and unknown of who wrote it', () => {
    const graph = graphOf(
      [topicNode('a'), topicNode('b'), topicNode('c'), serviceNode('x'), writerNode('session:1')],
      [
        edgeOf('service:x', 'topic:a', 'inferred'),
        edgeOf('session:1', 'topic:b'),
        edgeOf('service:x', 'topic:c'),
        edgeOf('session:1', 'topic:c'),
      ],
    )
    const way = eventWays(sceneOf(graph))
    const said = ['a', 'b', 'c', 'd'].map((topic) => {
      const message = messageOf(topic)
      return authorWords(told(message, way(message)).author, t)
    })
    expect(said).toEqual(['probably x', 'a writer without a name', 'one of 2 writers', 'writer not known'])
    expect(readerWords(told(messageOf('d'), way(messageOf('d'))), t)).toBe('no reader known')
  })

  it('has no gist of a value that is none, and a short one of a text', () => {
    expect(told(messageOf('x', { value: null })).gist).toBeNull()
    expect(told(messageOf('x', { value: ' hello\n  world ' })).gist).toBe('hello world')
    expect(told(messageOf('x', { value: 'y'.repeat(500) })).gist).toHaveLength(90)
  })

  it('of many only the last are kept, the newest first', () => {
    const captions = new Captions(10)
    for (let offset = 0; offset < 95; offset++) {
      const message = messageOf('rental.book-rented', { offset: String(offset) })
      captions.add({ message, at: AT + offset, lateMs: 0 }, wayOf(message), null, null)
    }
    expect(captions.newest().map(({ message }) => message.offset)).toEqual(
      Array.from({ length: 10 }, (_, at) => String(94 - at)),
    )
  })

  it('what stood where the clock was gone to is told once, though it is played from there again', () => {
    const captions = new Captions()
    const add = (offset: string, wall: number | null) => {
      const message = messageOf('rental.book-rented', { offset })
      captions.add({ message, at: AT, lateMs: 0 }, wayOf(message), null, wall)
    }
    add('1', null)
    add('2', null)
    add('1', 5000)
    add('2', 5000)
    add('3', 6000)
    expect(captions.newest().map(({ message }) => message.offset)).toEqual(['3', '2', '1'])
  })

  it('of a topic with more than can be read one stands for those right behind it, and what is followed for itself', () => {
    const captions = new Captions()
    const add = (topic: string, offset: string, saga: number | null, wall: number) => {
      const message = messageOf(topic, { offset })
      captions.add({ message, at: AT, lateMs: 0 }, wayOf(message), saga, wall)
    }
    for (let at = 0; at < 1000; at += 10) add('rental.book-returned', String(at), null, at)
    add('rental.book-rented', '1', null, 995)
    add('rental.book-returned', '1000', 0, 996)
    expect(captions.newest().map(({ message, more }) => [message.offset, more])).toEqual([
      ['1000', 0],
      ['1', 0],
      ['800', 19],
      ['400', 39],
      ['0', 39],
    ])
  })
})
