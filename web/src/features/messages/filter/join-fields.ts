import type { Field, TopicFields } from '@sluice/shared/messages-cel'

const EXAMPLES_MAX = 3

const nameOf = ({ root, members }: Field): string => JSON.stringify([root, members])

/** The samples of several topics as one: a field's share is that of all messages sampled. */
export function joinFields(samples: readonly TopicFields[]): TopicFields {
  const [only] = samples
  if (only !== undefined && samples.length === 1) return only
  const sampled = samples.reduce((sum, sample) => sum + sample.sampled, 0)
  const fields = new Map<string, Field>()
  for (const sample of samples) {
    for (const field of sample.fields) {
      const share = sampled === 0 ? 0 : (field.share * sample.sampled) / sampled
      const known = fields.get(nameOf(field))
      fields.set(nameOf(field), {
        ...field,
        share: share + (known?.share ?? 0),
        types: [...new Set([...(known?.types ?? []), ...field.types])],
        examples: [...new Set([...(known?.examples ?? []), ...field.examples])].slice(0, EXAMPLES_MAX),
      })
    }
  }
  return {
    sampled,
    more: samples.some(({ more }) => more),
    fields: [...fields.values()].sort((a, b) => b.share - a.share || (nameOf(a) < nameOf(b) ? -1 : 1)),
  }
}
