import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Author, Caption } from './caption.ts'

export function authorWords(author: Author, t: Translate): string {
  switch (author.known) {
    case 'named':
      return author.name
    case 'likely':
      return t('scene.likely', { who: author.name })
    case 'unnamed':
      return t('scene.unnamed')
    case 'several':
      return t('scene.several', { n: author.count })
    case 'nobody':
      return t('scene.nobody')
  }
}

const NAMES = 4

/** Who can read it now; who has, nobody knows. */
export function readerWords({ readers, unnamedReaders }: Caption, t: Translate): string {
  const named = readers.slice(0, NAMES)
  const more = readers.length - named.length + unnamedReaders
  if (named.length + more === 0) return t('scene.noReaders')
  const names = [...named, ...(more > 0 ? [t('scene.more', { n: more })] : [])]
  return t('scene.available', { who: names.join(', ') })
}

/** All of it in one sentence, for those who hear it. */
export function captionSaid(caption: Caption, time: string, t: Translate): string {
  const { message, key, author } = caption
  return t('scene.said', {
    ...{ time, topic: message.topic, key: key ?? t('scene.noKey') },
    ...{ who: authorWords(author, t), readers: readerWords(caption, t) },
  })
}
