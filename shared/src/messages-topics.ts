/** Topics that one link names at most: as many as one scan reads. */
export const LINK_TOPICS_MAX = 50

const NAME = /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/

/** Whether Kafka could have a topic of this name. */
export const isTopicName = (text: string): boolean => NAME.test(text)

/** `orders,payments`, each named once; null where one of them is no name of a topic, or there are too many. */
export function readTopicNames(text: string): string[] | null {
  const names = [...new Set(text.split(',').filter(Boolean))]
  return names.length > 0 && names.length <= LINK_TOPICS_MAX && names.every(isTopicName) ? names : null
}

export function writeTopicNames(topics: readonly string[] | null): string | undefined {
  return topics === null || topics.length === 0 ? undefined : topics.join(',')
}
